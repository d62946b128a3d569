"""Who reported what, when: returns by league and period, and the submissions that the year rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.annual.content import Row
from etl.annual.words import PARTS
from schemas.periods import Period


@dataclass(frozen=True)
class Duties:
    """The periods of the year's returns in their order, and the rows of annual_return by league and period."""

    periods: Sequence[str]
    rows: Mapping[str, Mapping[str, Row]]


@dataclass(frozen=True)
class Source:
    """A file that the year rests on, by its first part, and the names of its parts that are in force."""

    row: Row
    parts: Sequence[str]


def duties(returns: Sequence[Row]) -> Duties:
    """All returns of the year as a matrix."""
    by_league: dict[str, dict[str, Row]] = {}
    for row in returns:
        by_league.setdefault(row["league_code"], {})[row["period"]] = row
    return Duties(sorted({row["period"] for row in returns}, key=Period.parse), by_league)


def sources(submissions: Sequence[Row]) -> list[Source]:
    """The files, ordered as their parts are; a file stands once for each period."""
    groups = [
        list(rows)
        for _, rows in groupby(
            sorted(submissions, key=lambda row: (row["league_code"], row["period"], row["submission_id"])),
            lambda row: (row["league_code"], row["period"], row["submission_id"]),
        )
    ]
    return [Source(rows[0], [PARTS[row["part"]] for row in rows]) for rows in groups]
