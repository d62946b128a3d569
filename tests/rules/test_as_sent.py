"""Rules that take more than judging a file: when it arrived, what came before, what is kept of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import sqlalchemy as sa

from etl.leagues.facsimile.file import facsimile
from tests.rules.conftest import Send
from tests.rules.faults import faults, notes
from tests.rules.returns import DATA, PROGRESS, quarterly
from tests.walk.driving import contents


def test_period_not_over(history: sa.Engine, send: Send) -> None:
    early = send(quarterly("2024Q3"), "2024-09-30", "early.xlsx")
    assert [found[:4] for found in faults(early)] == [
        ("period_not_over", "主要数据!B1", "2024年第三季度", "2024-09-30")
    ]
    assert notes(early) == [("contents_not_checked", "", None, None, None)]
    assert send(quarterly("2024Q3"), "2024-10-01", "in time.xlsx")["findings"] == []


def test_a_version_that_was_replaced_is_judged_again(history: sa.Engine, send: Send) -> None:
    """A duplicate is only what is in force: the same bytes restore what they say."""
    first = quarterly("2024Q3")
    send(first, "2024-10-02", "first.xlsx")
    changes = {DATA.at("P01-2", "figure"): 1021}
    send(quarterly("2024Q3", changes), "2024-10-03", "second.xlsx")
    again = send(first, "2024-10-04", "third.xlsx")
    assert again["verdict"] in ("accepted", "accepted_with_warnings")
    assert "duplicate_sent" not in {finding["rule"] for finding in again["findings"]}
    with history.connect() as connection:
        said = (
            "SELECT submission_id FROM warehouse.indicator_value"
            " WHERE league_code = :league AND period = :period"
        )
        asked = {"league": again["league_code"], "period": "2024Q3"}
        counts = set(connection.execute(sa.text(said), asked).scalars())
    assert counts == {again["submission_id"]}


def test_duplicate_sent(history: sa.Engine, send: Send) -> None:
    content = quarterly("2024Q3")
    assert send(content, "2024-10-02")["findings"] == []
    again = send(content, "2024-10-03")
    assert notes(again) == [("duplicate_sent", "", "11", "return.xlsx", None)]
    assert (again["verdict"], faults(again)) == ("duplicate", [])


def test_personal_numbers_go_no_further_than_the_reader(history: sa.Engine, send: Send) -> None:
    """Nowhere in the warehouse, nor in the reply: not in a text, a remark, a reason or a wrong cell."""
    number, identity = "13812345678", "150404199001011234"
    changes = {
        "主要数据!C1": f"更正说明:按{number}来电更正",
        DATA.at("P00-1", "remark"): f"联系人{number}",
        DATA.at("P01-1", "figure"): f"问{number}",
        PROGRESS.at(3, "progress"): f"张三({identity},{number})已办结",
        PROGRESS.at(3, "status"): f"问{number}",
    }
    answer = send(quarterly("2024Q3", changes), "2024-10-02")
    said = [found[:4] for found in faults(answer)]
    assert ("personal_number", "主要数据!F3", "联系人138****5678", None) in said
    assert (
        "personal_number",
        "项目进展!D5",
        "张三(150404************,138****5678)已办结",
        None,
    ) in said
    assert ("number_text", "主要数据!D4", "问138****5678", None) in said
    text = next(finding for finding in answer["findings"] if finding["cell"] == "D5")
    assert text["says"] == "文字中有身份证号、手机号,已遮盖为“150404************、138****5678”。"
    everything = str(answer) + str(contents(history, "intake")) + str(contents(history, "warehouse"))
    assert "138****5678" in everything
    assert number not in everything
    assert identity not in everything


def test_nor_do_those_that_stand_where_a_code_or_a_name_belongs(
    history: sa.Engine, send: Send, tmp_path: Path
) -> None:
    """Under the table, as a code, a name or a unit, in a sheet's name and in what explains."""
    row = 1 + int(DATA.at(DATA.subjects[-1], "indicator_code").removeprefix("主要数据!A"))
    changes = {
        f"主要数据!A{row}": "张三13812345678",
        f"主要数据!D{row}": 5,
        DATA.at("P00-1", "unit"): "138-1234-5678",
        DATA.at("P01-2", "indicator_name"): "李四(138)12345678",
        DATA.at("P00-1", "remark"): "由138.1234.5678核实补录",
        DATA.at("P00-1", "year_to_date"): 3001,
        PROGRESS.at(3, "project_name"): "张13812345678",
    }
    book = openpyxl.load_workbook(io.BytesIO(quarterly("2024Q3", changes)))
    book["项目进展"].title = "项目进展13812345678"
    file = io.BytesIO()
    book.save(file)
    answer = send(file.getvalue(), "2024-10-02")
    assert {found[:3] for found in faults(answer)} >= {
        ("indicator_unknown", f"主要数据!A{row}", "张三138****5678"),
        ("unit_unknown", DATA.at("P00-1", "unit"), "138****5678"),
        ("indicator_name_mismatch", DATA.at("P01-2", "indicator_name"), "李四138****5678"),
        ("project_name_mismatch", "项目进展138****5678!B5", "张138****5678"),
    }
    (unknown,) = [found for found in answer["findings"] if found["rule"] == "indicator_unknown"]
    assert unknown["says"] == "“张三138****5678”不是本行动的指标。"
    assert unknown["cells"][0]["given"] == "张三138****5678"
    everything = str(answer) + str(contents(history, "intake")) + str(contents(history, "warehouse"))
    assert not re.search(r"12345678|1234.5678", everything)
    (tmp_path / "return.xlsx").write_bytes(file.getvalue())
    assert [sheet.name for sheet in facsimile(tmp_path / "return.xlsx")] == [
        "主要数据",
        "项目进展138****5678",
    ]
