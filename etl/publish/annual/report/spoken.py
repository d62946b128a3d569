"""Figures as people say them in an official text: 22.06万人, 15.7亿元, 比上年增长3.9%."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.publish.annual.content import Content
from etl.publish.annual.words import MISSING, figure, percent
from etl.summarise.rows import AnnualIndicator, Indicator, Target
from schemas.region import REGION_CODE
from schemas.registry import registry

LEAST_BASE = 20  # what a percentage of change is told of; below it both figures are
_MANY = 10_000
_IDLE = re.compile(r"\.?0+(?=[万亿])")
_PEOPLE = ("人", "人次")
# Names that do not read before their figure: what is counted is not what they end in.
_READ: Mapping[str, str] = {"开发基层岗位吸纳高校毕业生数": "开发吸纳高校毕业生的基层岗位"}
# What the name of an indicator ends in where its unit says it.
_COUNT = re.compile("(?:人数|户数|场次|人次|次数|数)$")

# How far the year has gone, by the quarters that are over: what happened in it, and the level at its end.
_SPANS: Mapping[int, str] = {0: "", 1: "一季度", 2: "上半年", 3: "前三季度", 4: ""}
_ENDS: Mapping[int, str] = {0: "", 1: "一季度末", 2: "6月末", 3: "三季度末", 4: "末"}


class Compared(NamedTuple):
    """A row whose figure can be held against that of the year before: no league is missing in either."""

    row: AnnualIndicator
    now: Decimal
    before: Decimal


def span(content: Content) -> str:
    """The time from 1 January to the end of the year's last quarter that is over."""
    return f"{content.year}年{_SPANS[content.quarters]}"


def end(content: Content) -> str:
    """The end of the year's last quarter that is over."""
    return f"{content.year}年{_ENDS[content.quarters]}"


def amount(value: Decimal | None, row: Indicator | Target) -> str:
    """A figure with its unit: people from 10,000 on in 万, money in 亿; 缺 where it is missing."""
    if value is None:
        return MISSING
    if row["unit_zh"] in _PEOPLE:
        return people(value, row["unit_zh"])
    return money(value) if row["unit_zh"] == "万元" else f"{figure(value, row['decimals'])}{row['unit_zh']}"


def people(value: Decimal | None, unit: str = "人") -> str:
    """So many people, from 10,000 on in 万人."""
    if value is None:
        return MISSING
    return f"{figure(value / _MANY, 2)}万{unit}" if abs(value) >= _MANY else f"{figure(value, 0)}{unit}"


def money(value: Decimal | None) -> str:
    """An amount in 10,000 yuan, from 10,000 of them on in 亿元."""
    if value is None:
        return MISSING
    return f"{figure(value / _MANY, 2)}亿元" if abs(value) >= _MANY else f"{figure(value, 2)}万元"


def planned(value: Decimal, row: Target) -> str:
    """A figure of the plan, as it has it: 100万人, not 100.00万人."""
    return _IDLE.sub("", amount(value, row))


def goal(row: Target, how: Callable[[Decimal, Target], str] = planned) -> str:
    """The goal with its unit: a span (2—3个), about (1,000人左右), or the number."""
    if row["up_to"] is not None:
        return f"{figure(row['goal'], row['decimals'])}—{how(row['up_to'], row)}"
    return how(row["goal"], row) + ("" if row["tolerance"] is None else "左右")


def exact(value: Decimal, row: Target) -> str:
    """A figure to the last digit, with its unit."""
    return f"{figure(value, row['decimals'])}{row['unit_zh']}"


def called(row: Indicator | Target) -> str:
    """What an indicator is called before its figure: without the 人数 that the unit says again."""
    name = str(row.get("name_zh") or row.get("indicator_name_zh"))
    return _READ.get(name, _COUNT.sub("", name)) or name


def indicators_words(rows: Sequence[AnnualIndicator], content: Content) -> str:
    """Indicators with their figures and, where it can be told, how they moved against the year before.

    Of when they are is said before the first, and where it is another time.
    """
    phrases, dated = [], ""
    for row in rows:
        when = end(content) if _is_level(row) else span(content)
        value = row["no_value_zh"] or amount(row["value"], row)
        moved_by = "" if row["value"] is None else f"{moved(row)}{lacking(row, content)}"
        phrases.append(f"{when * (when != dated)}{called(row)}{value}{moved_by}")
        dated = when
    return ";".join(phrases)


def _is_level(row: AnnualIndicator) -> bool:
    """Whether it is what is there at a time, or a ratio of such."""
    numerator = registry().indicators[row["indicator_code"]].numerator if row["measure"] == "ratio" else None
    return (registry().indicators[numerator].measure if numerator else row["measure"]) == "stock"


def lacking(row: Indicator | Target, content: Content) -> str:
    """Which leagues have not reported all of a sum; nothing where they are those that most sums lack."""
    missing = str(row.get("missing_leagues") or "")
    return f"({missing}没有报齐)" if missing and missing != mostly_lacking(content) else ""


def mostly_lacking(content: Content) -> str:
    """The leagues that more than half of the region's sums lack: they are named once; empty for none."""
    rows = [*content.tables.get("annual_indicator", ()), *content.tables.get("quarter_indicator", ())]
    counts = Counter(row["missing_leagues"] or "" for row in rows if row["league_code"] == REGION_CODE)
    leagues, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return leagues if 2 * most > counts.total() else ""


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


def moved(row: AnnualIndicator) -> str:
    """Such as ,比上年增长3.9%; of few the numbers (,上年为2个); nothing where they cannot be compared."""
    both = compared(row)
    if both is None:
        return ""
    more, year = both.now - both.before, "上年末" if _is_level(row) else "上年"
    if not more:
        return f",与{year}持平"
    if row["measure"] == "ratio":
        return f",比{year}{'提高' if more > 0 else '下降'}{abs(more):.{row['decimals']}f}个百分点"
    if both.before < LEAST_BASE or percent(abs(more) / both.before) == "0.0%":
        return f",{year}为{amount(both.before, row)}"
    return f",比{year}{grown(more / both.before)}"


def grown(share: Decimal) -> str:
    """A change in words: 增长3.9%, 下降3.9%."""
    return f"{'增长' if share > 0 else '下降'}{percent(abs(share))}"
