"""Rules within project progress (项目进展), and on projects that are left out."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from schemas.periods import Period
from schemas.rules.frame import anywhere, faulty, together
from schemas.rules.rule import at, rule
from schemas.rules.subject import may_be_there
from schemas.text import plain

# What a league says anew each quarter; who does what until when is carried on.
_WRITTEN_ANEW = (
    "status",
    "progress",
    "problems",
    "advice",
    "spent",
    "measures",
    "stage",
    "practice",
    "remark",
)
_DEADLINE = re.compile(r"(?<!\d)(20\d\d)(?!\d{5})(?:年|[-./])?(?:(\d{1,2})(?=月|[-./]\d|$))?")


@rule(at("project_no", "label"))
def project_missing(rows: pd.DataFrame) -> pd.Series:
    """A project that was left out, and that no row in doubt may be."""
    return rows["left_out"] & ~may_be_there(rows)


@rule(at("status"))
def part_unfilled(rows: pd.DataFrame) -> pd.Series:
    """Project progress in which nobody wrote anything: only what a template had filled in. Said once."""
    return rows["row"].eq(0) & ~anywhere(rows, _is_filled(rows))


@rule(at("status"))
def status_missing(rows: pd.DataFrame) -> pd.Series:
    """A project without a status."""
    missing = rows["status"].isna() & ~faulty(rows, "status")
    return rows["named"] & missing & anywhere(rows, _is_filled(rows))


def _is_filled(rows: pd.DataFrame) -> pd.Series:
    written = rows[list(_WRITTEN_ANEW)].notna().any(axis=1)
    return ~rows["left_out"] & (written | faulty(rows, *_WRITTEN_ANEW))


@rule(at("spent", "spent", "budget"))
def spent_above_budget(rows: pd.DataFrame) -> pd.Series:
    """Money spent above the money budgeted."""
    spent, budget = together(rows["spent"], rows["budget"])
    return spent.gt(budget)


@rule(at("spent", "spent", budget="budget"))
def unspent_at_year_end(rows: pd.DataFrame) -> pd.Series:
    """Money budgeted for the year, and none of it spent when the year is over."""
    _, budget = together(rows["spent"], rows["budget"])
    return rows["quarter"].eq(4) & budget.ne(0) & rows["spent"].eq(0)


@rule(at("until", "until", status="status"))
def until_passed(rows: pd.DataFrame) -> pd.Series:
    """A project that goes on or has not begun, although its time was over before the period began."""
    open_ones = rows["status"].notna() & rows["status"].ne("已完成")
    last = rows["until"].where(open_ones).map(last_month, na_action="ignore")
    return last.astype(float).lt(rows["month"])


def is_over(deadline: str, period: Period) -> bool:
    """Whether a time limit, as people write it, had passed before the period began."""
    last = last_month(deadline)
    return last is not None and last < month(period.start)


def last_month(text: str) -> int | None:
    """The latest month that a time limit names, counted on over the years; of a year alone, December."""
    months = [
        12 * int(year) + (int(month) if month and 1 <= int(month) <= 12 else 12)
        for year, month in _DEADLINE.findall(plain(text))
    ]
    return max(months, default=None)


def month(day: date) -> int:
    """The month's number, counted on over the years."""
    return 12 * day.year + day.month
