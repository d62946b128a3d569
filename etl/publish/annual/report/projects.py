"""项目推进与资金: statuses, budget and spending by project; the leagues' own words follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.money import Money, by_status, of_project, of_region
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.publish.annual.report.colours import BEFORE, NOW
from etl.publish.annual.report.lacking_money import how_many, who
from etl.publish.annual.report.quotations import quotations
from etl.publish.annual.report.terms import counted
from etl.publish.annual.words import figure, number_of, percent
from etl.summarise.rows import AnnualProject

_STATUSES = {"completed": "已完成", "under_way": "推进中", "not_started": "未启动", "unreported": "状态未报"}
_MONEY = (
    Column("项目", 11),
    Column("项目名称", 51, "left"),
    Column("已完成/推进中/未启动", 24),
    Column("预算(万元)", 26, "right"),
    Column("支出(万元)", 26, "right"),
    Column("执行率", 18, "right"),
)


def chapter(content: Content) -> Iterator[Block]:
    """The chapter."""
    projects = content.tables["annual_project"]
    if not projects:
        return
    yield Heading("项目推进与资金")
    yield Heading("推进状态和资金执行", 2)
    yield Paragraph(_statuses(projects))
    yield Paragraph("".join(_sums(of_region(content), projects)))
    yield Table(
        "各项目推进状态和资金",
        _MONEY,
        [_line(row, of_project(row)) for row in projects],
        "推进状态为各盟市最近一个季度所报状态的盟市数;金额下方注“11/12”等的,为最近一个季度报来该数的盟市数,"
        "执行率下方注的,为预算和支出都报来的盟市数,执行率按这些盟市计算;未注的为全部盟市。",
    )
    if any(row["budget"] is not None or row["spent"] is not None for row in projects):
        yield Chart(
            "各项目预算和支出(万元,横轴为项目序号)",
            "column",
            [number_of(row["project_no"]) for row in projects],
            {
                "预算": [row["budget"] for row in projects],
                "支出": [row["spent"] for row in projects],
            },
            {"预算": BEFORE, "支出": NOW},
            labels=False,
        )
    yield Heading("盟市工作情况", 2)
    yield from quotations(content)


def _statuses(projects: Sequence[AnnualProject]) -> str:
    counts = by_status(projects)
    cases = sum(row["leagues_expected"] for row in projects)
    counts["unreported"] = cases - sum(counts.values())
    return say.STATUS.format(
        all=len(projects),
        leagues=max((row["leagues_expected"] for row in projects), default=0),
        cases=cases,
        counts=counted(counts, _STATUSES, "项次"),
    )


def _sums(in_all: Money, projects: Sequence[AnnualProject]) -> Iterator[str]:
    """What was budgeted and spent in all, of how many, who lacks which; the rate of those that give both."""
    if in_all.budget is None and in_all.spent is None:
        yield say.NO_MONEY
        return
    yield say.MONEY.format(all=len(projects), budget=figure(in_all.budget, 2), spent=figure(in_all.spent, 2))
    if in_all.whole:
        yield say.MONEY_RATE.format(rate=percent(in_all.rate))
    else:
        yield how_many(projects) + say.MONEY_RATE_LACKING.format(both=in_all.both, rate=percent(in_all.rate))
        yield from who(projects)
    rates = {row["project_no"]: rate for row in projects if (rate := of_project(row).rate) is not None}
    if len(rates) > 1:
        first, last = max(rates, key=lambda no: rates[no]), min(rates, key=lambda no: rates[no])
        yield say.RATES.format(
            count=len(rates), first=first, high=percent(rates[first]), last=last, low=percent(rates[last])
        )


def _line(row: AnnualProject, amounts: Money) -> list[str]:
    return [
        number_of(row["project_no"]),
        row["name_zh"],
        "/".join(map(str, by_status([row]).values())),
        _money(amounts.budget, amounts.budgeting, amounts.accounts),
        _money(amounts.spent, amounts.spending, amounts.accounts),
        percent(amounts.rate) + _of(amounts.rate, amounts.both, amounts.accounts),
    ]


def _money(value: Decimal | None, reporting: int, wanted: int) -> str:
    return figure(value, 2) + _of(value, reporting, wanted)


def _of(value: Decimal | None, reporting: int, wanted: int) -> str:
    """On a line below: how many of the leagues it rests on, if not all."""
    return "" if value is None or reporting == wanted else f"\n{reporting}/{wanted}"
