"""A row while it is laid out: what it is about, where its cells stand, and what is known for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, cast

from etl.leagues.template.facts import Facts
from etl.leagues.template.layout import Grid, Subject
from schemas.periods import Period
from schemas.registry.objects import Column, Indicator, Project, Registry


@dataclass(frozen=True)
class Row:
    """`grids` are those of every part of the return, by part."""

    registry: Registry
    period: Period
    facts: Facts
    grids: Mapping[str, Grid]
    grid: Grid
    index: int

    @property
    def subject(self) -> Subject:
        return self.grid.subjects[self.index]

    @cached_property
    def indicator(self) -> Indicator | None:
        """The indicator whose unit and decimals the row's figures have: its own, or its project's first."""
        if isinstance(self.subject, Project):
            return self.registry.first_indicator(self.subject.project_no)
        return self.subject

    @cached_property
    def is_required(self) -> bool:
        """Whether it is about an indicator that must be reported."""
        return (
            isinstance(self.subject, Indicator)
            and self.subject.indicator_code in self.registry.required_indicators()
        )

    def at(self, name: str) -> str | None:
        """The address of the row's cell in the column of that name, if there is one."""
        return self.grid.at(self.index, name)

    def decimals(self, column: Column) -> int:
        """How many decimals the column's numbers have in this row."""
        if column.unit_zh is not None:
            return column.decimals or 0
        return self.indicator.decimals if self.indicator else 0

    def figure(self, name: Literal["figure", "year_to_date"]) -> Decimal | None:
        """The last accepted figure or year-to-date of the row's indicator."""
        code = self.subject.indicator_code if isinstance(self.subject, Indicator) else ""
        last = self.facts.figures.get(code)
        return last[name] if last else None

    def a_year_ago(self, name: Literal["figure", "year_to_date"]) -> Decimal | None:
        """The same of the same period of the year before."""
        code = self.subject.indicator_code if isinstance(self.subject, Indicator) else ""
        then = self.facts.a_year_ago.get(code)
        return then[name] if then else None

    def progress(self, name: str, *, of_this_year: bool = False) -> Decimal | str | None:
        """What was last accepted of the row's project; money counts within its year only."""
        number = self.subject.project_no if isinstance(self.subject, Project) else 0
        last = self.facts.progress.get(number)
        if last is None or (of_this_year and Period.parse(last["period"]).year != self.period.year):
            return None
        return cast("Decimal | str | None", last.get(name))
