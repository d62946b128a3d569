"""项目进展与资金, by project; and 资金(分盟市): status, budget and money spent of each league."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from etl.annual.content import Content, Row
from etl.annual.words import MISSING
from etl.annual.workbook.cells import (
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
from etl.annual.workbook.looks import BLUE, GREY, ORANGE
from etl.annual.workbook.tables import table

_COLUMNS = [
    ("序号", 6), ("重点项目", 40), ("判定", 11), ("已完成盟市", 8), ("推进中盟市", 8), ("未启动盟市", 8),
    ("预算安排(万元)", 15), ("累计支出(万元)", 15), ("执行率", 9), ("报送盟市", 8), ("缺报盟市", 26),
]  # fmt: skip
_NO, _BUDGET, _SPENT, _RATE = 0, 6, 7, 8


def money_by_project(content: Content) -> Sheet:
    """A line a project and one for all; the chart shows the money and how much of it is spent."""
    projects = content["annual_project"]
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
        "按各盟市最近一期进展:盟市数、预算和支出各按已报的加总;橙底:缺盟市。执行率=累计支出÷预算安排。",
        _COLUMNS,
        [_project(row) for row in projects],
        frozen=2,
        total=_total(projects),
        chart=chart if projects else None,
    )


def _project(row: Row) -> Line:
    flag = _lacks(row)
    return [
        Cell(row["project_no"], "", "center"),
        Cell(row["name_zh"]),
        standing(row["standing"]),
        *(
            Cell(row[column], "", "center", "0个")
            for column in ("completed_leagues", "under_way_leagues", "not_started_leagues")
        ),
        money(row["budget"], flag),
        money(row["spent"], flag),
        percent(_rate(row["budget"], row["spent"]), flag),
        share_of_leagues(row["leagues_reporting"], row["leagues_expected"]),
        Cell(row["missing_leagues"]),
    ]


def _total(projects: Sequence[Row]) -> Line:
    budget, spent = (_sum([row[column] for row in projects]) for column in ("budget", "spent"))
    flag = "incomplete" if any(map(_lacks, projects)) else ""
    return [
        Cell("合计", "label", "center", cols=2),
        None,
        *(centred(NOTHING) for _ in range(4)),
        money(budget, flag),
        money(spent, flag),
        percent(_rate(budget, spent), flag),
        centred(NOTHING),
        Cell("缺盟市的项目按已报的加总" if flag else None),
    ]


def money_by_league(content: Content) -> Sheet:
    """Status, budget and money spent: a line a project each, a column a league, the money summed below."""
    leagues = content["annual_reporting"]
    by_key = {(row["project_no"], row["league_code"]): row for row in content["annual_account"]}

    def own(project: Row) -> list[Row | None]:
        return [by_key.get((project["project_no"], league["league_code"])) for league in leagues]

    lines: list[Line] = [
        [*_head("状态", project), centred(NOTHING), *map(_status, own(project))]
        for project in content["annual_project"]
    ]
    for label, column in (("预算", "budget"), ("支出", "spent")) if lines else ():
        lines += [
            [
                *_head(label, project),
                _of_region(project, column),
                *(_money(row, column) for row in own(project)),
            ]
            for project in content["annual_project"]
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


def _head(label: str, project: Row) -> tuple[Cell, ...]:
    return centred(label), Cell(project["project_no"], "", "center"), Cell(project["name_zh"])


def _of_region(project: Row, column: str) -> Cell:
    return money(project[column], _lacks(project))


def _sums(content: Content, label: str, column: str) -> Line:
    """What each league, and the region, has for all projects together."""
    accounts = content["annual_account"]
    whole = money(_sum([row[column] for row in content["annual_project"]]))
    of_leagues = (
        money(_sum([row[column] for row in accounts if row["league_code"] == league["league_code"]]))
        for league in content["annual_reporting"]
    )
    return [centred(label, "label"), centred("", "label"), centred("合计", "label"), whole, *of_leagues]


def _status(row: Row | None) -> Cell:
    if row is None or row["status"] is None:
        return centred(MISSING, "missing")
    return centred(row["status"], "" if row["reporting"] else "incomplete")


def _money(row: Row | None, column: str) -> Cell:
    if row is None:
        return money(None)
    return money(row[column], "" if row["reporting"] else "incomplete")


def _lacks(row: Row) -> str:
    return "incomplete" if row["leagues_reporting"] < row["leagues_expected"] else ""


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if there else None


def _rate(budget: Decimal | None, spent: Decimal | None) -> Decimal | None:
    """Spent of budget; none where either is missing or nothing is budgeted."""
    return spent / budget if budget and spent is not None else None
