"""The figures by county of a year, as the outputs show them: league by league, a column an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from etl.publish.annual.content import Content
from etl.publish.annual.enterprises import added
from etl.summarise.rows import County


@dataclass(frozen=True)
class Line:
    """A county and its rows by indicator; `any` has its names."""

    any: County
    by_indicator: Mapping[str, County]

    @property
    def missing(self) -> list[County]:
        """Its rows without a figure."""
        return [row for row in self.by_indicator.values() if row["value"] is None]


@dataclass(frozen=True)
class League:
    """A league and its counties; `any` has its names."""

    any: County
    counties: Sequence[Line]

    def rows(self, code: str) -> list[County]:
        """Its counties' rows of an indicator."""
        return [line.by_indicator[code] for line in self.counties]

    def sum(self, code: str) -> Decimal | None:
        """What its counties have of an indicator, added up over those that are there; None: none is."""
        return added([row["value"] for row in self.rows(code)])

    @property
    def lacking(self) -> list[County]:
        """A row of each indicator of which a county is missing."""
        firsts = self.counties[0].by_indicator.values()
        return [row for row in firsts if row["counties_reporting"] < row["counties_expected"]]


def leagues(content: Content) -> list[League]:
    """The leagues that report by county, in their order; empty in a year that is not asked for it."""
    made = []
    for _, of_league in groupby(content.tables.get("annual_county", ()), lambda row: row["league_code"]):
        counties = []
        for _, of_county in groupby(of_league, lambda row: row["county_code"]):
            rows = list(of_county)
            counties.append(Line(rows[0], {row["indicator_code"]: row for row in rows}))
        made.append(League(counties[0].any, counties))
    return made


def indicators(content: Content) -> list[County]:
    """A row of each indicator that is reported by county, in the order of the plan."""
    firsts = {row["indicator_code"]: row for row in content.tables.get("annual_county", ())}
    return sorted(firsts.values(), key=lambda row: (row["project_no"], row["indicator_code"]))


def with_year_before(content: Content) -> bool:
    """Whether any county has a figure of the year before."""
    return any(row["previous_year"] is not None for row in content.tables.get("annual_county", ()))
