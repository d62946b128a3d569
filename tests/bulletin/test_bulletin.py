"""A quarter's bulletin: every number in its files is the summary table's; equal content gives equal bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import sqlalchemy as sa

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import prose as chinese
from etl.publish.annual.words import STANDINGS, figure, percent
from etl.publish.bulletin.content import read
from etl.publish.products import PRODUCTS
from etl.summarise.tables import build_period, last_moment
from schemas.periods import Period
from schemas.region import REGION_CODE
from tests.summarise.conftest import progress
from tests.summarise.filing import file_return, moment, withdraw

# The ratios of two levels.
LEVELS = {"P04-4"}


@pytest.fixture
def content(filled: sa.Engine) -> Content:
    """2023Q2, with a league whose main data are missing, and one that writes what it thinks."""
    quarter = Period.parse("2023Q2")
    silent = {"problems": None, "advice": None}
    words = {"status": "已完成", "problems": "=1+1", "advice": "建议<增加>资金"}
    with filled.begin() as connection:
        withdraw(connection, "152900", "2023Q2", "data", moment("2023-08-01"))
        said = [{**row, **(words if row["project_no"] == 2 else silent)} for row in progress(2)]
        parts = {"progress": said}
        file_return(connection, "150100", "2023Q2", parts, moment("2023-08-02"))
        as_of = last_moment(quarter, moment("2023-09-01"))
        build_period(connection, quarter, as_of)
        return read(connection, quarter, as_of)


def sheet(folder: Path, name: str) -> list[list[Any]]:
    """The lines below the header."""
    book = openpyxl.load_workbook(folder / "2023年第二季度行动进展简报附表(草稿).xlsx")
    return [list(line) for line in book[name].iter_rows(min_row=4, values_only=True)]


def test_the_workbook_says_what_the_tables_say(content: Content, tmp_path: Path) -> None:
    PRODUCTS["quarter"].write(tmp_path, content)
    leagues = [row["league_code"] for row in content["quarter_return"]]
    by_key = {(row["indicator_code"], row["league_code"]): row for row in content["quarter_indicator"]}
    lines = {line[1]: line for line in sheet(tmp_path, "主要数据")}
    assert len(lines) == 79
    for code, line in lines.items():
        region = by_key.get((code, REGION_CODE))
        if region is None:
            assert (code, line[4]) == ("P26-2", "不汇总")
        else:
            assert line[4] == float(region["figure"])
            # A level has no figure since January, nor has a ratio of two levels.
            to_date = region["year_to_date"]
            assert line[5] == ("—" if to_date is None else float(to_date)), code
            assert (to_date is None) == (region["measure"] == "stock" or code in LEVELS), code
            assert line[7] == "11/12"
            assert line[-1] == "阿拉善盟"
        for league, said in zip(leagues, line[8:-1], strict=True):
            row = by_key.get((code, league))
            assert said == ("缺" if row is None else float(row["figure"]))
    for row, line in zip(content["quarter_project"], sheet(tmp_path, "项目进展与资金"), strict=True):
        counts = [row[f"{name}_leagues"] for name in ("completed", "under_way", "not_started")]
        money = [
            float(row["budget"]),
            "12/12",
            float(row["spent"]),
            "12/12",
            float(row["execution"]),
            "12/12",
        ]
        assert line[:2] + line[3:12] == [str(row["project_no"]), row["name_zh"], *counts, *money]
    assert sheet(tmp_path, "问题与建议") == [
        ["2", "政府性融资担保项目", "呼和浩特市", "=1+1", "建议<增加>资金"]
    ]


def test_the_report_says_what_the_tables_say(content: Content, tmp_path: Path) -> None:
    PRODUCTS["quarter"].write(tmp_path, content)
    document = docx.Document(str(tmp_path / "2023年第二季度行动进展简报(草稿).docx"))
    targets, figures = (
        [[cell.text for cell in row.cells] for row in table.rows[1:]] for table in document.tables
    )
    region = {row["target_id"]: row for row in content["quarter_target"] if row["league_code"] == REGION_CODE}
    shown = [line for line in targets if line[5] != percent(None) and "/12" not in line[3].split("\n")[0]]
    assert [(line[5], line[6]) for line in shown] == [
        (percent(row["share_reached"]), STANDINGS[row["standing"]]) for row in region.values()
    ]
    first = {
        row["project_no"]: row
        for row in reversed(content["quarter_indicator"])
        if row["league_code"] == REGION_CODE
    }
    assert [line[3] for line in figures] == [
        figure(first[number]["figure"], first[number]["decimals"]) for number in sorted(first)
    ]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    headline = first[0]
    # The target takes along what a league that is missing had before; the quarter's figure does not.
    told = (headline["figure"], region["T00"]["this_year"])
    quarter, to_date = (f"{value / 10_000:.2f}万人" for value in told)
    assert f"本季度城镇新增就业{quarter}" in text
    assert f"2023年上半年城镇新增就业{to_date}" in text
    assert chinese("应报的12个盟市中,11个报齐,呼伦贝尔市迟报,阿拉善盟未报齐。") in text
    assert chinese("阿拉善盟的数据没有报齐,全区数按已经报送的数汇总。") in text
    assert chinese(";另有1项以前年度到期的目标未达标(第25项)。") in text
    assert chinese("自治区级人力资源服务产业园2022年底目标1—2个,到期时为0个,未达标。") in text
    assert chinese("“=1+1”(呼和浩特市)。") in text
    assert chinese("“建议<增加>资金”(呼和浩特市)。") in text


def test_equal_content_gives_equal_bytes(content: Content, tmp_path: Path) -> None:
    sums = []
    for name in ("a", "b"):
        paths = PRODUCTS["quarter"].write(tmp_path / name, content)
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
    assert sums[0] == sums[1]


def with_rows(content: Content, table: str, rows: list[dict[str, Any]], **changes: Any) -> Content:
    return replace(content, tables={**content.tables, table: rows}, **changes)


@pytest.mark.parametrize(
    ("there", "said", "before"),
    [(12, "本年累计比上年同期增长10.0%", "100"), (11, "", "100\n11/12")],
)
def test_growth_is_told_of_two_quarters_that_every_league_has(
    content: Content, tmp_path: Path, there: int, said: str, before: str
) -> None:
    facts = {"leagues_reporting": 12, "year_to_date": Decimal(110), "year_before": Decimal(100)}
    rows = [{**row, **facts, "year_before_reporting": there} for row in content["quarter_indicator"]]
    PRODUCTS["quarter"].write(tmp_path, with_rows(content, "quarter_indicator", rows))
    document = docx.Document(str(tmp_path / "2023年第二季度行动进展简报(草稿).docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert (said or "本季度") in text
    assert ("比上年同期" in text) == bool(said)
    assert document.tables[1].rows[1].cells[5].text == before
    book = openpyxl.load_workbook(tmp_path / "2023年第二季度行动进展简报附表(草稿).xlsx")
    assert (book["主要数据"]["G4"].fill.fgColor.rgb == "FFFCE4D6") == (there < 12)


@pytest.mark.parametrize("quarter", [2, 4])
def test_provisional_is_said_once_the_year_is_over(content: Content, tmp_path: Path, quarter: int) -> None:
    rows = [{**row, "provisional": True} for row in content["quarter_target"]]
    made = with_rows(content, "quarter_target", rows, quarters=quarter)
    (path,) = (path for path in PRODUCTS["quarter"].write(tmp_path, made) if path.suffix == ".docx")
    said = [cell.text for row in docx.Document(str(path)).tables[0].rows for cell in row.cells]
    assert any("暂定" in text for text in said) == (quarter == 4)
