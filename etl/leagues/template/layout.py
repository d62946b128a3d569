"""Where things stand on a part's sheet: its columns, what each of its rows is about, and their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from etl.read.grid import address
from schemas.periods import Period
from schemas.registry.objects import Indicator, Part, Project, Registry

HEADER_ROW = 4  # below the title, two rows of labels and a hint
# Rows for what is about no project.
_GENERAL_ROWS = 10

Subject = Indicator | Project | None


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


def subjects(part: Part, period: Period, registry: Registry) -> tuple[Subject, ...]:
    """What the part's rows are about, in the plan's order: ratios are not asked for, they are computed."""
    if part.subject == "indicator":
        return tuple(
            indicator
            for indicator in registry.indicators.values()
            if indicator.measure != "ratio" and is_asked_for(indicator, period)
        )
    projects: tuple[Subject, ...] = tuple(project for number, project in registry.projects.items() if number)
    return projects if part.subject == "project" else projects + (None,) * _GENERAL_ROWS


def is_asked_for(indicator: Indicator, period: Period) -> bool:
    """Whether the indicator is valid in the period, or in some of it."""
    return indicator.valid_from <= period.end and (
        indicator.valid_to is None or period.start <= indicator.valid_to
    )
