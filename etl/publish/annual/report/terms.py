"""Small words of figures that several chapters use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.plain import joined
from etl.publish.annual.words import MISSING, STANDINGS, figure, percent
from etl.summarise.rows import AnnualIndicator, Indicator, PeriodTarget, Target
from schemas.region import REGION_CODE

NONE = "—"


class Compared(NamedTuple):
    """A row whose figure can be held against that of the year before: no league is missing in either."""

    row: AnnualIndicator
    now: Decimal
    before: Decimal


def span(content: Content) -> str:
    """The time from 1 January to the end of the year's last quarter that is over."""
    return say.SPANS[content.quarters].format(year=content.year)


def end(content: Content) -> str:
    """The end of the year's last quarter that is over."""
    return say.ENDS[content.quarters].format(year=content.year)


def amount(value: Decimal | None, row: Indicator | Target) -> str:
    """A figure of the row with its unit, such as 24,457人; 缺 where it is missing."""
    return MISSING if value is None else f"{figure(value, row['decimals'])}{row['unit_zh']}"


def exact(value: Decimal) -> str:
    """A figure with all the decimals that it has and no idle zeros, such as 12.5."""
    return f"{value.normalize():,f}"


def goal(row: Target) -> str:
    """The goal with its unit: a span (2—3个), about (1,000人左右), or the number."""
    if row["up_to"] is not None:
        return f"{figure(row['goal'], row['decimals'])}—{amount(row['up_to'], row)}"
    return amount(row["goal"], row) + ("" if row["tolerance"] is None else "左右")


def counted(counts: Mapping[str, int], words: Mapping[str, str], unit: str) -> str:
    """Such as 已达标5个、进度滞后4个: what there is of each, in the order of the words."""
    return joined(f"{word}{counts[code]}{unit}" for code, word in words.items() if counts.get(code))


def standings(rows: Iterable[str], unit: str) -> str:
    """How many stand how."""
    listed = list(rows)
    return counted({code: listed.count(code) for code in STANDINGS}, STANDINGS, unit)


def of_region(content: Content) -> list[AnnualIndicator]:
    """The indicators of the region, in the plan's order."""
    return [row for row in content.tables["annual_indicator"] if row["league_code"] == REGION_CODE]


def compared(row: AnnualIndicator) -> Compared | None:
    """Both figures; None where one is missing, or a league in one."""
    if row["leagues_reporting"] != row["leagues_expected"] or before_lacks(row):
        return None
    now, before = row["value"], row["previous_year"]
    return None if now is None or before is None else Compared(row, now, before)


def before_lacks(row: AnnualIndicator) -> bool:
    """Whether a league is missing in the figure of the year before."""
    there, wanted = row["previous_leagues_reporting"], row["previous_leagues_expected"]
    return there is not None and wanted is not None and there < wanted


def before(row: AnnualIndicator) -> str:
    """The figure of the year before; below it how many leagues are in it, if not all; a dash for none."""
    if row["previous_year"] is None:
        return NONE
    shown = figure(row["previous_year"], row["decimals"])
    leagues = f"{row['previous_leagues_reporting']}/{row['previous_leagues_expected']}"
    return f"{shown}\n{leagues}" if before_lacks(row) else shown


def change(row: AnnualIndicator) -> str:
    """Against the year before: +3.9%, a ratio +0.12个百分点; a dash where they cannot be compared."""
    both = compared(row)
    if both is None:
        return NONE
    more = both.now - both.before
    if row["measure"] == "ratio":
        return f"{more:+.{row['decimals']}f}个百分点"
    return signed(more / both.before) if both.before else NONE


def signed(share: Decimal) -> str:
    """A share as percent with its sign; 0.0% has none."""
    shown = percent(share)
    return f"+{shown}" if share > 0 and shown != "0.0%" else shown.replace("-0.0%", "0.0%")


def grown(share: Decimal) -> str:
    """The same in words: 增长3.9%, 下降3.9%."""
    return f"{'增长' if share > 0 else '下降'}{percent(abs(share))}"


def remarked(value: Decimal | None, row: AnnualIndicator | PeriodTarget) -> str:
    """A figure; below it how many leagues are in it, if not all, and whether it is provisional."""
    if value is None:
        return MISSING
    lines = [figure(value, row["decimals"])]
    if row["leagues_reporting"] < row["leagues_expected"]:
        lines.append(f"{row['leagues_reporting']}/{row['leagues_expected']}")
    if row["provisional"]:
        lines.append("暂定")
    return "\n".join(lines)


def project(number: int, name: str) -> str:
    """Such as 第1项某项目; the headline goal is no project."""
    return f"第{number}项{name}" if number else name
