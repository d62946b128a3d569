"""The indicators of a year as lines: the region, the year before and each league beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from etl.publish.annual.content import Content
from etl.summarise.rows import AnnualIndicator
from schemas.region import REGION_CODE


@dataclass(frozen=True)
class Line:
    """An indicator: `any` has its name, unit and decimals; no `region`: the plan adds nothing up."""

    any: AnnualIndicator
    region: AnnualIndicator | None
    by_league: Mapping[str, AnnualIndicator]

    @property
    def most(self) -> Decimal | None:
        """The largest figure of a league, this year or the year before; bars are drawn against it."""
        values = [value for row in self.by_league.values() for value in (row["value"], row["previous_year"])]
        return max((value for value in values if value is not None), default=None)


def lines(indicators: Sequence[AnnualIndicator]) -> list[Line]:
    """A line for each indicator, in the order of the plan."""
    made = []
    for _, group in groupby(indicators, lambda row: row["indicator_code"]):
        rows = {row["league_code"]: row for row in group}
        first = next(iter(rows.values()))
        made.append(Line(first, rows.pop(REGION_CODE, None), rows))
    return made


def with_year_before(indicators: Sequence[AnnualIndicator]) -> bool:
    """Whether anything is known of the year before; if not, its column says nothing."""
    return any(row["previous_year"] is not None for row in indicators)


def decimals_of(content: Content) -> Mapping[str, int]:
    """Decimals by indicator code."""
    return {row["indicator_code"]: row["decimals"] for row in content.tables["annual_indicator"]}


def first_of_projects(content: Content) -> Mapping[int, AnnualIndicator]:
    """By project: a row of its first indicator, whose unit and decimals the league's own account has."""
    return {
        project: next(rows)
        for project, rows in groupby(content.tables["annual_indicator"], lambda row: row["project_no"])
    }


def unreported(content: Content, league_code: str) -> list[AnnualIndicator]:
    """Of each indicator that the league has no figure of this year for: a row of another; no ratios."""
    return [
        line.any
        for line in lines(content.tables["annual_indicator"])
        if line.any["measure"] != "ratio"
        and not (league_code in line.by_league and line.by_league[league_code]["leagues_reporting"])
    ]
