"""Whose return a file is and of which period: what folder, name and cells tell, and where they disagree."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from etl.common.settings import ZONE
from etl.read.model import Reading
from tests.read.forms import (
    ABOVE,
    DATA,
    JOBS,
    LOANS,
    PROGRESS,
    Rows,
    data_sheet,
    read,
    rule_ids,
    text,
    workbook,
)


def read_with(above: list[Any], folder: Path, **known: Any) -> Reading:
    return read(workbook(data_sheet(JOBS, above=above)), folder, **known)


@pytest.mark.parametrize(
    "above",
    [
        ["填报单位:赤峰市人力资源和社会保障局", None, "报告期:2023年第一季度"],
        ["报送单位:赤峰", "填报期:2023Q1"],
        ["填报盟市", "150400", "报表期别", "2023年1-3月"],
        ["单位名称", 150400, "所属期:", "２０２３年１季度"],
        ["填 报 单 位 : 赤峰市人社局(盖章)", None, None, "报 告 期:2023年一季度"],
        ["填报单位(盖章):赤峰市", "报告期:2023年第一季度"],
        ["填报单位:", None, "赤峰市", "报告期:", None, "2023年第一季度"],
        ["填报单位:赤峰市人社局   报告期:2023年第一季度   填报日期:2023-04-03"],
        ["重点项目季度报表 填报单位:赤峰市人社局", "单位:人、万元", "报告期:2023年第一季度"],
    ],
)
def test_league_and_period_are_told_above_the_header(above: list[Any], tmp_path: Path) -> None:
    reading = read_with(above, tmp_path)
    assert reading.gate == ()
    assert (reading.league_code, str(reading.period), reading.return_kind) == (
        "150400",
        "2023Q1",
        "quarterly",
    )
    assert [len(part.rows) for part in reading.parts] == [1]


@pytest.mark.parametrize(
    "name", ["赤峰市_2023Q1_数据.xlsx", "150400-2023Q1.xlsx", "赤峰2023年一季度(1).xlsx"]
)
def test_the_name_tells_what_the_cells_do_not(name: str, tmp_path: Path) -> None:
    reading = read_with(["填报单位:______", "报告期:"], tmp_path, name=name)
    assert (reading.gate, reading.league_code, str(reading.period)) == ((), "150400", "2023Q1")


def test_labels_have_their_values_beside_or_below_them(tmp_path: Path) -> None:
    rows = [["填报单位", None, "报告期"], ["赤峰市", None, "2023年1-3月"], DATA, JOBS]
    reading = read(workbook({"主要数据": rows}), tmp_path)
    assert (reading.gate, reading.league_code, str(reading.period)) == ((), "150400", "2023Q1")


def test_a_label_that_was_not_filled_in_takes_nothing_from_below(tmp_path: Path) -> None:
    rows = [["填报单位:", None, "报告期:"], ["一、就业", None, "单位"], DATA, JOBS]
    reading = read(workbook({"主要数据": rows}), tmp_path, name="赤峰市_2023Q1.xlsx")
    assert (reading.gate, reading.league_code, str(reading.period)) == ((), "150400", "2023Q1")


def test_the_folder_tells_the_league(tmp_path: Path) -> None:
    reading = read_with(["报告期:2023Q1"], tmp_path, league="150400")
    assert (reading.gate, reading.league_code) == ((), "150400")


def test_nothing_tells_league_and_period(tmp_path: Path) -> None:
    reading = read_with(["季度报表"], tmp_path)
    assert rule_ids(reading.gate) == ["league_unknown", "period_unknown"]
    assert (reading.league_code, reading.period, reading.parts) == (None, None, ())


def test_what_is_told_is_kept_behind_a_closed_gate(tmp_path: Path) -> None:
    reading = read_with(["报告期:2023Q1"], tmp_path)
    assert rule_ids(reading.gate) == ["league_unknown"]
    assert (str(reading.period), reading.return_kind, reading.parts) == ("2023Q1", "quarterly", ())


def test_a_unit_or_period_that_is_none_of_ours_is_named(tmp_path: Path) -> None:
    reading = read_with(
        ["填报单位:北京市人社局", "报告期:2023年第五季度"], tmp_path, league="150400", name="2023Q1.xlsx"
    )
    assert [(f.rule.rule_id, f.place.sheet, f.place.cell) for f in reading.gate] == [
        ("league_unknown", "主要数据", "A1"),
        ("period_unknown", "主要数据", "B1"),
    ]
    assert reading.gate[1].problem() == "看不出是哪一期的报表(所填为“2023年第五季度”)。"


def test_folder_and_name_disagree(tmp_path: Path) -> None:
    reading = read_with(["报告期:2023Q1"], tmp_path, league="150100", name="包头2023Q1.xlsx")
    (finding,) = reading.gate
    assert (finding.rule.rule_id, finding.place.cell) == ("league_conflict", None)
    assert finding.problem() == "盟市不一致:文件名中写的是包头市,而文件放在呼和浩特市的文件夹中。"
    assert (reading.league_code, str(reading.period), reading.parts) == (None, "2023Q1", ())


def test_folder_and_cell_disagree(tmp_path: Path) -> None:
    reading = read_with(["填报单位:包头市", "报告期:2023Q1"], tmp_path, league="150100")
    (finding,) = reading.gate
    assert (finding.rule.rule_id, finding.place.sheet, finding.place.cell) == (
        "league_conflict",
        "主要数据",
        "A1",
    )


@pytest.mark.parametrize("caption", ["本季度数(2022年一季度)", "本季度数(2023年4-6月)", "本季度数(2022年)"])
def test_a_caption_that_names_another_period(caption: str, tmp_path: Path) -> None:
    header = [*DATA[:3], caption, *DATA[4:]]
    reading = read(workbook(data_sheet(JOBS, header=header)), tmp_path)
    (finding,) = reading.gate
    assert (finding.rule.rule_id, finding.place.cell) == ("period_conflict", "D2")
    assert f"单元格 D2 中写的是“{caption}”" in finding.problem()


def test_a_caption_that_names_the_period(tmp_path: Path) -> None:
    header = [*DATA[:3], "本季度数(2023年第一季度)", "本年累计(2023年1-3月)", DATA[5]]
    reading = read(workbook(data_sheet(JOBS, header=header)), tmp_path)
    assert (reading.gate, str(reading.period)) == ((), "2023Q1")


def test_name_and_cell_disagree_about_the_period(tmp_path: Path) -> None:
    reading = read_with(["填报单位:包头市", "报告期:2023Q1"], tmp_path, name="包头市2023年第二季度.xlsx")
    (finding,) = reading.gate
    assert (finding.rule.rule_id, finding.place.cell) == ("period_conflict", "B1")
    assert finding.problem() == (
        "报告期不一致:工作表“主要数据”单元格 B1 中写的是“2023Q1”,而文件名中写的是2023年第二季度。"
    )


def test_what_every_row_says_is_said_once_and_where_one_differs_that_is_named(tmp_path: Path) -> None:
    header = ["填报单位", *DATA]
    same = [["赤峰市", *JOBS]] * 300
    for rows, cells in ((same, []), ([*same, ["包头市", *JOBS]], ["A303"])):
        reading = read(workbook({"主要数据": [ABOVE, header, *rows]}), tmp_path, league="150400")
        assert [finding.place.cell for finding in reading.gate] == cells


def test_what_takes_too_long_to_understand_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.read.file._READING_SECONDS", 0.02)
    content = workbook({"主要数据": [ABOVE, DATA, *[JOBS] * 3000]})
    reading = read(content, tmp_path, name="赤峰市_2023Q1.xlsx")
    assert (reading.state, rule_ids(reading.gate)) == ("unreadable", ["file_unreadable"])
    assert reading.gate[0].given == "读取时超出内存或时间的限制,文件结构异常"


def test_two_sheets_disagree(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "主要数据": [["填报单位:赤峰市", "报告期:2023Q1"], DATA, JOBS],
        "项目进展": [["填报单位:通辽市", "报告期:2023Q2"], PROGRESS, [1, None, "推进中", "好"]],
    }
    reading = read(workbook(sheets), tmp_path)
    assert [(f.rule.rule_id, f.place.sheet, f.place.cell) for f in reading.gate] == [
        ("league_conflict", "项目进展", "A1"),
        ("period_conflict", "项目进展", "B1"),
    ]


def test_two_leagues_in_one_cell(tmp_path: Path) -> None:
    reading = read_with(["填报单位:赤峰市、通辽市", "报告期:2023Q1"], tmp_path)
    assert [(f.rule.rule_id, f.place.cell) for f in reading.gate] == [("league_conflict", "A1")]


def test_two_leagues_and_two_periods_in_a_text_file(tmp_path: Path) -> None:
    rows = [
        ["盟市", "报告期", *DATA],
        ["赤峰市", "2023Q1", *JOBS],
        ["150400", "2023年1-3月", *LOANS],
        ["通辽市", "2023Q2", "P01-1", None, None, 1, 1, None],
    ]
    reading = read(text(rows), tmp_path, name="x.csv")
    assert [(f.rule.rule_id, f.place.sheet, f.place.cell) for f in reading.gate] == [
        ("league_conflict", None, "A4"),
        ("period_conflict", None, "B4"),
    ]


def test_other_sheets_are_not_asked(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "填表说明": [["填报单位:通辽市", "报告期:2022Q3"]],
        "主要数据": [["填报单位:赤峰市", "报告期:2023Q1"], DATA, JOBS],
    }
    assert read(workbook(sheets), tmp_path).gate == ()


@pytest.mark.parametrize(
    ("header", "row", "period"),
    [(DATA, JOBS, "2023Q4"), (["指标编码", "全年完成"], ["P00-1", 5], "2023")],
)
def test_months_1_to_12_are_what_the_sheets_are(
    header: list[str], row: list[Any], period: str, tmp_path: Path
) -> None:
    above = ["填报单位:赤峰市", "报告期:2023年1-12月"]
    reading = read(workbook(data_sheet(row, above=above, header=header)), tmp_path)
    assert (reading.gate, str(reading.period), len(reading.parts)) == ((), period, 1)


def test_a_year_in_the_name_agrees_with_its_quarters(tmp_path: Path) -> None:
    reading = read_with(["填报单位:赤峰市", "报告期:2023Q2"], tmp_path, name="2023年重点项目报表.xlsx")
    assert (reading.gate, str(reading.period)) == ((), "2023Q2")


def test_a_period_that_is_not_over(tmp_path: Path) -> None:
    above = ["填报单位:赤峰市", "报告期:2023Q1"]
    too_early = datetime(2023, 3, 31, 23, 59, 59, tzinfo=ZONE)
    reading = read_with(above, tmp_path, arrived=too_early)
    assert rule_ids(reading.gate) == ["period_not_over"]
    assert reading.gate[0].problem() == "报告期 2023年第一季度 尚未结束(于 2023-03-31 结束),不能报送。"
    assert (reading.league_code, [len(part.rows) for part in reading.parts]) == ("150400", [1])
    assert read_with(above, tmp_path, arrived=datetime(2023, 4, 1, tzinfo=ZONE)).gate == ()


@pytest.mark.parametrize("period", ["2022Q2", "2021年第四季度", "2026Q1"])
def test_a_period_in_which_nothing_is_due(period: str, tmp_path: Path) -> None:
    reading = read_with(
        ["填报单位:赤峰市", f"报告期:{period}"], tmp_path, arrived=datetime(2026, 4, 2, tzinfo=ZONE)
    )
    assert rule_ids(reading.gate) == ["period_not_due"]
    assert reading.gate[0].expected == "季度进展报表:2022年第三季度至2025年第四季度"
    assert len(reading.parts) == 1


def test_when_it_was_filled_in_and_why_again(tmp_path: Path) -> None:
    rows: Rows = [
        ["填报单位:赤峰市", "报告期:2023Q1"],
        ["更正说明", "P00-1 漏报一个旗县"],
        DATA,
        JOBS,
        [],
        ["填表人:就业科", "填报日期:2023.4.3"],
    ]
    reading = read(workbook({"主要数据": rows}), tmp_path)
    assert (str(reading.reported_on), reading.revision_reason) == ("2023-04-03", "P00-1 漏报一个旗县")
    assert [len(part.rows) for part in reading.parts] == [1]
