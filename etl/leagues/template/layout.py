"""Where things stand on a part's sheet: its columns, what each of its rows is about, and their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from etl.read.grid import address
from etl.validate.part import ReportedRow
from schemas.periods import Period
from schemas.registry.objects import Indicator, Member, Part, Project, Registry

HEADER_ROW = 4  # below the title, two rows of labels and a hint
# Blank rows: for what is about no project; for what is in no list, beside what was there last, and at first.
_GENERAL_ROWS, _NEW_ROWS, _FIRST_ROWS = 10, 30, 300


class Special(Enum):
    """A row that is about none of a list: the sums of the others, or one that is still to be named."""

    TOTAL = "total"
    NEW = "new"


@dataclass(frozen=True)
class Group:
    """A row that is about nothing: it names the project of the indicators below it."""

    project: Project


Subject = Indicator | Project | Member | Special | Group | None


@dataclass(frozen=True)
class Grid:
    """A part's sheet. `columns` are the part's own and, by their names, those that help (`Reference`)."""

    part: Part
    names: tuple[str, ...]
    subjects: tuple[Subject, ...]

    def at(self, index: int, name: str) -> str | None:
        """The address of a row's cell in the column of that name, None where there is no such column."""
        if name not in self.names:
            return None
        return address(HEADER_ROW + 1 + index, self.names.index(name))

    def of(self, subject: Subject, name: str) -> str | None:
        """The same of the row that is about this subject, None where there is none."""
        if subject is None or subject not in self.subjects:
            return None
        return self.at(self.subjects.index(subject), name)

    def below(self, name: str) -> str | None:
        """The cells of the column that are about something, as a range that stays where it is."""
        last = len(self.subjects) - 1 - (self.subjects[-1:] == (Special.TOTAL,))
        first_cell, last_cell = self.at(0, name), self.at(last, name)
        if first_cell is None or last_cell is None or last < 0:
            return None
        letters = first_cell.rstrip("0123456789")
        return f"{letters}${first_cell[len(letters) :]}:{letters}${last_cell[len(letters) :]}"


def subjects(
    part: Part, league_code: str, period: Period, registry: Registry, last: Mapping[str, ReportedRow]
) -> tuple[Subject, ...]:
    """What the part's rows are about, in the plan's order: ratios are not asked for, they are computed.

    Of a closed list all that lie in the league; of an open one the `last` that were reported, and blank rows.
    """
    if part.subject == "indicator":
        return tuple(_by_project(registry, period))
    projects: tuple[Subject, ...] = tuple(project for number, project in registry.projects.items() if number)
    if part.subject == "project":
        return projects
    known = registry.subjects.get(part.subject)
    if known is None:
        has_projects = part.column("project_no") is not None
        return projects + (None,) * _GENERAL_ROWS if has_projects else (Special.NEW,) * _NEW_ROWS
    if known.listed_in is not None:
        members = registry.members(part.subject).values()
        rows = getattr(registry, known.listed_in).values()
        listed = tuple(
            member
            for member, row in zip(members, rows, strict=True)
            if member.league_code in (None, league_code) and _is_valid(row, period)
        )
        return (*listed, Special.TOTAL) if part.is_wide else listed
    named = tuple(Member(code, str(row[known.name_field]), league_code) for code, row in last.items())
    return named + (Special.NEW,) * (_NEW_ROWS if named else _FIRST_ROWS)


def _by_project(registry: Registry, period: Period) -> Iterator[Subject]:
    asked = (
        indicator
        for indicator in registry.indicators.values()
        if indicator.measure != "ratio" and is_asked_for(indicator, period)
    )
    in_order = sorted(asked, key=lambda indicator: indicator.project_no)
    for number, indicators in groupby(in_order, key=lambda indicator: indicator.project_no):
        yield Group(registry.projects[number])
        yield from indicators


def is_asked_for(indicator: Indicator, period: Period) -> bool:
    """Whether the indicator is valid in the period, or in some of it."""
    return _is_valid(indicator, period)


def _is_valid(row: object, period: Period) -> bool:
    """The same of any row of the registry; one without dates always is."""
    first: date = getattr(row, "valid_from", period.end)
    last: date | None = getattr(row, "valid_to", None)
    return first <= period.end and (last is None or period.start <= last)
