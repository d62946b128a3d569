"""Every number of the summary tables stands in the workbook as it is, at full precision."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl.workbook import Workbook

from etl.publish.annual.content import Content, read
from etl.publish.annual.words import part_name
from etl.summarise.tables import build
from schemas.region import REGION_CODE
from tests.annual.workbook_content import messy
from tests.annual.workbook_reading import agrees, disagreeing, lines, opened
from tests.summarise.filing import moment, withdraw

LATER = moment("2024-06-01")
_OF_TARGET = {
    "起算年": "from_year", "期末年": "by_year", "目标值": "goal", "2021年实绩": "opening_balance",
    "实际完成": "actual", "完成比例": "share_reached", "范围": "league_name_zh", "缺": "missing",
}  # fmt: skip
_TABLES = {
    "目标进度": ("annual_target", _OF_TARGET | {"本年完成": "this_year", "序时进度": "line"}),
    "行动期总评": ("action_target", _OF_TARGET | {
        "评到年份": "last_year", "应评年数": "years_counted", "达标年数": "years_met",
        "未达标年份": "years_not_met",
    }),
    "项目进展与资金": ("annual_project", {
        "序号": "project_no", "已完成盟市": "completed_leagues", "推进中盟市": "under_way_leagues",
        "未启动盟市": "not_started_leagues", "预算安排(万元)": "budget", "累计支出(万元)": "spent",
        "执行率": "execution", "预算缺报盟市": "budget_missing_leagues",
        "支出缺报盟市": "spent_missing_leagues",
    }),
    "报送明细": ("annual_return", {
        "盟市": "league_name_zh", "应报截止": "due_at", "顺延后截止": "effective_due_at",
        "报齐时间": "arrived_at", "版本": "versions", "错误": "errors", "未说明警告": "warnings",
    }),
    "季年差异": ("annual_difference", {
        "指标编码": "indicator_code", "第四季度报表": "from_quarters", "年度报表": "from_annual_return",
        "差额": "difference",
    }),
    "数据来源": ("annual_submission", {
        "报送编号": "submission_id", "SHA-256": "sha256", "文件": "source_file", "到达时间": "arrived_at",
        "生效时间": "known_from",
    }),
}  # fmt: skip
_COUNTS = {
    "应报": "expected", "按时": "on_time", "迟报": "late", "未报齐": "missing", "未到期": "not_due",
    "免报": "exempt", "版本": "versions", "错误": "errors", "未说明警告": "warnings",
    "提前天数(中位数)": "median_days_early",
}  # fmt: skip

Made = tuple[Content, Workbook]


def _real(engine: sa.Engine, folder: Path) -> Made:
    """The sample returns, without the annual return and the fourth quarter of one league."""
    with engine.begin() as connection:
        for period in ("2023", "2023Q4"):
            withdraw(connection, "152900", period, "data", moment("2024-05-01"))
        build(connection, 2023, LATER)
        content = read(connection, 2023, LATER)
    return content, opened(folder, content)


def test_real_figures(filled: sa.Engine, tmp_path: Path) -> None:
    made = _real(filled, tmp_path)
    assert [len(made[0][table]) for table in ("annual_target", "annual_indicator")] == [30, 1026]
    for check in (_tables, _indicators, _money_by_league, _counts, _tasks, _overview):
        check(*made)
    _a_league_missing(made[1])


def _a_league_missing(book: Workbook) -> None:
    """What the sheets say of a league without its annual return and fourth quarter."""
    tasks = lines(book["任务完成情况"])
    assert [line["序号"] for line in tasks if line["序号"]] == ["总", *map(str, range(1, 30))]
    headline = tasks[0]
    assert (headline["目标值"], headline["单位"]) == (1_000_000, "人")
    assert [headline[name] for name in ("目标判定", "报送盟市", "缺报与说明")] == [
        "数据不全", "11/12", "缺:阿拉善盟2023年、2021年实绩;暂定",
    ]  # fmt: skip
    (each,) = (line for line in tasks if line["目标任务"].startswith("自治区级优秀创业培训讲师人数"))
    assert [each[name] for name in ("本年完成", "累计完成", "目标判定", "报送盟市", "缺报与说明")] == [
        "11/12盟市", "—", "数据不全", "11/12", "尚未达标:阿拉善盟(1人,缺报);暂定",
    ]  # fmt: skip
    assert each["完成比例"] == pytest.approx(11 / 12)
    by_code = {line["指标编码"]: line for line in lines(book["主要数据"])}
    assert len(by_code) == 79
    assert (by_code["P00-1"]["缺报盟市"], by_code["P26-2"]["全区"]) == ("阿拉善盟", "不汇总")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Made:
    content = messy()
    return content, opened(tmp_path_factory.mktemp("book"), content)


@pytest.mark.parametrize(
    "check", ["_tables", "_indicators", "_money_by_league", "_counts", "_tasks", "_overview"]
)
def test_figures_of_a_messy_year(check: str, made_up: Made) -> None:
    globals()[check](*made_up)


def _tables(content: Content, book: Workbook) -> None:
    for name, (table, columns) in _TABLES.items():
        rows: Sequence[Any] = content[table]
        if table.endswith("_target"):  # the region's come first
            rows = sorted(rows, key=lambda row: row["league_code"] != REGION_CODE)
        if table.endswith("_submission"):  # a line a file
            by_file = groupby(rows, lambda row: (row["submission_id"], row["known_from"]))
            files = [list(own) for _, own in by_file]
            parts = ["、".join(part_name(row["part"]) for row in own) for own in files]
            assert [line["部分"] for line in lines(book[name])] == parts
            rows = [own[0] for own in files]
        assert disagreeing(book[name], rows, columns) == []


def _indicators(content: Content, book: Workbook) -> None:
    by_code = {line["指标编码"]: line for line in lines(book["主要数据"])}
    assert by_code.keys() == {row["indicator_code"] for row in content["annual_indicator"]}
    for row in content["annual_indicator"]:
        line = by_code[row["indicator_code"]]
        assert agrees(line[row["league_name_zh"]], row["value"]), row
        if row["league_code"] == REGION_CODE:
            assert agrees(line["上年全区"], row["previous_year"])
            assert line["报送盟市"] == f"{row['leagues_reporting']}/{row['leagues_expected']}"
    there = {(row["indicator_code"], row["league_name_zh"]) for row in content["annual_indicator"]}
    for code, line in by_code.items():
        for league in content["annual_reporting"]:
            name = league["league_name_zh"]
            assert ((code, name) in there) or line[name] == "缺"


def _money_by_league(content: Content, book: Workbook) -> None:
    by_key = {(line["内容"], line["序号"]): line for line in lines(book["资金(分盟市)"])}
    for row in content["annual_account"]:
        for label, column in (("状态", "status"), ("预算", "budget"), ("支出", "spent")):
            assert agrees(by_key[label, row["project_no"]][row["league_name_zh"]], row[column]), row
    for row in content["annual_project"]:
        for label, column in (("预算", "budget"), ("支出", "spent")):
            assert agrees(by_key[label, row["project_no"]]["全区"], row[column])


def _counts(content: Content, book: Workbook) -> None:
    by_league = {row["league_name_zh"]: row for row in content["annual_reporting"]}
    shown = lines(book["报送情况"])
    rows = [by_league[line["盟市"]] for line in shown]
    assert len(rows) == len(by_league)
    assert disagreeing(book["报送情况"], rows, _COUNTS) == []
    shares = [line["按时率"] for line in shown]
    due = [row["on_time"] + row["late"] + row["missing"] for row in rows]
    assert shares == pytest.approx(
        [row["on_time"] / of for row, of in zip(rows, due, strict=True)], abs=1e-15
    )
    assert shares == sorted(shares, reverse=True)
    assert [line["名次"] for line in shown] == [shares.index(share) + 1 for share in shares]


def _tasks(content: Content, book: Workbook) -> None:
    shown = [line for line in lines(book["任务完成情况"]) if not line["目标任务"].startswith("方案未定量")]
    for row in content["annual_target"]:
        if row["scope"] == "region":
            task = f"{row['indicator_name_zh']}:{row['wording_zh']}"
            (line,) = (line for line in shown if line["目标任务"] == task)
            assert agrees(line["目标值"], row["goal"])
            assert agrees(line["本年完成"], row["this_year"])
            assert agrees(line["累计完成"], row["actual"] if row["basis"] == "cumulative" else None)
            assert agrees(line["完成比例"], row["share_reached"])


def _overview(content: Content, book: Workbook) -> None:
    numbers = [
        cell
        for line in book["总览"].iter_rows(values_only=True)
        for cell in line
        if isinstance(cell, int | float)
    ]
    headline = content["annual_target"][0]
    wanted = [headline[name] for name in ("goal", "this_year", "actual", "line", "share_reached")]
    assert [Decimal(repr(number)) for number in numbers[:5]] == wanted
    standings = [row["standing"] for row in content["annual_project"]]
    codes = ("met", "on_track", "unknown", "behind", "not_met", "no_number")
    assert numbers[5:17:2] == [standings.count(code) for code in codes]
    assert numbers[17] == len(standings)
    returns = [row["timeliness"] for row in content["annual_return"]]
    periods = len({row["period"] for row in content["annual_return"]})
    counted = ("on_time", "late", "missing", "not_due", *(["exempt"] if "exempt" in returns else []))
    wide = 1 + len(counted)
    totals = numbers[19 + periods * wide : 19 + (periods + 1) * wide]
    owed = len(returns) - returns.count("exempt")
    assert totals == [owed, *(returns.count(code) for code in counted)]
