"""项目进展与资金, by project; and 资金(分盟市): status, budget and money spent of each league."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.money import Money, MoneyColumn, by_status, of_project, of_region
from etl.publish.annual.money import money as money_of
from etl.publish.annual.words import MISSING
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Chart,
    Line,
    Series,
    Sheet,
    centred,
    money,
    percent,
    share_of_leagues,
    standing,
)
from etl.publish.annual.workbook.looks import BLUE, GREY, ORANGE
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Account, AnnualProject

_COLUMNS = [
    ("序号", 6), ("重点项目", 36), ("判定", 11), ("已完成盟市", 8), ("推进中盟市", 8), ("未启动盟市", 8),
    ("预算安排(万元)", 15), ("预算盟市", 8), ("累计支出(万元)", 15), ("支出盟市", 8),
    ("执行率", 9), ("执行率盟市", 8), ("预算缺报盟市", 24), ("支出缺报盟市", 24),
]  # fmt: skip
_NO, _BUDGET, _SPENT, _RATE = 0, 6, 8, 10


def money_by_project(content: Content) -> Sheet:
    """A line for each project and one for all; the chart shows the money and how much of it is spent."""
    projects = content.tables["annual_project"]
    chart = Chart(
        "column",
        "各项目预算安排、累计支出(万元)和执行率(横轴为项目序号)",
        _NO,
        [
            Series("预算安排", _BUDGET, GREY),
            Series("累计支出", _SPENT, BLUE),
            Series("执行率", _RATE, ORANGE, line=True),
        ],
        (0, len(projects) - 1),
        "#,##0",
        height=330,
    )
    return table(
        content,
        "项目进展与资金",
        "按各盟市最近一期进展:预算和支出各按已报的加总,“预算盟市”“支出盟市”为报来该数的盟市数;"
        "橙底:缺盟市,或有盟市为较早季度的数。执行率=累计支出÷预算安排,只按两者都报来的盟市计算。",
        _COLUMNS,
        [_project(row) for row in projects],
        frozen=2,
        total=_total(content),
        chart=chart if projects else None,
    )


def _project(row: AnnualProject) -> Line:
    return [
        Cell(row["project_no"], "", "center"),
        Cell(row["name_zh"]),
        standing(row["standing"]),
        *(Cell(leagues, "", "center", "0个") for leagues in by_status([row]).values()),
        *of_all(of_project(row)),
        Cell(row["budget_missing_leagues"]),
        Cell(row["spent_missing_leagues"]),
    ]


def of_all(amounts: Money) -> tuple[Cell, ...]:
    """Budget, spending and rate, and how many accounts each rests on."""
    return (
        money(amounts.budget, _lacks(amounts, "budget")),
        share_of_leagues(amounts.budgeting, amounts.accounts),
        money(amounts.spent, _lacks(amounts, "spent")),
        share_of_leagues(amounts.spending, amounts.accounts),
        percent(amounts.rate, "" if amounts.whole else "incomplete"),
        share_of_leagues(amounts.both, amounts.accounts),
    )


def _total(content: Content) -> Line:
    amounts = of_region(content)
    return [
        Cell("合计", "label", "center", cols=2),
        None,
        *(centred(NOTHING) for _ in range(4)),
        *of_all(amounts),
        Cell(None if amounts.whole else "盟市数一栏为各项目合计的项次", cols=2),
        None,
    ]


def money_by_league(content: Content) -> Sheet:
    """Status, budget, spending: a line for each project, a column for each league, money summed below."""
    leagues = content.tables["annual_reporting"]
    by_key = {(row["project_no"], row["league_code"]): row for row in content.tables["annual_account"]}

    def own(project: AnnualProject) -> list[Account | None]:
        return [by_key.get((project["project_no"], league["league_code"])) for league in leagues]

    lines: list[Line] = [
        [*_head("状态", project), centred(NOTHING), *map(_status, own(project))]
        for project in content.tables["annual_project"]
    ]
    columns: dict[str, MoneyColumn] = {"预算": "budget", "支出": "spent"}
    for label, column in columns.items() if lines else ():
        lines += [
            [
                *_head(label, project),
                _sum(of_project(project), column),
                *(_money(row, column) for row in own(project)),
            ]
            for project in content.tables["annual_project"]
        ]
        lines.append(_sums(content, label, column))
    return table(
        content,
        "资金(分盟市)",
        "单位:万元。先列状态,再列预算,后列支出,可按“内容”筛选。橙底:最近一期未报(所列为较早的数)或缺盟市;"
        "“缺”:没有报送。全区为已报盟市之和。",
        [
            ("内容", 6), ("序号", 6), ("重点项目", 34), ("全区", 14),
            *((league["league_name_zh"], 11.5) for league in leagues),
        ],
        lines,
        frozen=3,
    )  # fmt: skip


def _head(label: str, project: AnnualProject) -> tuple[Cell, ...]:
    return centred(label), Cell(project["project_no"], "", "center"), Cell(project["name_zh"])


def _sums(content: Content, label: str, column: MoneyColumn) -> Line:
    """What each league, and the region, has for all projects together."""
    accounts = content.tables["annual_account"]
    of_leagues = (
        [row for row in accounts if row["league_code"] == league["league_code"]]
        for league in content.tables["annual_reporting"]
    )
    sums = (_sum(amounts, column) for amounts in (of_region(content), *map(money_of, of_leagues)))
    return [centred(label, "label"), centred("", "label"), centred("合计", "label"), *sums]


def _status(row: Account | None) -> Cell:
    if row is None or row["status"] is None:
        return centred(MISSING, "missing")
    return centred(row["status"], "" if row["progress_reporting"] else "incomplete")


def _money(row: Account | None, column: MoneyColumn) -> Cell:
    if row is None:
        return money(None)
    return money(row[column], "" if row["progress_reporting"] else "incomplete")


def _sum(amounts: Money, column: MoneyColumn) -> Cell:
    return money(amounts.budget if column == "budget" else amounts.spent, _lacks(amounts, column))


def _lacks(amounts: Money, column: MoneyColumn) -> str:
    there = amounts.budgeting if column == "budget" else amounts.spending
    return "" if there == amounts.accounts else "incomplete"
