"""What the warehouse knows that a template shows: the league's last accepted figures and progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.store.warehouse import rows
from schemas.periods import Period


class LastFigure(TypedDict):
    """What a league last reported, and was accepted, of an indicator."""

    indicator_code: str
    period: str
    figure: Decimal | None
    year_to_date: Decimal | None
    known_from: datetime


class LastProgress(TypedDict):
    """What a league last reported, and was accepted, of a project."""

    project_no: int
    period: str
    status: str | None
    progress: str | None
    problems: str | None
    advice: str | None
    budget: Decimal | None
    spent: Decimal | None
    leader: str | None
    person: str | None
    until: str | None
    known_from: datetime


@dataclass(frozen=True)
class Facts:
    """`figures`: last quarter's, or for a year those of its last quarter, by indicator; `a_year_ago`: those
    of the same quarter of the year before, for a year of its last; `progress`: the last that was accepted, by
    project. `as_of`: when the last of them became known.
    """

    as_of: datetime
    figures: Mapping[str, LastFigure] = field(default_factory=dict)
    a_year_ago: Mapping[str, LastFigure] = field(default_factory=dict)
    progress: Mapping[int, LastProgress] = field(default_factory=dict)


def read_facts(connection: sa.Connection, league_code: str, period: Period) -> Facts:
    """What is accepted of the league now, as far as templates of this period show it."""
    if period.quarter is None:
        figures_from, last = Period.of("quarter", period.year, 1), Period.of("quarter", period.year, 4)
    else:
        figures_from = last = period.before()
    until = {"league_code": league_code, "last_period": str(last)}
    reported = rows(connection, "template/last_figures", first_period=str(figures_from), **until)
    figures = cast(list[LastFigure], reported)
    then = str(replace(last if period.quarter is None else period, year=period.year - 1))
    of_then = {"league_code": league_code, "first_period": then, "last_period": then}
    a_year_ago = cast(list[LastFigure], rows(connection, "template/last_figures", **of_then))
    progress = cast(list[LastProgress], rows(connection, "template/last_progress", **until))
    known = [row["known_from"] for row in (*figures, *a_year_ago, *progress)]
    start = datetime.combine(period.start, datetime.min.time(), ZONE)
    return Facts(
        max([start, *known]).astimezone(ZONE),
        {row["indicator_code"]: row for row in figures},
        {row["indicator_code"]: row for row in a_year_ago},
        {row["project_no"]: row for row in progress},
    )
