"""Who reported what, when: returns by league and period, and the submissions that the year rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from etl.publish.annual.words import part_name
from etl.summarise.rows import AnnualReturn, AnnualSource
from schemas.periods import Period


@dataclass(frozen=True)
class Duties:
    """The year's periods in their order, and the rows of annual_return by league and period."""

    periods: Sequence[str]
    rows: Mapping[str, Mapping[str, AnnualReturn]]


@dataclass(frozen=True)
class Source:
    """A file that the year rests on, by its first part, and the names of its parts that are in force."""

    row: AnnualSource
    parts: Sequence[str]


def duties(returns: Sequence[AnnualReturn]) -> Duties:
    """All returns of the year as a matrix."""
    by_league: dict[str, dict[str, AnnualReturn]] = {}
    for row in returns:
        by_league.setdefault(row["league_code"], {})[row["period"]] = row
    return Duties(sorted({row["period"] for row in returns}, key=Period.parse), by_league)


def sources(submissions: Sequence[AnnualSource]) -> list[Source]:
    """The files by league, period and time; one whose parts came into force apart stands more than once."""
    ordered = sorted(submissions, key=_file)
    groups = [list(rows) for _, rows in groupby(ordered, key=_file)]
    return [Source(rows[0], [part_name(row["part"]) for row in rows]) for rows in groups]


def _file(row: AnnualSource) -> tuple[str, Period, datetime, int]:
    return row["league_code"], Period.parse(row["period"]), row["known_from"], row["submission_id"]
