"""What a part of a return says, as rows of the waiting room: from the truth, and as a league may send it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from random import Random

from tests.fuzz.plan import indicators, required
from tests.fuzz.truth import Truth
from tests.summarise.filing import Row, figures

# The last three say something.
REMARKS = (
    None,
    "核实无误",
    " 核实无误。",
    "已核实,数据无误。",
    "12",
    "四季度后补录一批",
    "补录3人",
    "口径调整",
)
PRACTICES = (None, None, "“一站式”服务", "以工代训")


def rows_said(said: Truth, league: str, period: str, part: str) -> list[Row]:
    """The rows of one part of one return, complete."""
    year = int(period[:4])
    if part == "data":
        codes = [one.code for one in indicators() if one.measure != "ratio"]
        return figures({code: _pair(said, league, period, code) for code in codes})
    if part == "progress":
        return [{**vars(said.progress[league, period, no]), "project_no": no} for no in range(1, 30)]
    if part == "completion":
        return [{**vars(said.completion[league, year, no]), "project_no": no} for no in range(1, 30)]
    return [
        {"project_no": project, "problem": problem, "suggestion": suggestion}
        for project, problem, suggestion in said.suggestions[league, year]
    ]


def as_sent(rng: Random, rows: Sequence[Row], period: str, part: str) -> list[Row]:
    """The rows with projects left out, blank indicators, and annual figures that are not the quarters'."""
    if part == "suggestions":
        return list(rows)
    if part != "data":
        practice = {"practice": rng.choice(PRACTICES)} if part == "progress" else {}
        return [{**row, **practice} for row in rows if rng.random() > 0.02]
    codes = sorted({row["indicator_code"] for row in rows} - required())
    blank = set(rng.sample(codes, rng.choice((0, 0, 1, 4))))
    differing = set(rng.sample(free(), rng.choice((0, 0, 2, 5)))) - blank if "Q" not in period else set()
    nothing = {"figure": None, "year_to_date": None}
    return [
        {**row, **nothing}
        if row["indicator_code"] in blank
        else {**_moved(rng, row), "remark": rng.choice(REMARKS)}
        if row["indicator_code"] in differing
        else row
        for row in rows
    ]


def with_changes(rng: Random, rows: Sequence[Row]) -> list[Row]:
    """The data again, some of its figures more or less than before."""
    changed = set(rng.sample(free(), 12))
    return [_moved(rng, row) if row["indicator_code"] in changed else row for row in rows]


@cache
def free() -> tuple[str, ...]:
    """Indicators that are no part and no whole of another."""
    wholes = {one.whole for one in indicators()}
    return tuple(
        one.code
        for one in indicators()
        if one.measure != "ratio" and not one.whole and not one.one_a_county and one.code not in wholes
    )


def _pair(said: Truth, league: str, period: str, code: str) -> tuple[Decimal | None, Decimal | None]:
    """A figure and its year-to-date; of a year the figure alone."""
    if code in said.unreported[league]:
        return None, None
    if "Q" not in period:
        return said.annual[league, int(period), code], None
    figure = said.figures[league, period, code]
    return figure.quarter, figure.year_to_date


def _moved(rng: Random, row: Row) -> Row:
    """The row, more or less by the same in both figures; none falls below zero."""
    if row["figure"] is None:
        return row
    step = rng.choice((1, 2, 30, -1 if row["figure"] >= 1 else 1))
    total = row["year_to_date"]
    return {**row, "figure": row["figure"] + step, "year_to_date": None if total is None else total + step}
