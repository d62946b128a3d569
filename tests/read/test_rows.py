"""Which rows are data: totals, headings, numbering, notes and signatures are not; nothing ends early."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.read.forms import (
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


@pytest.mark.parametrize(
    "row",
    [
        [None, None, None, None, None, None],
        [None, "合 计", None, 5, 5, None],
        ["总计", None, None, 5, 5, None],
        [None, None, "合　计", 5, 5, None],
        [None, None, None, 5, 5, "总计"],
        [None, "甲", "乙", 1, 2, "丙"],
        [1, "乙", "丙", 4, 5, "己"],
        ["注：数据截至报告期末。", None, None, None, None, None],
        [None, None, None, "说明:1.时点指标不填累计;2.金额保留2位小数。", None, None],
        [None, None, None, None, "备注:无", None],
        ["就业类小计", None, None, 5, 5, None],
        ["甲", "乙", "丙", 1, 2, 3],
        ["栏次", None, None, 1, 2, None],
        [1, 2, 3, 4, 5, 6],
        ["一、总体目标", None, None, None, None, None],
        ["1", "家政服务业提质扩容", None, None, None, None],
        [None, None, None, None, None, "注:数据截至报告期末。"],
        ["填表人:就业科", "审核人:分管领导", "联系电话:0471-0000000", None, None, None],
        ["审核人", "王某", "填表人", "李某", None, None],
        list(DATA),
    ],
)
def test_it_is_no_data(row: list[Any], tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(row, JOBS, row, [], [], LOANS, row)), tmp_path)
    assert [values["indicator_code"].value for values in part.rows] == ["P00-1", "P06-4"]
    assert part.findings == ()


@pytest.mark.parametrize(
    "row",
    [
        ["P99-1", "没有的指标", None, None, None, None],
        ["P01-1", None, None, None, None, None],
        [None, "家政领跑企业数", None, None, None, None],
        [None, "没有的指标", None, 5, None, None],
    ],
)
def test_it_is_data(row: list[Any], tmp_path: Path) -> None:
    assert len(read_data(workbook(data_sheet(JOBS, row)), tmp_path).rows) == 2


def test_a_number_that_belongs_to_no_row_is_a_warning_at_its_cell(tmp_path: Path) -> None:
    rows = [JOBS, [None, None, None, 5, None, None], [], [None, None, None, None, "约3", None]]
    part = read_data(workbook(data_sheet(*rows)), tmp_path)
    assert len(part.rows) == 1
    assert [(f.rule.rule_id, f.severity, f.place.cell, f.given) for f in part.findings] == [
        ("number_stray", "warning", "D4", "5"),
        ("number_stray", "warning", "E6", "约3"),
    ]


def test_a_number_behind_the_label_of_a_footer_is_none_of_the_part(tmp_path: Path) -> None:
    rows = [JOBS, ["单位负责人:甲", None, "统计负责人:乙", None, None, "填表人:丙"]]
    rows += [[None, None, "联系电话", 4716223344, None, None], [None, "审核人:丁", None, "某某", None, None]]
    part = read_data(workbook(data_sheet(*rows)), tmp_path)
    assert (len(part.rows), part.findings) == (1, ())


@pytest.mark.parametrize("total", ["合计", "总计", "共计", "合计数", "汇总", "小计", "全部 共 计:"])
def test_totals_by_any_of_their_names_are_no_data(total: str, tmp_path: Path) -> None:
    part = read_data(workbook(data_sheet(JOBS, [total, None, None, 123, 123, None])), tmp_path)
    assert (len(part.rows), part.findings) == (1, ())


@pytest.mark.parametrize("remark", ["本数为各旗县合计", "小计", "注:含上年结转", "甲"])
def test_a_remark_in_the_first_column_hides_no_row(remark: str, tmp_path: Path) -> None:
    header = ["情况说明", "指标编码", "指标名称", "计量单位", "本季度数", "本年累计"]
    row = [remark, *JOBS[:5]]
    (read_row,) = read_data(workbook(data_sheet(row, header=header)), tmp_path).rows
    assert (read_row["figure"].value, read_row["remark"].value) == (100, remark)


def test_hidden_rows_and_columns_are_read(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.worksheets[0].row_dimensions[4].hidden = True
        book.worksheets[0].column_dimensions["D"].hidden = True

    part = read_data(workbook(data_sheet(JOBS, LOANS), hide), tmp_path)
    assert [str(row["figure"].value) for row in part.rows] == ["100", "12.5"]


def progress_text(*rows: str, delimiter: str = ",") -> bytes:
    header = ["盟市", "报告期", *PROGRESS]
    return "\n".join([delimiter.join(header), *rows]).encode("gb18030")


def test_a_text_with_a_comma_and_no_quotes_is_put_back(tmp_path: Path) -> None:
    content = progress_text(
        "赤峰市,2023Q1,1,家政服务业提质扩容“领跑者”项目,推进中,按计划推进,6项任务已落实。,,建议,加大支持。,100,20.5",
        "赤峰市,2023Q1,2,政府性融资担保项目,推进中,已开会。,人少。,,1000,300",
    )
    reading = read(content, tmp_path, name="x.csv")
    (part,) = reading.parts
    first, second = part.rows
    assert (first["progress"].value, first["problems"].value, first["advice"].value) == (
        "按计划推进,6项任务已落实。",
        None,
        "建议,加大支持。",
    )
    assert (first["budget"].cell, first["budget"].value) == ("K2", Decimal(100))
    assert (second["budget"].cell, second["spent"].value) == ("I3", Decimal(300))
    assert [(f.rule.rule_id, f.place.cell, f.severity) for f in part.findings] == [
        ("repaired_delimiter", "F2", "info"),
        ("repaired_delimiter", "I2", "info"),
    ]
    assert part.findings[0].expected == "按计划推进,6项任务已落实。"


@pytest.mark.parametrize(
    "row",
    [
        "赤峰市,2023Q1,1,,推进中,甲,乙,丙,丁,100,20",
        "赤峰市,2023Q1,1,,推进中,甲。,乙。,丙。,1,000,20",
        "赤峰市,2023Q1,1,,推进中,甲。,乙。,丙。,100,20,多出的",
    ],
)
def test_a_row_whose_fields_leave_a_doubt_is_refused(row: str, tmp_path: Path) -> None:
    reading = read(progress_text(row), tmp_path, name="x.csv")
    (part,) = reading.parts
    (finding,) = part.findings
    assert (finding.rule.rule_id, finding.place.cell, finding.severity) == ("row_ragged", "A2", "error")
    assert (finding.given, finding.expected) == ("11", "10")
    assert (part.rows[0]["budget"].value, part.rows[0]["budget"].fault) == (None, "row_ragged")


def test_a_number_cut_at_its_thousands_is_refused(tmp_path: Path) -> None:
    content = (
        "盟市,报告期," + ",".join(DATA) + "\n赤峰市,2023Q1,P00-1,城镇新增就业人数,人,1,234,1,234,\n"
    ).encode()
    part = read_data(content, tmp_path, name="x.csv")
    assert rule_ids(part.findings) == ["row_ragged"]
    assert part.rows[0]["figure"].value is None


@pytest.mark.parametrize("row", ["P01-2,家政领跑企业数,个,1,020,,", "P00-1,城镇新增就业人数,人,1,000,3000,"])
def test_a_number_may_be_cut_where_only_a_blank_field_is_too_many(row: str, tmp_path: Path) -> None:
    """The others have no such field; a level has no year-to-date that could show it."""
    others = "赤峰市,2023Q1,P01-3,家政领跑社区数,个,5,,\n赤峰市,2023Q1,P01-4,家政领跑学校(专业)数,个,6,,\n"
    content = f"盟市,报告期,{','.join(DATA)}\n赤峰市,2023Q1,{row}\n{others}".encode()
    part = read_data(content, tmp_path, name="x.csv")
    assert rule_ids(part.findings) == ["row_ragged"]
    assert part.rows[0]["figure"].value is None


def test_a_delimiter_that_ends_every_row_makes_no_number_doubtful(tmp_path: Path) -> None:
    rows = ("P00-1,城镇新增就业人数,人,12,345,", "P01-1,家政服务从业人员职业技能培训人数,人,10,30,")
    content = f"盟市,报告期,{','.join(DATA)}\n" + "".join(f"赤峰市,2023Q1,{row},\n" for row in rows)
    part = read_data(content.encode(), tmp_path, name="x.csv")
    assert rule_ids(part.findings) == []
    assert (part.rows[0]["figure"].value, part.rows[0]["year_to_date"].value) == (Decimal(12), Decimal(345))


def test_blank_fields_behind_a_row_do_no_harm(tmp_path: Path) -> None:
    rows = [["盟市", "报告期", *DATA], ["赤峰市", "2023Q1", *JOBS, None, None]]
    assert read_data(text(rows), tmp_path, name="x.csv").findings == ()
