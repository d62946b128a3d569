"""Which sheet is which part, and where its columns stand, whatever the header looks like."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.common.findings import Place
from tests.read.forms import (
    ABOVE,
    ANNUAL,
    COMPLETION,
    DATA,
    JOBS,
    LOANS,
    PROGRESS,
    SUGGESTIONS,
    data_sheet,
    read,
    read_data,
    rule_ids,
    workbook,
)


@pytest.mark.parametrize(
    "header",
    [
        DATA,
        ["指标代码", "统计指标", "单位", "本季度完成", "累计完成", "备注"],
        ["编码", "指标", "单位", "本季完成数", "本年累计完成", "说明"],
        ["编 码", "项目\n指标", "计量\u3000单位", "本期数", "年初至今\n累计", "说 明"],
        ["*指标编码", "指标名称(全称)", "计量单位", "本季度数:", "本年累计(自1月1日起)", "情况说明(选填)"],
    ],
)
def test_captions_are_known_by_all_their_names(header: list[Any], tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(JOBS, header=header)), tmp_path)
    assert part.findings == ()
    assert {field: value.value for field, value in part.rows[0].items()} == {
        "indicator_code": "P00-1",
        "indicator_name": "城镇新增就业人数",
        "unit": "人",
        "figure": Decimal(100),
        "year_to_date": Decimal(100),
        "remark": None,
    }


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    header = ["情况说明", "本年累计", None, "上季累计", "指标名称", "本季度数"]
    part = read_data(workbook(data_sheet(["好", 7, "?", 99, "城镇新增就业人数", 5], header=header)), tmp_path)
    assert (part.rows[0]["figure"].value, part.rows[0]["year_to_date"].value) == (Decimal(5), Decimal(7))
    assert part.columns == {"remark": "A2", "year_to_date": "B2", "indicator_name": "E2", "figure": "F2"}


def test_a_caption_that_is_broken_over_two_lines_is_one(tmp_path: Path) -> None:
    """预计 over 下月需求 is no forecast beside a column, 用人 over 单位名称 no label of who reports."""
    above = ["填报单位:赤峰市人力资源和社会保障局", None, "报告期:2024年2月"]
    first = ["信用代码", "用人", "所在", "在岗", "缺工", "新招", "预计", "帮助"]
    second = [None, "单位名称", "旗县", "职工数", "人数", "用人数", "下月需求", "解决用工人数"]
    row = ["911504290040000086", "样例1号食品有限公司", "宁城县", 100, 1, 2, 3, 1]
    reading = read(workbook({"企业用工": [above, first, second, row]}), tmp_path)
    (part,) = reading.parts
    assert (reading.league_code, str(reading.period)) == ("150400", "2024M02")
    assert (reading.gate, part.findings) == ((), ())
    assert [part.rows[0][field].value for field in ("enterprise_name", "next_month_demand", "solved")] == [
        "样例1号食品有限公司",
        Decimal(3),
        Decimal(1),
    ]


def test_a_header_in_two_lines_under_groups(tmp_path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"):
            book.worksheets[0].merge_cells(cells)

    rows = [
        ABOVE,
        ["指标编码", "指标名称", "计量单位", "完成情况", None, "情况说明"],
        [None, None, None, "本季度数", "本年累计", None],
        JOBS,
    ]
    part = read_data(workbook({"表1": rows}, merge), tmp_path)
    assert part.columns["figure"] == "D3"
    assert part.columns["remark"] == "F2"
    assert [row["year_to_date"].value for row in part.rows] == [100]


def test_captions_broken_over_two_rows(tmp_path: Path) -> None:
    rows = [
        ABOVE,
        ["指标", "指标", None, "本季", "本年", "情况"],
        ["编码", "名称", "单位", "度数", "累计", "说明"],
        JOBS,
    ]
    part = read_data(workbook({"表1": rows}), tmp_path)
    assert set(part.columns) == {
        "indicator_code",
        "indicator_name",
        "unit",
        "figure",
        "year_to_date",
        "remark",
    }
    assert len(part.rows) == 1


@pytest.mark.parametrize("second", ["代码", "编码"])
def test_a_caption_broken_behind_a_word_that_is_a_caption_too(second: str, tmp_path: Path) -> None:
    rows = [
        [ABOVE[0], "报告期:2022年度"],
        ["指标", "单位", "全年数", "说明"],
        [second, None, None, None],
        [JOBS[0], "人", 100, None],
    ]
    part = read_data(workbook({"表1": rows}), tmp_path)
    assert [(row["indicator_code"].value, row["figure"].value) for row in part.rows] == [("P00-1", 100)]
    assert "indicator_name" not in part.columns


def test_a_row_under_the_header_is_no_second_line_of_it(tmp_path: Path) -> None:
    rows = [ABOVE, DATA, ["一、就业", None, None, None, None, None], JOBS]
    part = read_data(workbook({"表1": rows}), tmp_path)
    assert (part.columns["indicator_code"], len(part.rows)) == ("A2", 1)


def test_a_missing_column_is_said_at_the_header(tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(["P00-1", 5], header=["指标编码", "本季度数"])), tmp_path)
    (finding,) = part.findings
    assert (finding.rule.rule_id, finding.place.cell, finding.expected) == (
        "column_missing",
        "A2",
        "本年累计",
    )
    assert part.rows[0]["figure"].value == 5


DOUBLED = ["指标编码", "本期数", "本季度数", "本年累计", "累计完成"]


def test_two_columns_for_a_field_are_read_if_they_agree_everywhere(tmp_path: Path) -> None:
    rows = [["P00-1", 2, "２", 3, "3"], ["P06-4", 12.5, 12.5, 13, 13], ["P01-1", None, None, 4, 4]]
    part = read_data(workbook(data_sheet(*rows, header=DOUBLED)), tmp_path)
    assert [row["figure"].value for row in part.rows] == [Decimal(2), Decimal("12.5"), None]
    assert [f.rule.rule_id for f in part.findings] == ["repaired_width"]


def test_two_columns_for_a_field_that_disagree_are_an_error_that_names_both(tmp_path: Path) -> None:
    rows = [["P00-1", 1, 1, 3, 3], ["P06-4", 1, 2, 3, None]]
    part = read_data(workbook(data_sheet(*rows, header=DOUBLED)), tmp_path)
    assert [(f.rule.rule_id, f.place.cell, f.severity) for f in part.findings] == [
        ("column_doubled", "B2", "error"),
        ("column_doubled", "E2", "error"),
    ]
    assert part.findings[0].problem() == (
        "C2 的“本季度数”与 B2 的“本期数”是同一项内容的两列,但 C4 是“2”,B4 是“1”,不知以哪一列为准。"
    )
    assert part.findings[1].problem().endswith("但 D4 是“3”,E4 是空的,不知以哪一列为准。")


def test_a_column_in_which_nothing_stands_is_no_second_one(tmp_path: Path) -> None:
    rows = [["P00-1", 1, None, None, 3], ["P06-4", 12.5, None, None, 13]]
    part = read_data(workbook(data_sheet(*rows, header=DOUBLED)), tmp_path)
    assert [(row["figure"].value, row["year_to_date"].value) for row in part.rows] == [
        (Decimal(1), Decimal(3)),
        (Decimal("12.5"), Decimal(13)),
    ]
    assert part.findings == ()


BRACKETS = [
    "指标编码",
    "本季度数(计划)",
    "本季度数(实际)",
    "本季度数(同比增长%)",
    "本年累计(7-9月)",
    "本年累计(上年同期)",
]


def test_a_qualifier_in_brackets_makes_another_column(tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(["P00-1", 9, 1, 8, 3, 7], header=BRACKETS)), tmp_path)
    assert (part.rows[0]["figure"].value, part.rows[0]["year_to_date"].value) == (1, 3)
    assert part.findings == ()


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("other", ["上年同期", "2022年同期", "年度计划", "同比增长(%)", "其中:女性"])
@pytest.mark.parametrize("first", [True, False])
def test_a_qualifier_over_columns_makes_them_others(
    other: str, first: bool, merged: bool, tmp_path: Path
) -> None:
    groups = [other, None, "本年", None] if first else ["本年", None, other, None]
    above = [
        ABOVE,
        ["指标编码", "指标名称", "计量单位", *groups],
        [None, None, None, *["本季度数", "本年累计"] * 2],
    ]
    figures = [9, 8, 100, 200] if first else [100, 200, 9, 8]

    def merge(book: openpyxl.Workbook) -> None:
        for span in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2") if merged else ():
            book.worksheets[0].merge_cells(span)

    part = read_data(workbook({"1": [*above, [*JOBS[:3], *figures]]}, merge), tmp_path)
    assert [(row["figure"].value, row["year_to_date"].value) for row in part.rows] == [(100, 200)]
    assert part.findings == ()


@pytest.mark.parametrize("group", [["本季度数", "本年累计"], ["本季度数", "本年累计", "备用"]])
def test_a_qualifier_over_the_middle_of_its_columns_leaves_which_they_are_open(
    group: list[str], tmp_path: Path
) -> None:
    rest = [None] * (len(group) - 2)
    over = [None, "上年同期", *rest, None, "本年", *rest]
    figures = [*[9, 8, 7][: len(group)], *[100, 200, 300][: len(group)]]
    above = [ABOVE, [None, None, None, *over], ["指标编码", "指标名称", "计量单位", *group * 2]]
    part = read_data(workbook({"1": [*above, [*JOBS[:3], *figures]]}), tmp_path)
    assert rule_ids(part.findings) == ["column_doubled", "column_doubled"]


def test_a_qualifier_under_a_header_makes_another_column(tmp_path: Path) -> None:
    above = [
        ABOVE,
        ["指标编码", "指标名称", "本季度数", None, "本年累计"],
        [None, None, "计划", "实际", None],
    ]

    def merge(book: openpyxl.Workbook) -> None:
        for span in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
            book.worksheets[0].merge_cells(span)

    part = read_data(workbook({"1": [*above, ["P00-1", "城镇新增就业人数", 9, 100, 200]]}, merge), tmp_path)
    assert [(row["figure"].value, row["year_to_date"].value) for row in part.rows] == [(100, 200)]


def test_a_title_that_speaks_of_goals_is_no_qualifier(tmp_path: Path) -> None:
    sheets = {"1": [["2023年就业目标"], [None, None, "报告期:2023Q1", "填报单位:赤峰市"], DATA, JOBS]}
    assert len(read_data(workbook(sheets), tmp_path).rows) == 1
    sheets = {"1": [ABOVE, ["2023年就业目标"], DATA, JOBS]}
    assert len(read_data(workbook(sheets), tmp_path).rows) == 1


def test_sheets_are_known_by_their_columns_not_by_their_names(tmp_path: Path) -> None:
    sheets = {
        "填表说明": [["一、本表由各盟市填报。"]],
        "主要数据": [ABOVE, PROGRESS, [1, None, "推进中", "好"]],
        "项目进展": [ABOVE, DATA, JOBS],
        "代码表": [["指标编码", "指标名称"], ["P00-1", "城镇新增就业人数"]],
        "Sheet3": [],
    }
    reading = read(workbook(sheets), tmp_path)
    assert reading.gate == ()
    assert {part.part.part: part.sheet for part in reading.parts} == {
        "data": "项目进展",
        "progress": "主要数据",
    }


def test_the_three_parts_of_an_annual_return(tmp_path: Path) -> None:
    above = ["填报单位:赤峰市", "报告期:2023年度"]
    sheets = {
        "1": [above, SUGGESTIONS, [None, "人少", "加人"], [5, "钱少", "加钱"]],
        "2": [above, COMPLETION, [1, None, 5, 5, "100%", "好"]],
        "3": [above, ANNUAL, ["P00-1", None, None, 5]],
    }
    reading = read(workbook(sheets), tmp_path)
    assert (reading.return_kind, str(reading.period)) == ("annual", "2023")
    assert [(part.part.part, len(part.rows)) for part in reading.parts] == [
        ("completion", 1),
        ("data", 1),
        ("suggestions", 2),
    ]
    assert [row["project_no"].value for row in reading.parts[2].rows] == [None, "5"]


def test_two_sheets_that_are_the_same_part(tmp_path: Path) -> None:
    sheets = {"主要数据": [ABOVE, DATA, JOBS], "主要数据 (2)": [ABOVE, DATA, LOANS]}
    part = read_data(workbook(sheets), tmp_path)
    (finding,) = part.findings
    assert (finding.rule.rule_id, finding.given, finding.expected) == (
        "part_doubled",
        "主要数据",
        "主要数据 (2)",
    )
    assert part.rows == ()


def test_an_empty_or_hidden_copy_of_a_sheet_does_not_count(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["旧"].sheet_state = "hidden"

    sheets = {"旧": [ABOVE, DATA, LOANS], "空表": [ABOVE, DATA], "主要数据": [ABOVE, DATA, JOBS]}
    part = read_data(workbook(sheets, hide), tmp_path)
    assert (part.sheet, part.findings) == ("主要数据", ())


def test_a_part_without_rows(tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet()), tmp_path)
    assert [(f.rule.rule_id, f.place.cell) for f in part.findings] == [("part_empty", "A2")]


def test_suggestions_may_be_empty(tmp_path: Path) -> None:
    reading = read(workbook({"意见建议": [["填报单位:赤峰市", "报告期:2023年度"], SUGGESTIONS]}), tmp_path)
    assert [(part.part.part, part.findings) for part in reading.parts] == [("suggestions", ())]


def test_no_sheet_is_a_part(tmp_path: Path) -> None:
    rows = [ABOVE, ["编码", "本月数"], ["P00-1", 5]]
    reading = read(workbook({"Sheet1": rows}), tmp_path)
    (finding,) = reading.gate
    assert (finding.rule.rule_id, reading.parts) == ("part_not_found", ())
    assert finding.given == "工作表“Sheet1”与“主要数据”最接近,但只有 1 列相同"
    assert finding.expected == "指标编码、指标名称、计量单位、本季度数、本年累计"


def test_the_sheets_of_another_return_are_none_of_this(tmp_path: Path) -> None:
    sheets = {
        "1": [["填报单位:赤峰市", "报告期:2023年度"], DATA, JOBS],
        "2": [PROGRESS, [1, None, "推进中", "好"]],
    }
    reading = read(workbook(sheets), tmp_path)
    (finding,) = reading.gate
    assert (finding.rule.rule_id, finding.place) == ("return_mistaken", Place("1", "B1"))
    assert finding.problem() == "您报的是季度进展报表,而报告期写的是2023年度。"
    assert "请把报告期改为它的报告期(如“2025年第四季度”)" in finding.to_do()
