"""Who gives a budget and who a spend, and the share of those that give both, is the same in every output.

In 2023's fourth quarter two leagues send their progress again without money, a third without budgets.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
import sqlalchemy as sa
from lxml import html

from etl.publish.annual.content import Content, read
from etl.publish.annual.report.plain import prose
from etl.publish.bulletin import content as bulletins
from etl.publish.products import PRODUCTS
from etl.summarise.tables import build, build_period
from schemas.periods import Period
from tests.annual.report_reading import Report
from tests.annual.workbook_reading import lines
from tests.page.reading import number, rows, words
from tests.summarise.conftest import progress
from tests.summarise.filing import file_return, moment

LATER = moment("2024-03-01")
QUARTER = Period.parse("2023Q4")
NO_BUDGET, NO_SPEND = "呼和浩特市、包头市、赤峰市", "呼和浩特市、包头市"
DROPPED = {"150100": ("budget", "spent"), "150200": ("budget", "spent"), "150400": ("budget",)}
# Twelve leagues have budgeted 100 and spent 40; the nine that give both: 360 of 900.
TABLE = {
    "budget": 900, "spent": 400, "budget_leagues": 9, "spent_leagues": 10, "execution": Decimal("0.4"),
    "execution_leagues": 9, "budget_missing_leagues": NO_BUDGET, "spent_missing_leagues": NO_SPEND,
}  # fmt: skip
SHOWN = {
    "预算盟市": "9/12", "支出盟市": "10/12", "执行率盟市": "9/12", "执行率": 0.4,
    "预算缺报盟市": NO_BUDGET, "支出缺报盟市": NO_SPEND,
}  # fmt: skip
SUMS = "安排资金2.61亿元,支出1.16亿元(呼和浩特市、包头市、赤峰市未报齐,有较早季度数的以其计入)"


@pytest.fixture
def lacking(filled: sa.Engine) -> sa.Engine:
    with filled.begin() as connection:
        for league, columns in DROPPED.items():
            said = [{**row, **dict.fromkeys(columns)} for row in progress(4)]
            file_return(connection, league, "2023Q4", {"progress": said}, moment("2024-01-10"))
    return filled


def year(engine: sa.Engine) -> Content:
    with engine.begin() as connection:
        build(connection, 2023, LATER)
        return read(connection, 2023, LATER)


def test_the_tables(lacking: sa.Engine) -> None:
    annual = year(lacking)["annual_project"]
    with lacking.begin() as connection:
        build_period(connection, QUARTER, LATER)
        quarter = bulletins.read(connection, QUARTER, LATER)["quarter_project"]
    for projects in (annual, quarter):
        assert [{name: row[name] for name in TABLE} for row in projects] == [TABLE] * 29


def test_the_workbook_the_report_and_the_page(lacking: sa.Engine, tmp_path: Path) -> None:
    made = {
        path.suffix: path
        for path in PRODUCTS["year"].write(tmp_path, year(lacking))
        if path.parent == tmp_path
    }
    *projects, total = lines(openpyxl.load_workbook(made[".xlsx"])["项目进展与资金"])
    assert [{name: line[name] for name in SHOWN} for line in projects[:29]] == [SHOWN] * 29
    assert [line for line in (*projects, total) if line["序号"] == "合计"] == [
        {
            **dict.fromkeys(total, "—"), "序号": "合计", "重点项目": None, "预算安排(万元)": 26100,
            "预算盟市": "261/348", "累计支出(万元)": 11600, "支出盟市": "290/348", "执行率": 0.4,
            "执行率盟市": "261/348", "预算缺报盟市": "盟市数一栏为各项目合计的项次", "支出缺报盟市": None,
        }
    ]  # fmt: skip
    report = Report(docx.Document(str(tmp_path / "2023年度行动总结报告(草稿).docx")))
    assert report.says(f"{SUMS};其中都报来的部分安排2.61亿元、支出1.04亿元,执行率40.0%。")
    assert [line[-3:] for line in report.tables["各项目推进状态和资金"]] == [
        *[["900.00\n9/12", "400.00\n10/12", "40.0%\n9/12"]] * 29,
        ["26,100.00", "11,600.00", "40.0%"],
    ]
    for line in rows(html.parse(str(made[".html"])).getroot(), "table-money"):
        assert [number(line, name) for name in ("budgeting", "spending", "both")] == [9, 10, 9]
        assert number(line, "rate") == Decimal("0.4")
        assert [words(cell) for cell in line.xpath("td")[-2:]] == [NO_BUDGET, NO_SPEND]


def test_the_bulletin(lacking: sa.Engine, tmp_path: Path) -> None:
    with lacking.begin() as connection:
        build_period(connection, QUARTER, LATER)
        content = bulletins.read(connection, QUARTER, LATER)
    made = {
        path.suffix: path for path in PRODUCTS["quarter"].write(tmp_path, content) if path.parent == tmp_path
    }
    for line in lines(openpyxl.load_workbook(made[".xlsx"])["项目进展与资金"]):
        assert {name: line[name] for name in SHOWN} == SHOWN
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(made[".docx"])).paragraphs)
    assert prose(f"{SUMS}。") in said
