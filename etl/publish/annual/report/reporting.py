"""报送情况: what was on time, late and missing, league by league."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.publish.annual.report.colours import TIMELINESS as COLOURS
from etl.publish.annual.report.terms import NONE, counted
from etl.publish.annual.words import TIMELINESS, percent, period
from etl.summarise.rows import AnnualReturn, Counted, Reporting
from schemas.periods import Period
from schemas.registry import registry

_OWED: tuple[Counted, ...] = ("on_time", "late", "missing", "not_due")
_COLUMNS = (
    Column("盟市", 26, "left"),
    Column("应报", 12),
    *(Column(TIMELINESS[name], 13) for name in _OWED),
    Column("免报", 12),
    Column("采用版本", 14),
    Column("错误", 12),
    Column("警告", 12),
    Column("提前天数(中位数)", 16, "right"),
)


def chapter(content: Content) -> Iterator[Block]:
    """The chapter."""
    leagues = content.tables["annual_reporting"]
    yield Heading("报送情况")
    yield Paragraph("".join(_counts(leagues, content.year)))
    for timeliness, words, between in (("late", say.LATE, "、"), ("missing", say.MISSING, ",")):
        own = [row for row in content.tables["annual_return"] if row["timeliness"] == timeliness]
        if own:
            yield Paragraph(words.format(who=_who(own, between)))
    if not leagues:
        return
    yield Table(
        "各盟市报送情况(份)",
        _COLUMNS,
        [_line(row) for row in leagues],
        "“错误”为各次报送中发现的错误;“警告”为现行版本中尚未说明或更正的警告。提前天数为负的是迟报。",
    )
    yield Chart(
        "各盟市报送及时性(份)",
        "stacked",
        [row["league_name_zh"] for row in leagues],
        {
            TIMELINESS[name]: [row[name] or None for row in leagues]
            for name in _OWED
            if any(row[name] for row in leagues)
        },
        {TIMELINESS[name]: COLOURS[name] for name in _OWED},
    )


def _counts(leagues: Sequence[Reporting], year: int) -> Iterator[str]:
    named: tuple[Counted, ...] = ("expected", "exempt", *_OWED)
    sums: dict[str, int] = {name: sum(row[name] for row in leagues) for name in named}
    if not sums["expected"]:
        yield say.NO_RETURNS.format(year=year)
    else:
        owed: dict[str, str] = {name: TIMELINESS[name] for name in _OWED}
        yield say.REPORTING.format(year=year, expected=sums["expected"], counts=counted(sums, owed, "份"))
    if sums["exempt"]:
        yield say.EXEMPT.format(count=sums["exempt"])
    due = sums["on_time"] + sums["late"] + sums["missing"]
    if due:
        words = say.ALL_ON_TIME if due == sums["on_time"] else say.PUNCTUAL
        yield words.format(due=due, on_time=sums["on_time"], rate=percent(Decimal(sums["on_time"]) / due))


def _who(returns: Sequence[AnnualReturn], between: str) -> str:
    """The leagues with their periods, and the parts that are out."""
    return ";".join(
        f"{name}({between.join(map(_which, rows))})"
        for name, rows in groupby(returns, lambda row: row["league_name_zh"])
    )


def _which(row: AnnualReturn) -> str:
    """Such as 2024年第一季度缺项目进展; 2024年3月未报 where none of its parts is in."""
    named = period(row["period"])
    if not row["outstanding"]:
        return named
    asked = registry().returns[row["return_kind"]].parts_asked(Period.parse(row["period"]))
    is_all = len(row["outstanding"].split("、")) == len(asked)
    return f"{named}未报" if is_all else f"{named}缺{row['outstanding']}"


def _line(row: Reporting) -> list[str]:
    early = row["median_days_early"]
    return [
        row["league_name_zh"],
        str(row["expected"]),
        *(str(row[name]) for name in _OWED),
        *map(str, (row["exempt"], row["versions"], row["errors"], row["warnings"])),
        NONE if early is None else f"{early:.1f}",
    ]
