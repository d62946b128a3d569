"""Rules within project progress (项目进展), and those on project numbers that other parts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pandas as pd

from schemas.periods import Period
from schemas.registry.objects import Project
from schemas.rules.frame import PartFrame, offences
from schemas.text import key, plain

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


def project_unknown(part: PartFrame) -> pd.DataFrame:
    """A number, or a name that stands alone, that is no project of the plan."""
    names = part.given("project_name")
    return offences(
        {
            "index": index,
            "field": "project_no" if number else "project_name",
            "given": number or names[index],
            "expected": None,
        }
        for index, number in part.given("project_no").items()
        if (number or names[index]) and _project(part, number) is None
    )


def project_doubled(part: PartFrame) -> pd.DataFrame:
    """A project that stands in more than one row: every row after its first."""
    mismatched = set(project_name_mismatch(part).index)
    seen: Counter[int] = Counter()
    found = []
    for index, project in _known(part):
        if index in mismatched:
            continue
        seen[project.project_no] += 1
        if seen[project.project_no] > 1:
            given = f"{project.project_no} {project.name_zh}"
            found.append({"index": index, "field": "project_no", "given": given, "expected": None})
    return offences(found)


def project_name_mismatch(part: PartFrame) -> pd.DataFrame:
    """A number and a name that are not one project's."""
    names = part.given("project_name")
    return offences(
        {
            "index": index,
            "field": "project_name",
            "given": names[index],
            "expected": f"{project.project_no} {project.name_zh}",
        }
        for index, project in _known(part)
        if names[index] and key(names[index]) != key(project.name_zh)
    )


def project_missing(part: PartFrame) -> pd.DataFrame:
    """A project that was left out; not said while rows' numbers or names are in doubt."""
    if any(len(rule(part)) for rule in (project_unknown, project_doubled, project_name_mismatch)):
        return offences([])
    return offences(
        {
            "index": index,
            "field": "project_no",
            "given": f"{number} {part.registry.projects[int(number)].name_zh}",
            "expected": None,
        }
        for index, number in part.given("project_no").items()
        if index in part.left_out
    )


def part_unfilled(part: PartFrame) -> pd.DataFrame:
    """Project progress in which nobody wrote anything: only what a template had filled in. Said once."""
    rows = [index for index in range(len(part.rows)) if index not in part.left_out]
    if not rows or any(_is_filled(part, index) for index in rows):
        return offences([])
    return offences([{"index": rows[0], "field": "status", "given": None, "expected": None}])


def status_missing(part: PartFrame) -> pd.DataFrame:
    """A project without a status."""
    if len(part_unfilled(part)):
        return offences([])
    statuses = part.given("status")
    return offences(
        {"index": index, "field": "status", "given": None, "expected": None}
        for index, _ in _known(part)
        if statuses[index] is None and not part.is_faulty("status", index)
    )


def _is_filled(part: PartFrame, index: int) -> bool:
    return any(
        part.given(field)[index] is not None or part.is_faulty(field, index) for field in _WRITTEN_ANEW
    )


def spent_above_budget(part: PartFrame) -> pd.DataFrame:
    """Money spent above the money budgeted."""
    budgets, spendings = part.given("budget"), part.given("spent")
    return offences(
        {
            "index": index,
            "field": "spent",
            "given": str(spendings[index]),
            "expected": str(budgets[index]),
        }
        for index in range(len(part.rows))
        if budgets[index] is not None and spendings[index] is not None and spendings[index] > budgets[index]
    )


def unspent_at_year_end(part: PartFrame) -> pd.DataFrame:
    """Money budgeted for the year, and none of it spent when the year is over."""
    if part.period.quarter != 4:
        return offences([])
    budgets, spendings = part.given("budget"), part.given("spent")
    return offences(
        {
            "index": index,
            "field": "spent",
            "given": str(spendings[index]),
            "expected": None,
            "budget": str(budgets[index]),
        }
        for index in range(len(part.rows))
        if budgets[index] and spendings[index] == 0
    )


def until_passed(part: PartFrame) -> pd.DataFrame:
    """A project that goes on or has not begun, although its time was over before the period began."""
    deadlines, statuses = part.given("until"), part.given("status")
    found = []
    for index in range(len(part.rows)):
        deadline, status = deadlines[index], statuses[index]
        if status not in (None, "已完成") and deadline and is_over(deadline, part.period):
            facts = {"given": deadline, "expected": None, "status": status}
            found.append({"index": index, "field": "until", **facts})
    return offences(found)


def is_over(deadline: str, period: Period) -> bool:
    """Whether a time limit, as people write it, had passed before the period began."""
    last = last_month(deadline)
    return last is not None and last < _month(period.start)


def last_month(text: str) -> int | None:
    """The latest month that a time limit names, counted on over the years; of a year alone, December."""
    months = [
        12 * int(year) + (int(month) if month and 1 <= int(month) <= 12 else 12)
        for year, month in _DEADLINE.findall(plain(text))
    ]
    return max(months, default=None)


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _project(part: PartFrame, number: str | None) -> Project | None:
    """The project of a number as read; None for the headline goal, which is no project to report on."""
    if number is None or not number.isdecimal():
        return None
    project = part.registry.projects.get(int(number))
    return project if project and project.project_no else None


def _known(part: PartFrame) -> Iterator[tuple[int, Project]]:
    for index, number in part.given("project_no").items():
        project = _project(part, number)
        if project and index not in part.left_out:
            yield index, project
