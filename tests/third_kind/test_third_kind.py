"""A return of another kind is rows: one that is half-yearly and by department walks from file to view.

Its rows and its only SQL, a view, are those of `docs/new_kind_of_return.md`.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.leagues.reminders.duties import duties, owed_by_league
from etl.leagues.reminders.remind import letter, moment_of
from etl.operate.board.pages import Wanted, board, of_return
from etl.operate.board.render import View
from etl.operate.decide.rejudge import rejudge
from etl.operate.decide.waive import waive
from etl.operate.rebuild.rebuild import rebuild
from etl.read.evidence import settle
from etl.read.file import read_file
from etl.read.mentions import period_in_cell
from schemas.periods import Period
from schemas.registry import registry
from tests.conftest import Server
from tests.third_kind.conftest import FIRST, LATEST, SECOND, Sent
from tests.third_kind.returns import HEADER, departments, workbook
from tests.walk.driving import jibao, rules

WHO = {"actor": "张三", "reason": "核实"}


def rows(sent: Sent, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with sent.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query), parameters)]


def test_a_sound_workbook_is_accepted(sent: Sent) -> None:
    answer = sent.answers[f"150100/{FIRST}"]
    assert (answer["league_code"], answer["period"], answer["verdict"]) == ("150100", "2024H1", "accepted")
    assert answer["parts"] == {"departments": "accepted", "schools": "accepted"}
    assert rules(answer) == []


def test_a_text_file_with_faults_is_told_all_of_them(sent: Sent) -> None:
    answer = sent.answers[f"150200/{SECOND}"]
    assert (answer["period"], answer["parts"]) == ("2024H1", {"departments": "refused"})
    assert [
        (finding["rule"], finding["severity"], finding["cell"], finding["says"])
        for finding in answer["findings"]
    ] == [
        ("number_text", "error", "D4", "“二次”不是数字。"),
        ("date_unreadable", "error", "G5", "“五月底”不是一个日期。"),
        ("member_unknown", "error", "C12", "“民政厅”不是名录中的部门。"),
        (
            "choice_unknown",
            "warning",
            "F5",
            "落实进度“差不多了”不在“尚未开展、正在落实、全部完成”之中,未予采用。",
        ),
        ("value_missing", "warning", "E6", "没有填写落实资金(万元)。"),
    ]


def test_a_reply_workbook_says_so(sent: Sent) -> None:
    (file,) = (settings().outbox / "150200").glob("*.回执.xlsx")
    book = openpyxl.load_workbook(file)
    receipt = {str(cell.value) for row in book.worksheets[0] for cell in row}
    assert {"2024年上半年", "部门落实情况半年报"} <= receipt
    assert any("“民政厅”不是名录中的部门" in said for said in receipt)


def test_a_revision_replaces_what_was_there(sent: Sent) -> None:
    answer = sent.answers[LATEST]
    assert (answer["verdict"], answer["version"]) == ("accepted", 2)
    assert answer["revision_reason"] == "财政厅会议次数有误"
    assert rows(sent, "SELECT meetings FROM warehouse.department_delivery WHERE department = '财政厅'") == [
        (9,)
    ]


def test_the_view_shows_what_is_in_force_with_its_cells(sent: Sent) -> None:
    asked = (
        "SELECT league_code, period, department, meetings, funds, delivery, finished_on,"
        " source_file, sheet, cell FROM warehouse.department_delivery ORDER BY funds DESC, department LIMIT 1"
    )
    whence = ("更正.xlsx", "部门落实情况", "C4")
    assert rows(sent, asked) == [
        (
            *("150100", "2024H1", "发展改革委"),
            *(3, Decimal(15000), "全部完成", date(2024, 5, 20)),
            *whence,
        )
    ]
    assert rows(sent, "SELECT count(*) FROM warehouse.department_delivery") == [(11,)]
    code, printed = jibao("sql", "SELECT count(*) AS departments FROM warehouse.department_delivery")
    assert (code, printed.split()) == (0, ["departments", "11"])


def test_what_was_in_force_before_can_be_asked(sent: Sent) -> None:
    """Of an open list too: the schools are those of the first file, the revision has none."""
    asked = (
        "SELECT reported.subject_code, reported.\"values\" ->> 'trained'"
        " FROM warehouse.version_in_force_as_of('2024-08-01') AS version"
        " INNER JOIN intake.reported_row AS reported ON version.part_id = reported.part_id"
        " WHERE version.part = 'schools' ORDER BY 1"
    )
    assert rows(sent, asked) == [("新起点培训学校", "80"), ("青城技校", "120")]


def test_returns_are_owed_and_told_by_their_own_calendar(sent: Sent) -> None:
    asked = (
        "SELECT league_code, period, (due_at AT TIME ZONE 'Asia/Shanghai')::date, timeliness, versions,"
        " errors, outstanding FROM warehouse.return_status_as_of('2024-07-20')"
        " WHERE return_kind = 'half_yearly' AND league_code < '150300' ORDER BY 1, 2 "
    )
    later = [("2024H2", date(2025, 1, 10)), ("2025H1", date(2025, 7, 10)), ("2025H2", date(2026, 1, 10))]
    all_parts = "典型案例、培训机构、部门落实情况"
    due = date(2024, 7, 10)
    told = [
        (*status[:6], status[6] and "、".join(sorted(status[6].split("、")))) for status in rows(sent, asked)
    ]
    assert told == [
        ("150100", "2024H1", due, "on_time", 1, 0, None),
        *(("150100", period, day, "not_due", 0, 0, all_parts) for period, day in later),
        ("150200", "2024H1", due, "missing", 0, 3, "培训机构、部门落实情况"),
        *(("150200", period, day, "not_due", 0, 0, all_parts) for period, day in later),
    ]


def test_a_league_is_reminded(sent: Sent) -> None:
    now = moment_of("2024-07-11")
    with sent.engine.connect() as connection:
        owed = owed_by_league(duties(connection, now))
    (duty,) = (duty for duty in owed["150200"] if duty.kind.return_kind == "half_yearly")
    assert (duty.name_zh, duty.due, duty.lacking) == (
        "2024年上半年《部门落实情况半年报》",
        date(2024, 7, 10),
        "",
    )
    assert duty.name_zh in letter(owed["150200"], now).text
    assert not any(duty.kind.return_kind == "half_yearly" for duty in owed.get("150100", []))


def test_what_is_waived_is_taken_and_a_rebuild_is_the_same(
    sent: Sent, server: Server, empty_database: str
) -> None:
    """Whatever was decided, the archive alone makes the same warehouse, the further view too."""
    for rule_id in ("number_text", "date_unreadable", "member_unknown"):
        waive(rule_id, "150200", Period.parse("2024H1"), "departments", **WHO)
    (change,) = rejudge([sent.answers[f"150200/{SECOND}"]["submission_id"]], apply=True, **WHO).changes
    assert change.parts == {"departments": ("refused", "accepted_with_warnings")}
    asked = (
        "SELECT department, meetings, delivery FROM warehouse.department_delivery"
        " WHERE league_code = '150200' AND department IN ('财政厅', '教育厅') ORDER BY meetings"
    )
    assert rows(sent, asked) == [("教育厅", 1, None), ("财政厅", None, "正在落实")]
    made = rebuild(server.url(server.create(empty_database)))
    assert made.differing == []
    assert made.after["warehouse.department_delivery"].rows == 21


def test_a_file_is_checked_without_being_kept(sent: Sent, tmp_path: Path) -> None:
    file = workbook(tmp_path / "赤峰市.xlsx", "赤峰市", "2024年1-6月", departments(团委=()))
    before = rows(sent, "SELECT count(*) FROM intake.submission")
    code, printed = jibao("check", file)
    assert (code, "没有填报的部门:团委。" in printed) == (0, True), printed
    assert rows(sent, "SELECT count(*) FROM intake.submission") == before


@pytest.mark.parametrize("period", ["2024年1-6月", "2024年上半年", "2024H1"])
def test_a_quarter_keeps_its_months(sent: Sent, period: str) -> None:
    """1-6月 in a return by the quarter is the second quarter still, in one by the half the half."""
    meant = period_in_cell(period)
    both = {Period.parse("2024Q2"), Period.parse("2024H1")}
    assert meant == (both if "月" in period else {Period.parse("2024H1")})
    assert settle(meant, frozenset({"half"})) == Period.parse("2024H1")
    if "月" in period:
        assert settle(meant, frozenset({"quarter"})) == Period.parse("2024Q2")


def test_its_template_has_what_was_said_last_and_is_read_back(sent: Sent, tmp_path: Path) -> None:
    code, printed = jibao("template", "150100", "2024H2", "-o", tmp_path)
    path = Path(printed.strip())
    assert (code, path.name) == (0, "呼和浩特市_2024H2_部门落实情况半年报_模板.xlsx")
    sheet = openpyxl.load_workbook(path)["部门落实情况"]
    departments_there = range(6, 6 + len(registry().departments))
    assert [sheet[f"A{row}"].value for row in departments_there] == list(registry().departments)
    last = {sheet[f"A{row}"].value: sheet[f"C{row}"].value for row in departments_there}
    assert (sheet["C5"].value, last["财政厅"], last["发展改革委"]) == ("上期数", 9, 3)
    reading = read_file(
        path, name=path.name, folders=(), arrived_on=datetime(2025, 1, 5, tzinfo=ZONE), registry=registry()
    )
    assert (str(reading.period), reading.gate, reading.notes) == ("2024H2", (), ())
    assert {part.part.part for part in reading.parts} == {"departments", "schools", "cases"}


def test_the_board_has_a_column_for_it(sent: Sent) -> None:
    view = View("zh", "/jibao/board")
    shown = board(view, 2024, Wanted())
    assert shown is not None
    assert '<th scope="col" title="部门落实情况半年报">上半年</th>' in shown
    assert 'href="/jibao/board/return/150100/2024H1?kind=half_yearly"' in shown
    its_own = of_return(view, "150100", "2024H1", "half_yearly")
    assert its_own is not None
    assert FIRST in its_own
    assert LATEST.rpartition("/")[2] in its_own


def test_the_annual_set_does_not_rest_on_it(sent: Sent) -> None:
    """Its row of returns.csv says so."""
    assert jibao("summarise", "2024")[0] == 0
    assert rows(sent, "SELECT count(*) FROM summary.annual_submission") == [(0,)]
    assert rows(sent, "SELECT count(*) FROM summary.annual_waiver") == [(0,)]


def test_an_attachment_of_six_months_is_of_the_half(half_yearly: None, tmp_path: Path) -> None:
    file = tmp_path / "呼和浩特市2024年1-6月总结.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    arrived = moment_of("2024-07-05")
    reading = read_file(file, name=file.name, folders=[], arrived_on=arrived, registry=registry())
    assert (str(reading.period), reading.return_kind) == ("2024H1", "half_yearly")


def test_a_reply_shows_what_is_published_and_what_changed(sent: Sent) -> None:
    answer = sent.answers[LATEST]
    by_department, schools = answer["published"]
    assert [column["name_zh"] for column in by_department["columns"]] == list(HEADER)
    assert by_department["rows"][0] == ["发展改革委", "3", "15000", "全部完成", "2024-05-20", None, None]
    assert (len(by_department["rows"]), schools["rows"]) == (11, [])
    changed = [
        (row["subject_zh"], row["field_zh"], row["before"], row["after"], row["cell"])
        for part in answer["changes"]
        for row in part["rows"]
    ]
    assert changed == [
        ("财政厅", "召开会议次数", "2", "9", "B6"),
        ("财政厅", "主要做法", "召开联席会议", None, "F6"),
        ("青城技校", "整行", "有", "无", None),
        ("新起点培训学校", "整行", "有", "无", None),
    ]


def test_a_template_filled_in_is_taken_back(sent: Sent, tmp_path: Path) -> None:
    """With all parts that are asked in the second half; names that begin alike are two schools."""
    code, _ = jibao("template", "150100", "2024H2", "-o", tmp_path)
    (file,) = tmp_path.glob("*.xlsx")
    assert (code, file.name) == (0, "呼和浩特市_2024H2_部门落实情况半年报_模板.xlsx")
    book = openpyxl.load_workbook(file)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        *("填表说明", "部门落实情况", "培训机构", "典型案例"),
    ]
    sheet = book["部门落实情况"]
    heading = next(cell for row in sheet for cell in row if cell.value == "责任部门")
    places = {cell.value: cell.column for cell in sheet[heading.row]}
    named = [sheet.cell(heading.row + number, heading.column).value for number in range(1, 12)]
    assert named == list(registry().departments)
    for number in range(1, 12):
        for column, value in (("召开会议次数", number), ("落实资金(万元)", 1.25), ("落实进度", "正在落实")):
            sheet.cell(heading.row + number, places[column]).value = value
    schools, cases = book["培训机构"], book["典型案例"]
    for row in (("青城技校", 12), ("青城技校二部", 3)):
        _fill(schools, row)
    _fill(cases, ("直播带岗", "人社厅", 30))
    assert '&"*"' not in str(schools.cell(heading.row + 1, 4).value)
    book.save(tmp_path / "filled.xlsx")
    code, printed = jibao("check", tmp_path / "filled.xlsx", "--json")
    (answer,) = json.loads(printed)
    assert (code, answer["parts"]) == (0, dict.fromkeys(("departments", "schools", "cases"), "accepted"))
    assert answer["findings"] == []


def _fill(sheet: Any, values: tuple[object, ...]) -> None:
    """Writes the values into the sheet's next row below its header, past what only helps."""
    header = next(row for row in sheet.iter_rows() if row[0].value in ("培训机构名称", "案例名称"))
    row = next(number for number in range(header[0].row + 1, 400) if not sheet.cell(number, 1).value)
    own = [cell.column for cell in header if cell.value and cell.value not in ("上期数", "自动核对")]
    for column, value in zip(own, values, strict=True):
        sheet.cell(row, column).value = value
