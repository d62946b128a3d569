"""项目推进与资金: statuses, budget and spending by project; the leagues' own words follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.annual.content import Content, Row
from etl.annual.report import sentences as say
from etl.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.annual.report.colours import BEFORE, NOW
from etl.annual.report.quotations import quotations
from etl.annual.report.terms import NONE, counted
from etl.annual.words import MISSING, figure, number_of, percent

_STATUSES = {
    "completed_leagues": "已完成",
    "under_way_leagues": "推进中",
    "not_started_leagues": "未启动",
    "untold": "状态未报",
}
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
    projects = content["annual_project"]
    if not projects:
        return
    yield Heading("项目推进与资金")
    yield Heading("推进状态和资金执行", 2)
    yield Paragraph(_statuses(projects))
    given = {row["project_no"]: _given(content, row["project_no"]) for row in projects}
    yield Paragraph("".join(_sums(projects, given)))
    yield Table(
        "各项目推进状态和资金",
        _MONEY,
        [_line(row, given[row["project_no"]]) for row in projects],
        "推进状态为各盟市最近一个季度所报状态的盟市数;金额下方注“11/12”等的,为已报盟市数,未注的为全部盟市。",
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


def _statuses(projects: Sequence[Row]) -> str:
    told = [
        {**row, "untold": row["leagues_expected"] - sum(row[name] for name in list(_STATUSES)[:3])}
        for row in projects
    ]
    return say.STATUS.format(
        all=len(projects),
        leagues=max((row["leagues_expected"] for row in projects), default=0),
        cases=sum(row["leagues_expected"] for row in projects),
        counts=counted({name: sum(row[name] for row in told) for name in _STATUSES}, _STATUSES, "项次"),
    )


Given = tuple[set[str], set[str], int]  # who tells the budget, who tells the spending, how many should


def _given(content: Content, project_no: int) -> Given:
    rows = [
        row for row in content["annual_account"] if row["project_no"] == project_no and row["in_region_sum"]
    ]
    told = [{row["league_code"] for row in rows if row[what] is not None} for what in ("budget", "spent")]
    return told[0], told[1], len(rows)


def _sums(projects: Sequence[Row], given: dict[int, Given]) -> Iterator[str]:
    """What was budgeted and spent in all; a rate only where every league tells both."""
    budgets, spent = (
        [row[what] for row in projects if row[what] is not None] for what in ("budget", "spent")
    )
    if not budgets and not spent:
        yield say.NO_MONEY
        return
    whole = all(len(told) == wanted for *both, wanted in given.values() for told in both)
    yield say.MONEY.format(
        all=len(projects),
        budget=figure(sum(budgets), 2) if budgets else MISSING,
        spent=figure(sum(spent), 2) if spent else MISSING,
    )
    if not whole:
        yield say.MONEY_LACKING
    else:
        yield say.MONEY_RATE.format(rate=percent(sum(spent) / sum(budgets)) if sum(budgets) else NONE)
    rates = {
        row["project_no"]: rate
        for row in projects
        if (rate := _rate(row, given[row["project_no"]])) is not None
    }
    if len(rates) > 1:
        first, last = max(rates, key=lambda no: rates[no]), min(rates, key=lambda no: rates[no])
        yield say.RATES.format(
            count=len(rates), first=first, high=percent(rates[first]), last=last, low=percent(rates[last])
        )


def _rate(row: Row, given: Given) -> Decimal | None:
    """Spent of budget, where the same leagues tell both."""
    if not row["budget"] or row["spent"] is None or given[0] != given[1]:
        return None
    rate: Decimal = row["spent"] / row["budget"]
    return rate


def _line(row: Row, given: Given) -> list[str]:
    return [
        number_of(row["project_no"]),
        row["name_zh"],
        "/".join(str(row[name]) for name in list(_STATUSES)[:3]),
        _money(row["budget"], len(given[0]), given[2]),
        _money(row["spent"], len(given[1]), given[2]),
        percent(_rate(row, given)),
    ]


def _money(value: Decimal | None, told: int, wanted: int) -> str:
    shown = figure(value, 2)
    return shown if value is None or told == wanted else f"{shown}\n{told}/{wanted}"
