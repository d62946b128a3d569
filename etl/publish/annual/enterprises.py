"""Key enterprises in a year, as the outputs show them: month by month, by league and by industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from etl.publish.annual.content import Content
from etl.summarise.rows import AnnualEnterprise
from schemas.region import REGION_CODE

Measure = Literal["vacancies", "solved"]
MEASURES: Mapping[Measure, str] = {"vacancies": "岗位空缺", "solved": "解决用工"}


@dataclass(frozen=True)
class Line:
    """A measure of a league or industry: its figure in each month, None where nothing is reported.

    `sum`: the people found in all months; None for vacancies, which are not added up over time.
    """

    code: str
    name: str
    values: Sequence[Decimal | None]
    sum: Decimal | None


def region(content: Content) -> list[AnnualEnterprise]:
    """The region's months, in their order; empty in a year that is not asked for them."""
    return [row for row in content.tables.get("annual_enterprise", ()) if row["league_code"] == REGION_CODE]


def by_league(content: Content, measure: Measure) -> list[Line]:
    """A line for the region and for each league."""
    rows = content.tables.get("annual_enterprise", ())
    names = {row["league_code"]: row["league_name_zh"] for row in rows}
    figures = {(row["league_code"], row["month"]): row[measure] for row in rows}
    return [_line(content, code, names[code], figures, measure) for code in sorted(names)]


def by_industry(content: Content, measure: Measure) -> list[Line]:
    """A line for each industry of the region, the one with most first (of vacancies: in its last month)."""
    rows = content.tables.get("annual_industry", ())
    figures = {(row["industry"], row["month"]): row[measure] for row in rows}
    names = dict.fromkeys(row["industry"] for row in rows)
    lines = [_line(content, name, name, figures, measure) for name in names]
    return sorted(lines, key=lambda line: (-(line.sum or _last(line) or 0), line.name))


def _last(line: Line) -> Decimal | None:
    return next((value for value in reversed(line.values) if value is not None), None)


def folded(lines: Sequence[Line], most: int) -> list[Line]:
    """At most so many lines; the smallest of more are one, 其他."""
    if len(lines) <= most:
        return list(lines)
    kept, others = lines[: most - 1], lines[most - 1 :]
    values = [added(month) for month in zip(*(line.values for line in others), strict=True)]
    rest = Line("", f"其他{len(others)}个行业", values, added([line.sum for line in others]))
    return [*kept, rest]


def _line(
    content: Content,
    code: str,
    name: str,
    figures: Mapping[tuple[str, str], Decimal | None],
    measure: Measure,
) -> Line:
    values = [figures.get((code, row["month"])) for row in region(content)]
    return Line(code, name, values, added(values) if measure == "solved" else None)


def added(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of those that are there; None: none is."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if there else None
