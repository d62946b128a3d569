"""A row while it is laid out: what it is about, where its cells stand, and what is known for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, cast

from etl.leagues.template.facts import Facts
from etl.leagues.template.layout import Grid, Special, Subject
from schemas.periods import Period
from schemas.registry.objects import Column, Indicator, Member, Project, Registry


@dataclass(frozen=True)
class Figures:
    """The names of an indicator's columns in a row: of its figure, and of the sum since 1 January."""

    indicator: Indicator
    figure: str
    to_date: str | None


@dataclass(frozen=True)
class Row:
    """`grids` are those of every part of the return, by part."""

    registry: Registry
    league_code: str
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
        return self.subject if isinstance(self.subject, Indicator) else None

    @cached_property
    def is_required(self) -> bool:
        """Whether it is about an indicator that must be reported."""
        return (
            isinstance(self.subject, Indicator)
            and self.subject.indicator_code in self.registry.required_indicators()
        )

    @cached_property
    def is_new(self) -> bool:
        """Whether it is blank until something is named there."""
        return self.subject is Special.NEW

    @cached_property
    def is_listed(self) -> bool:
        """Whether what it is about stands in a closed list."""
        known = self.registry.subjects.get(self.grid.part.subject)
        return known is not None and known.listed_in is not None

    @cached_property
    def figures(self) -> tuple[Figures, ...]:
        """The indicators that it has figures of: its own, or those of a wide part's columns."""
        fields = {column.field for column in self.grid.part.columns}
        if isinstance(self.subject, Indicator) and "figure" in fields:
            to_date = "year_to_date" if "year_to_date" in fields else None
            return (Figures(self.subject, "figure", to_date),)
        by_indicator: dict[str, dict[str | None, str]] = {}
        for column in self.grid.part.columns:
            if column.indicator_code:
                by_indicator.setdefault(column.indicator_code, {})[column.fills] = column.field
        return tuple(
            Figures(self.registry.indicators[code], filled["figure"], filled.get("year_to_date"))
            for code, filled in by_indicator.items()
            if "figure" in filled
        )

    def at(self, name: str | None) -> str | None:
        """The address of the row's cell in the column of that name, if there is one."""
        return self.grid.at(self.index, name) if name else None

    def decimals(self, column: Column) -> int:
        """How many decimals the column's numbers have in this row."""
        if column.unit_zh is not None:
            return column.decimals or 0
        indicator = self.registry.indicators.get(column.indicator_code or "") or self.indicator
        return indicator.decimals if indicator else 0

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

    def accepted(self, field: str, *, just_before: bool = False) -> Decimal | str | None:
        """What was last accepted of the county, enterprise and the like, or what the period before said."""
        last = self.facts.rows.get(self.grid.part.part)
        if last is None or not isinstance(self.subject, Member):
            return None
        if just_before and last.period != str(self.period.before()):
            return None
        return cast("Decimal | str | None", last.rows.get(self.subject.code, {}).get(field))

    def last(self, figures: Figures, name: Literal["figure", "year_to_date"]) -> Decimal | None:
        """The figure or year-to-date of the period before."""
        if isinstance(self.subject, Indicator):
            return self.figure(name)
        field = figures.figure if name == "figure" else figures.to_date
        return cast("Decimal | None", self.accepted(field or "", just_before=True))
