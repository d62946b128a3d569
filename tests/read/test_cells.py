"""Cells of a workbook as values: with their addresses, and a finding for each that is refused."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.read.model import Value
from tests.read.forms import (
    COMPLETION,
    DATA,
    JOBS,
    LOANS,
    PROGRESS,
    data_sheet,
    read,
    read_data,
    rule_ids,
    text,
    workbook,
)


def with_figure(figure: Any) -> bytes:
    return workbook(data_sheet(["P00-1", "城镇新增就业人数", "人", figure, 100, None]))


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        ("约300", "number_text"),
        ("120/130", "number_two"),
        (-5, "number_negative"),
        (12.5, "number_fraction"),
        ("120户", "number_suffix"),
        ("=1+1", "number_formula"),
        ("#DIV/0!", "number_error_value"),
        (date(2023, 4, 3), "number_date"),
        (True, "number_truth"),
    ],
)
def test_what_is_no_number_is_refused_at_its_cell(figure: Any, rule: str, tmp_path: Path) -> None:
    part = read_data(with_figure(figure), tmp_path)
    (finding,) = part.findings
    assert (finding.rule.rule_id, finding.place.sheet, finding.place.cell) == (rule, "主要数据", "D3")
    assert (finding.indicator_code, finding.field, finding.severity) == ("P00-1", "figure", "error")
    assert part.rows[0]["figure"].value is None
    assert part.rows[0]["figure"].fault == rule
    assert part.rows[0]["year_to_date"].value == Decimal(100)


def test_more_decimals_than_the_indicator_has(tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(["P06-4", "发放创业贷款额", "万元", 12.345, 13, None])), tmp_path)
    assert [(finding.rule.rule_id, finding.place.cell) for finding in part.findings] == [
        ("number_decimals", "D3")
    ]


def stored(figure: str, kind: str, result: str) -> bytes:
    """The workbook with a formula in D3 as a spreadsheet program saves it: with its result."""
    source = io.BytesIO(with_figure(figure))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "xl/workbook.xml":  # a program that calculates takes off that nobody did
                data = data.replace(b' fullCalcOnLoad="1"', b"")
            if entry == "xl/worksheets/sheet1.xml":
                data, put = re.subn(rb"<v ?/>|<v></v>", f"<v>{result}</v>".encode(), data)
                assert put == 1
                data = data.replace(b'<c r="D3"', f'<c r="D3" t="{kind}"'.encode())
            new.writestr(entry, data)
    return out.getvalue()


def test_a_formula_with_an_empty_text_as_its_result_is_not_reported(tmp_path: Path) -> None:
    part = read_data(stored('=IF(1=1,"",0)', "str", ""), tmp_path)
    assert part.findings == ()
    assert part.rows[0]["figure"].value is None


def test_a_formula_with_its_stored_result_is_read(tmp_path: Path) -> None:
    part = read_data(stored("=60+40", "n", "100"), tmp_path)
    assert part.findings == ()
    assert part.rows[0]["figure"] == Value("D3", "100", Decimal(100))


def test_zero_is_a_figure_and_blank_is_none(tmp_path: Path) -> None:
    part = read_data(with_figure(0), tmp_path)
    assert part.rows[0]["figure"].value == 0
    part = read_data(with_figure(None), tmp_path)
    assert part.rows[0]["figure"] == Value("D3", None, None)


def test_stored_numbers_count_with_15_digits(tmp_path: Path) -> None:
    row = ["P00-1", "城镇新增就业人数", "万人", 0.0416, 0.1 + 0.2, None]
    part = read_data(workbook(data_sheet(row)), tmp_path)
    assert (part.rows[0]["figure"].value, part.rows[0]["year_to_date"].value) == (Decimal(416), Decimal(3000))
    assert (part.rows[0]["figure"].given, part.rows[0]["year_to_date"].given) == ("0.0416", "0.3")
    assert rule_ids(part.findings) == ["converted_unit", "converted_unit"]
    assert part.findings[0].cells == ({"cell": "D3", "given": "0.0416", "expected": "416"},)


def test_repairs_down_a_column_are_one_finding(tmp_path: Path) -> None:
    rows = [[*JOBS[:3], "1,000", "２０００", None], ["P01-1", None, None, "3,000", None, None]]
    part = read_data(workbook(data_sheet(*rows)), tmp_path)
    separator, width = part.findings
    assert (separator.rule.rule_id, width.rule.rule_id) == ("repaired_separator", "repaired_width")
    assert [(cell["cell"], cell["given"], cell["expected"]) for cell in separator.cells] == [
        ("D3", "1,000", "1000"),
        ("D4", "3,000", "3000"),
    ]


@pytest.mark.parametrize(("unit", "factor"), [("万人", 10000), ("人", 1), (None, 1), ("—", 1), ("　人", 1)])
def test_the_unit_column_is_converted(unit: str | None, factor: int, tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(["P00-1", None, unit, 2, "3", None])), tmp_path)
    assert [part.rows[0][field].value for field in ("figure", "year_to_date")] == [2 * factor, 3 * factor]


def test_an_unknown_unit_is_one_finding_at_its_cell(tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(["P00-1", "城镇新增就业人数", "千人", 2, 3, None], LOANS)), tmp_path)
    (finding,) = part.findings
    assert (finding.rule.rule_id, finding.place.cell) == ("unit_unknown", "C3")
    assert (finding.given, finding.expected) == ("千人", "人")
    assert [part.rows[0][field].fault for field in ("figure", "year_to_date")] == [
        "unit_unknown",
        "unit_unknown",
    ]
    assert part.rows[1]["figure"].value == Decimal("12.5")


def test_the_unit_in_a_header_is_converted(tmp_path: Path) -> None:
    header = ["指标编码", "指标名称", "本季度数(万人)", "本年累计(万人)"]
    part = read_data(workbook(data_sheet(["P00-1", None, 0.01, 0.02], header=header)), tmp_path)
    assert [part.rows[0][field].value for field in ("figure", "year_to_date")] == [100, 200]


def test_a_header_whose_unit_cannot_be_converted_is_refused_there(tmp_path: Path) -> None:
    header = ["指标编码", "指标名称", "本季度数(千人)", "本年累计(1-3月)"]
    rows = [["P00-1", None, 1, 1000], ["P01-1", None, 2, 2000]]
    part = read_data(workbook(data_sheet(*rows, header=header)), tmp_path)
    assert [(f.rule.rule_id, f.place.cell, f.given) for f in part.findings] == [
        ("unit_unknown", "C2", "千人")
    ]
    assert part.rows[1]["figure"].fault == "unit_unknown"
    assert part.rows[1]["year_to_date"].value == 2000


def test_a_unit_in_the_header_that_is_not_the_rows_is_refused(tmp_path: Path) -> None:
    header = ["指标编码", "计量单位", "本季度数(万人)", "本年累计"]
    part = read_data(workbook(data_sheet(["P00-1", "人", 1, 1000], header=header)), tmp_path)
    assert [(f.rule.rule_id, f.place.cell) for f in part.findings] == [("unit_unknown", "C2")]


def test_the_same_fault_down_a_column_is_one_finding(tmp_path: Path) -> None:
    rows = [[f"P{number:02d}-1", None, None, "约5", 5, None] for number in range(1, 21)]
    part = read_data(workbook(data_sheet(*rows)), tmp_path)
    (finding,) = part.findings
    assert finding.rule.rule_id == "number_text"
    assert [cell["cell"] for cell in finding.cells] == [f"D{row}" for row in range(3, 23)]


def test_codes_and_numbers_are_written_as_the_plan_writes_them(tmp_path: Path) -> None:
    codes = ["ｐ０１－１", "p01—2", " P01 - 3 ", "P1-4", "P99-1"]
    part = read_data(workbook(data_sheet(*[[code, None, None, 1, None, None] for code in codes])), tmp_path)
    assert [row["indicator_code"].value for row in part.rows] == ["P01-1", "P01-2", "P01-3", "P01-4", "P99-1"]
    assert part.rows[0]["indicator_code"].given == "ｐ０１－１"


def test_the_name_tells_the_code_where_it_is_missing(tmp_path: Path) -> None:
    header = ["指标名称", "本季度数", "本年累计"]
    rows = [["城镇新增\n就业人数", 1, 1], ["没有的指标", 2, 2]]
    part = read_data(workbook(data_sheet(*rows, header=header)), tmp_path)
    assert part.rows[0]["indicator_code"] == Value("A3", "城镇新增\n就业人数", "P00-1")
    assert part.rows[1]["indicator_code"] == Value("A4", "没有的指标", None)


def test_the_progress_of_projects(tmp_path: Path) -> None:
    rows = [
        ["填报单位", "赤峰市", "报告期", "2023Q1"],
        PROGRESS,
        [1.0, "家政服务业提质扩容“领跑者”项目", "推进中", "开会6次", "无", "-", 100.5, "20万元"],
        ["第2项", "政府性融资担保项目", "快了", "开会", None, "加钱", "无", 0],
        [None, "高校毕业生岗位拓展项目", "已 完 成", "完成", None, None, None, None],
    ]
    reading = read(workbook({"项目进展": rows}), tmp_path)
    (part,) = reading.parts
    assert [row["project_no"].value for row in part.rows] == ["1", "2", "3"]
    assert [row["status"].value for row in part.rows] == ["推进中", None, "已完成"]
    assert [row["spent"].value for row in part.rows] == [20, 0, None]
    assert part.rows[0]["problems"] == Value("E3", "无", None)
    assert part.rows[1]["advice"].value == "加钱"
    assert part.rows[2]["project_no"] == Value("B5", "高校毕业生岗位拓展项目", "3")
    suffix, status = part.findings
    assert (status.rule.rule_id, status.place.cell, status.severity) == ("status_unknown", "C4", "warning")
    assert (status.given, status.expected) == ("快了", "未启动、推进中、已完成")
    assert (suffix.rule.rule_id, suffix.place.cell) == ("repaired_suffix", "H3")


def test_the_completion_is_in_the_unit_of_the_projects_first_indicator(tmp_path: Path) -> None:
    rows = [
        ["填报单位", "赤峰市", "报告期", "2023年度"],
        COMPLETION,
        [1, "家政服务业提质扩容“领跑者”项目", "1.5万", 12000, "80%", "好"],
        [2, "政府性融资担保项目", 1000, "1234.56万元", 1.2345678901, "好"],
        [3, "高校毕业生岗位拓展项目", 10, 10.5, None, "好"],
    ]
    reading = read(workbook({"任务完成情况": rows}), tmp_path)
    (part,) = reading.parts
    assert [row["target"].value for row in part.rows] == [15000, 1000, 10]
    assert [row["completed"].value for row in part.rows] == [12000, Decimal("1234.56"), None]
    assert [row["rate"].value for row in part.rows] == [80, Decimal("1.2345678901"), None]
    errors = [(f.rule.rule_id, f.place.cell) for f in part.findings if f.severity == "error"]
    assert errors == [("number_fraction", "D5")]


def test_a_ratio_may_be_sent_with_any_decimals(tmp_path: Path) -> None:
    rows = [["P02-4", "平均担保费率", "%", "1.0234%", None, None], JOBS]
    part = read_data(workbook(data_sheet(*rows)), tmp_path)
    assert part.findings == ()
    assert part.rows[0]["figure"].value == Decimal("1.0234")


@pytest.mark.parametrize(
    ("stored", "form", "given"),
    [
        (0.935, "0.0%", "93.5%"),
        (0.935, "0%", "93.5%"),
        (1.108, "0.00%", "110.8%"),
        (0.57, '0.0%;[Red]"%"0', "57%"),
        (93.5, '0.0"%"', "93.5%"),
        (93.5, r"0.0\%", "93.5%"),
    ],
)
def test_a_percentage_is_what_its_cell_shows(stored: float, form: str, given: str, tmp_path: Path) -> None:
    def percent(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["E3"].number_format = form

    rows = [
        ["填报单位", "赤峰市", "报告期", "2023年度"],
        COMPLETION,
        [1, "家政服务业提质扩容“领跑者”项目", 1000, 935, stored, "好"],
    ]
    (part,) = read(workbook({"任务完成情况": rows}, percent), tmp_path).parts
    assert part.rows[0]["rate"].given == given
    assert part.rows[0]["rate"].value == Decimal(given.rstrip("%"))
    assert part.findings == ()


def test_a_percentage_for_a_count_is_refused(tmp_path: Path) -> None:
    def percent(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["D3"].number_format = "0%"

    part = read_data(workbook(data_sheet([*JOBS[:3], 0.5, 1, None]), percent), tmp_path)
    assert [(f.rule.rule_id, f.place.cell, f.given) for f in part.findings] == [
        ("number_suffix", "D3", "50%")
    ]


def test_a_text_file_names_cells_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows = [
        ["盟市", "报告期", *DATA],
        ["赤峰市", "2023Q1", *JOBS[:3], 100, "约100", "跨两行\n的说明,有逗号"],
        ["赤峰市", "2023Q1", *LOANS[:3], "1,234.5", "5元", None],
    ]
    part = read_data(text(rows), tmp_path, name="x.csv")
    assert part.sheet is None
    assert part.rows[0]["remark"].value == "跨两行\n的说明,有逗号"
    assert part.rows[1]["figure"] == Value("F3", "1,234.5", Decimal("1234.5"))
    errors = [(f.rule.rule_id, f.place.cell) for f in part.findings if f.severity == "error"]
    assert errors == [("number_text", "G2"), ("number_decimals", "G3")]


def test_merged_words_count_in_each_row_and_merged_numbers_in_the_first(tmp_path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("C3:C4", "D3:D4", "F3:F4"):
            book.worksheets[0].merge_cells(cells)

    rows = [["P00-1", None, "万人", 1, 2, "同一说明"], ["P01-1", None, None, None, 3, None]]
    part = read_data(workbook(data_sheet(*rows), merge), tmp_path)
    assert [row["figure"].value for row in part.rows] == [10000, None]
    assert [row["year_to_date"].value for row in part.rows] == [20000, 30000]
    assert part.rows[1]["remark"] == Value("F3", "同一说明", "同一说明")
