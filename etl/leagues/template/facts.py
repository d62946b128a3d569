"""What the warehouse knows that a template shows: the league's last accepted figures and progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.leagues.matters import AnsweredMatter, answered_matters
from etl.leagues.sheet_rows import in_columns
from etl.store.warehouse import rows
from etl.validate.part import ReportedRow
from schemas.periods import Period
from schemas.registry.objects import ReturnKind


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
class LastRows:
    """What a league last reported, and was accepted, in a part: its rows by what they are about."""

    period: str
    rows: Mapping[str, ReportedRow]


@dataclass(frozen=True)
class Facts:
    """`figures`: last quarter's, or for a year those of its last quarter, by indicator; `a_year_ago`: those
    of the same quarter of the year before, for a year of its last; `progress`: the last that was accepted, by
    project; `rows`: the last that were accepted of the kind's other parts, by part; `matters`: what the
    league suggested and was answered. `as_of`: when the last of them became known.
    """

    as_of: datetime
    figures: Mapping[str, LastFigure] = field(default_factory=dict)
    a_year_ago: Mapping[str, LastFigure] = field(default_factory=dict)
    progress: Mapping[int, LastProgress] = field(default_factory=dict)
    rows: Mapping[str, LastRows] = field(default_factory=dict)
    matters: Sequence[AnsweredMatter] = ()


def read_facts(connection: sa.Connection, league_code: str, kind: ReturnKind, period: Period) -> Facts:
    """What is accepted of the league now, as far as the kind's template of this period shows it."""
    start = datetime.combine(period.start, datetime.min.time(), ZONE)
    facts = Facts(start, rows={})
    if any(part.subject in ("indicator", "project") for part in kind.parts):
        facts = _of_the_plan(connection, league_code, period)
    asked = {"league_code": league_code, "return_kind": kind.return_kind, "period": str(period)}
    last = rows(connection, "template/last_rows", **asked)
    of_year = league_code, period.year
    matters = answered_matters(connection, [of_year]).get(of_year, [])
    known = [facts.as_of, start, *(row["known_from"] for row in (*last, *matters))]
    return replace(facts, as_of=max(known).astimezone(ZONE), rows=_by_part(kind, last), matters=matters)


def _by_part(kind: ReturnKind, last: Sequence[ReportedRow]) -> dict[str, LastRows]:
    by_part: dict[str, LastRows] = {}
    for part in kind.parts:
        of_part = [row for row in last if row["part"] == part.part]
        if of_part:
            by_subject = {row["subject_code"]: row for row in in_columns(part, of_part)}
            by_part[part.part] = LastRows(of_part[0]["period"], by_subject)
    return by_part


def _of_the_plan(connection: sa.Connection, league_code: str, period: Period) -> Facts:
    """What is known by the plan's indicators and projects."""
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
    return Facts(
        max(known, default=datetime.min.replace(tzinfo=ZONE)),
        {row["indicator_code"]: row for row in figures},
        {row["indicator_code"]: row for row in a_year_ago},
        {row["project_no"]: row for row in progress},
    )
