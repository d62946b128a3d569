"""How people write leagues, periods, dates and figures, by forms.md."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tests.fuzz.plan import League

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
CONVERTED = {
    "人": (("万人", Decimal(10_000)),),
    "人次": (("万人次", Decimal(10_000)),),
    "个": (("万个", Decimal(10_000)),),
    "户": (("万户", Decimal(10_000)),),
    "家": (("万家", Decimal(10_000)),),
    "万元": (("亿元", Decimal(10_000)), ("元", Decimal("0.0001"))),
}
LABELS = {
    "league": ("填报单位", "报送单位", "填报盟市", "单位名称"),
    "period": ("报告期", "填报期", "报表期别", "所属期"),
    "date": ("填报日期", "报送日期", "填报时间"),
    "revision": ("更正说明", "修订说明", "修订原因"),
}
QUARTER_ZH = "一二三四"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a value, its number format, the formula whose stored result it is."""

    value: str | int | float | bool | date | None = None
    number_format: str = ""
    formula: str = ""


def wide(text: str) -> str:
    """The text with its ASCII letters, digits and marks full-width."""
    return text.translate(FULL_WIDTH)


def league(which: int, one: League) -> str:
    short = one.aliases[which % len(one.aliases)]
    return (
        one.name,
        short,
        one.code,
        f"{one.name}人力资源和社会保障局",
        f"{short}人社局",
        f"内蒙古自治区{one.name}人力资源和社会保障局",
        f"{one.name}人社局(盖章)",
        wide(one.code),
        f" {one.name} 人力资源和社会保障局 ",
        f"{one.name}人力资源和社会保障局({one.code})",
        f"{one.name}人力资源\n和社会保障局",
        one.name,
    )[which]


def _month(which: int, written: str) -> str:
    year, number = int(written[:4]), int(written[5:])
    return (
        f"{year}年{number}月",
        f"{year}年{number:02}月",
        f"{year}-{number:02}",
        f"{year}.{number}",
        f"{year}{number:02}",
        written,
        wide(f"{year}年{number}月"),
        f" {year} 年 {number} 月",
        f"{year}年\n{number}月",
        wide(written),
    )[which % 10]


def period(which: int, written: str) -> str:
    if "M" in written:
        return _month(which, written)
    if "Q" not in written:
        return (f"{written}年度", f"{written}年", written, wide(f"{written}年度"), f"{written} 年 度")[
            which % 5
        ]
    year, quarter = int(written[:4]), int(written[-1])
    month = quarter * 3
    return (
        f"{year}年第{QUARTER_ZH[quarter - 1]}季度",
        f"{year}年{QUARTER_ZH[quarter - 1]}季度",
        f"{year}年{quarter}季度",
        f"{year}年1-{month}月",
        written,
        wide(f"{year}年1-{month}月"),
        wide(written),
        f" {year} 年 第{QUARTER_ZH[quarter - 1]}季度",
        f"{year}年1-{month}月",
        f"{year}年\n第{QUARTER_ZH[quarter - 1]}季度",
        wide(f"{year}年{quarter}季度"),
        f"{year}年第{QUARTER_ZH[quarter - 1]}季度",
    )[which]


def day(which: int, when: date) -> Cell:
    return (
        Cell(when, "yyyy-mm-dd"),
        Cell(f"{when.year}年{when.month}月{when.day}日"),
        Cell(when.isoformat()),
        Cell(f"{when.year}.{when.month}.{when.day}"),
        Cell(wide(f"{when.year}年{when.month}月{when.day}日")),
        Cell(when, 'yyyy"年"m"月"d"日"'),
    )[which % 6]


def unit(rng: Random, style: str, plan: str, value: Decimal) -> tuple[str, Decimal]:
    """A unit to write, and what one of it is in the plan's."""
    if style == "mixed":
        style = rng.choice(("plan", "blank", "converted"))
    choices = CONVERTED.get(plan, ())
    # A yuan holds no more than the plan's 10,000 yuan do; a person is never a fraction of one.
    if style == "converted" and choices:
        return rng.choice(choices)
    return ("" if style == "blank" else plan), Decimal(1)


def figure(rng: Random, style: str, value: Decimal, written_unit: str, plan: str, factor: Decimal) -> Cell:
    """The figure in the written unit."""
    written = value / factor
    plain = f"{written.normalize():f}"
    number: int | float = int(written) if written == written.to_integral_value() else float(written)
    if style == "mixed":
        style = rng.choice(
            ("number", "text", "thousands", "suffix", "multiplier", "full_width", "noise", "formatted")
        )
    if style == "text":
        return Cell(rng.choice((plain, f" {plain}", f"{plain} ", f"{plain}\u3000")))
    if style == "trailing":
        return Cell(
            f"{written:.2f}"
            if plan == "万元" and factor == 1
            else f"{plain}.0"
            if "." not in plain
            else plain
        )
    if style == "thousands":
        return Cell(f"{written.normalize():,f}")
    if style == "suffix":
        return Cell(plain + rng.choice(("", " ")) + (written_unit or plan))
    if style == "multiplier" and plan != "万元" and factor == 1 and value >= 1000:
        return Cell(f"{(value / 10_000).normalize():f}万{rng.choice(('', plan))}")
    if style == "full_width":
        return Cell(wide(rng.choice((plain, f"{written.normalize():,f}", plain + (written_unit or plan)))))
    if style == "formula":
        part = int(written * Decimal("0.4"))
        return Cell(number, "", f"={part}+{(written - part).normalize():f}")
    if style == "noise" and isinstance(number, float):
        # As a sum of binary fractions comes out of a spreadsheet: right in 15 digits, not in 17.
        return Cell(math.nextafter(number, math.inf))
    if style == "formatted":
        unit = f'0"{written_unit or plan}"'
        whole, broken = ("#,##0", unit, "0.0"), ("#,##0.00", '"¥"#,##0.00', "[$¥-804]#,##0.00", "0.00_ ")
        return Cell(number, rng.choice(broken if isinstance(number, float) else whole))
    return Cell(number)
