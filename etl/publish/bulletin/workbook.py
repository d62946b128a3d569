"""The bulletin's workbook: what the quarter says, in the sheets of the annual one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from etl.publish.annual.content import Content
from etl.publish.annual.definitions import RATIO
from etl.publish.annual.money import by_status, of_project
from etl.publish.annual.words import MISSING, TIMELINESS, number_of
from etl.publish.annual.workbook.book import draw
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Sheet,
    amount,
    amount_or_why,
    centred,
    moment,
    share_of_leagues,
)
from etl.publish.annual.workbook.changes import changes
from etl.publish.annual.workbook.goals import goals
from etl.publish.annual.workbook.money import of_all
from etl.publish.annual.workbook.sources import sources
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import QuarterIndicator, Return
from schemas.region import REGION_CODE

NAME = "行动进展简报附表"


def write(folder: Path, content: Content) -> list[Path]:
    """The workbook is in the folder; see `etl.publish.annual.workbook.book.draw`."""
    sheets = [
        goals(content, content.tables["quarter_target"]),
        _figures(content),
        _projects(content),
        returns(content, content.tables["quarter_return"]),
        _suggestions(content),
        *([changes(content)] if content.compared_with is not None else []),
        sources(content, content.tables["quarter_submission"]),
    ]
    return [draw(folder / content.file_name(NAME, ".xlsx"), content, sheets)]


def _figures(content: Content) -> Sheet:
    leagues = content.tables["quarter_return"]
    codes = [league["league_code"] for league in leagues]
    lines = [
        _indicator(list(rows), codes)
        for _, rows in groupby(content.tables["quarter_indicator"], lambda row: row["indicator_code"])
    ]
    return table(
        content,
        "主要数据",
        f"各盟市为本季度数;“缺”:未报;上年同期橙底:上年缺盟市。{RATIO}",
        [
            ("项目", 6), ("指标编码", 10), ("指标名称", 37), ("计量单位", 8), ("全区本季度", 13),
            ("全区本年累计", 13), ("上年同期", 13), ("报送盟市", 8),
            *((league["league_name_zh"], 11.5) for league in leagues), ("缺报盟市", 16),
        ],
        lines,
        frozen=3,
        paper="A3",
    )  # fmt: skip


def _indicator(rows: Sequence[QuarterIndicator], leagues: Sequence[str]) -> Line:
    by_league = {row["league_code"]: row for row in rows}
    region, first = by_league.get(REGION_CODE), rows[0]
    if region is None:
        whole = [centred("不汇总"), *[centred(NOTHING)] * 3]
    else:
        decimals = region["decimals"]
        before, there = region["year_before"], region["year_before_reporting"]
        lacks = there is not None and there < region["leagues_expected"]
        whole = [
            amount_or_why(region, region["figure"]),
            amount(region["year_to_date"], decimals) if since_january(region) else centred(NOTHING),
            centred(NOTHING) if before is None else amount(before, decimals, "incomplete" if lacks else ""),
            share_of_leagues(region["leagues_reporting"], region["leagues_expected"]),
        ]
    return [
        centred(number_of(first["project_no"])),
        centred(first["indicator_code"]),
        Cell(first["name_zh"]),
        centred(first["unit_zh"]),
        *whole,
        *(
            centred(MISSING, "missing") if row is None else amount_or_why(row, row["figure"])
            for row in map(by_league.get, leagues)
        ),
        Cell(region["missing_leagues"] if region else None),
    ]


def since_january(row: QuarterIndicator) -> bool:
    """Whether it has a figure since 1 January: a level has none, nor a ratio of two levels."""
    return bool(row["measure"] == "flow" or row["year_to_date"] is not None)


def _projects(content: Content) -> Sheet:
    return table(
        content,
        "项目进展与资金",
        "按各盟市本季度报表;预算为全年安排,支出为1月1日以来累计,单位万元,各按已报的加总;橙底:缺盟市。"
        "执行率=支出÷预算,只按两者都报来的盟市计算。",
        [
            ("序号", 6), ("重点项目", 36), ("责任部门", 26), ("已完成", 8), ("推进中", 8), ("未启动", 8),
            ("预算(万元)", 14), ("预算盟市", 8), ("支出(万元)", 14), ("支出盟市", 8), ("执行率", 9),
            ("执行率盟市", 8), ("报送盟市", 8), ("缺报盟市", 16), ("预算缺报盟市", 20), ("支出缺报盟市", 20),
        ],
        [
            [
                centred(number_of(row["project_no"])),
                Cell(row["name_zh"]),
                Cell(row["departments_zh"]),
                *(Cell(leagues, "", "center", "0") for leagues in by_status([row]).values()),
                *of_all(of_project(row)),
                share_of_leagues(row["leagues_reporting"], row["leagues_expected"]),
                Cell(row["missing_leagues"]),
                Cell(row["budget_missing_leagues"]),
                Cell(row["spent_missing_leagues"]),
            ]
            for row in content.tables["quarter_project"]
        ],
        frozen=2,
    )  # fmt: skip


def returns(content: Content, of_period: Sequence[Return]) -> Sheet:
    """A line for each league: when its return of the period was due, and came."""
    return table(
        content,
        "报送情况",
        "时间为北京时间。",
        [
            ("盟市", 14), ("应报截止", 18), ("顺延后截止", 18), ("报齐时间", 18), ("报送", 10),
            ("未报部分", 26), ("版本数", 9), ("错误数", 9), ("未说明警告", 14),
        ],
        [
            [
                centred(row["league_name_zh"]),
                moment(row["due_at"]),
                moment(row["effective_due_at"]),
                moment(row["arrived_at"]),
                centred(TIMELINESS[row["timeliness"]], row["timeliness"]),
                Cell(row["outstanding"]),
                *(
                    Cell(count, "", "center", "0")
                    for count in (row["versions"], row["errors"], row["warnings"])
                ),
            ]
            for row in of_period
        ],
    )  # fmt: skip


def _suggestions(content: Content) -> Sheet:
    return table(
        content,
        "问题与建议",
        f"盟市原文,共{len(content.tables['quarter_suggestion'])}条。",
        [("序号", 6), ("重点项目", 30), ("盟市", 12), ("存在问题", 52), ("意见建议", 52)],
        [
            [
                centred(number_of(row["project_no"])),
                Cell(row["project_name_zh"]),
                centred(row["league_name_zh"]),
                Cell(row["problem"]),
                Cell(row["suggestion"]),
            ]
            for row in content.tables["quarter_suggestion"]
        ],
        nothing="无:各盟市没有报送问题和建议。",
    )
