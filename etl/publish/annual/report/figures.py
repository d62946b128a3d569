"""主要数据: every indicator of the region beside the year before, and the headline one by league."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.definitions import LIKE_WITH_LIKE, RATIO
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.publish.annual.report.colours import BEFORE, NOW
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.terms import (
    Compared,
    amount,
    before,
    change,
    compared,
    counted,
    grown,
    of_region,
)
from etl.publish.annual.words import number_of, value_or_why
from etl.summarise.rows import AnnualIndicator
from schemas.region import REGION_CODE

_COLUMNS = (
    Column("项目", 10),
    Column("指标", 48, "left"),
    Column("单位", 11),
    Column("本年", 24, "right"),
    Column("上年", 24, "right"),
    Column("比上年", 19, "right"),
    Column("报送盟市", 20),
)
_NAMED = 3  # how many indicators are named as rising or falling most


def chapter(content: Content) -> Iterator[Block]:
    """The chapter; a figure that lacks a league says so, and is not held against the year before."""
    indicators = of_region(content)
    if not indicators:
        return
    yield Heading("主要数据")
    yield Paragraph("".join(_counts(indicators)))
    yield Paragraph("".join(_compared(indicators)))
    yield from _by_league(content)
    summed = {row["indicator_code"] for row in indicators}
    others = {
        row["indicator_code"]: row["name_zh"]
        for row in content.tables["annual_indicator"]
        if row["indicator_code"] not in summed
    }
    yield Table(
        "全区主要数据",
        _COLUMNS,
        [_line(row) for row in indicators],
        "“暂定”:以季报数代替年报数;上年数下方注“11/12”等的,为上年已报盟市数。"
        f"{LIKE_WITH_LIKE}{RATIO}"
        + (say.NOT_SUMMED.format(names=joined(map(_inside, others.values()))) if others else ""),
    )


def _counts(indicators: Sequence[AnnualIndicator]) -> Iterator[str]:
    complete = sum(row["leagues_reporting"] == row["leagues_expected"] for row in indicators)
    none = sum(row["leagues_reporting"] == 0 for row in indicators)
    provisional = sum(row["provisional"] for row in indicators)
    yield say.FIGURES.format(all=len(indicators))
    if complete == len(indicators):
        yield say.FIGURES_WHOLE.format(leagues=indicators[0]["leagues_expected"])
    else:
        counts = {"complete": complete, "lacking": len(indicators) - complete - none, "none": none}
        yield f",{counted(counts, say.COMPLETENESS, '项')}"
    if provisional:
        yield say.FIGURES_PROVISIONAL.format(count=provisional)
    yield "。"


def _compared(indicators: Sequence[AnnualIndicator]) -> Iterator[str]:
    both = [each for each in map(compared, indicators) if each]
    if not both:
        yield say.NOT_COMPARED
        return
    up = [each for each in both if each.now > each.before]
    down = [each for each in both if each.now < each.before]
    counts = {"up": len(up), "level": len(both) - len(up) - len(down), "down": len(down)}
    yield say.COMPARED.format(all=len(both), counts=counted(counts, say.MOVES, "项"))
    ranked = sorted((each for each in both if each.row["measure"] != "ratio" and each.before), key=_rate)
    falls = [each for each in ranked[:_NAMED] if each in down]
    rises = [each for each in ranked[: -_NAMED - 1 : -1] if each in up]
    for what, named in (("增幅较大的", rises), ("降幅较大的", falls)):
        if named:
            yield say.LARGEST.format(what=what, names=joined(map(_moved, named)))


def _moved(both: Compared) -> str:
    return say.MOVED.format(
        name=both.row["name_zh"],
        before=amount(both.before, both.row),
        now=amount(both.now, both.row),
        rate=grown(both.now / both.before - 1),
    )


def _rate(both: Compared) -> float:
    return float(both.now / both.before)


def _by_league(content: Content) -> Iterator[Block]:
    """The headline indicator, league by league; one without a figure has no column."""
    rows = [row for row in content.tables["annual_indicator"] if row["project_no"] == 0]
    leagues = {row["league_code"]: row for row in rows if row["league_code"] != REGION_CODE}
    if not leagues:
        return
    named = [(row["league_code"], row["league_name_zh"]) for row in content.tables["annual_reporting"]]
    in_order = [leagues.get(code) for code, _ in named]
    last_year, this_year = f"{content.year - 1}年", f"{content.year}年"
    series = {
        last_year: [row["previous_year"] if row else None for row in in_order],
        this_year: [row["value"] if row else None for row in in_order],
    }
    lacking = joined(name for (_, name), row in zip(named, in_order, strict=True) if row is None)
    yield Chart(
        f"各盟市{rows[0]['name_zh']}({rows[0]['unit_zh']}{f',缺{lacking}' if lacking else ''})",
        "column",
        [name for _, name in named],
        {name: values for name, values in series.items() if any(value is not None for value in values)},
        {last_year: BEFORE, this_year: NOW},
        height=80,
        labels=False,
    )


def _line(row: AnnualIndicator) -> list[str]:
    leagues = f"{row['leagues_reporting']}/{row['leagues_expected']}"
    return [
        number_of(row["project_no"]),
        row["name_zh"],
        row["unit_zh"],
        value_or_why(row, row["value"]),
        before(row),
        change(row),
        f"{leagues}暂定" if row["provisional"] else leagues,
    ]


def _inside(name: str) -> str:
    return f"“{name}”"
