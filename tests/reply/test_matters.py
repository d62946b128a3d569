"""What a league's suggestions were answered stands in its next reply and in its next template."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.leagues.reply.answer import answer_to
from etl.leagues.reply.workbook import write_workbook
from etl.leagues.template.lay_out import lay_out
from etl.operate.decide.matter import answer
from etl.summarise.tables import build
from tests.summarise.filing import figures, file_return, moment
from tests.walk.driving import jibao

WORDING, REPLY = "建议统一统计口径。", "已印发统一口径,见内人社发〔2024〕5号。" * 6
WHO = {"actor": "王处长", "reason": "厅务会"}
TOLD = {
    "wording": WORDING,
    "state": "done",
    "state_zh": "已办结",
    "handler_zh": "人社厅",
    "reply": REPLY,
    "replied_on": "2024-02-20",
}


@pytest.fixture
def answered(warehouse: sa.Engine) -> sa.Engine:
    """Two leagues suggested the same for 2023; it was answered in February."""
    said = {"project_no": None, "problem": None, "suggestion": WORDING, "row_no": 1}
    with warehouse.begin() as connection:
        for league in ("150100", "150200"):
            file_return(connection, league, "2023", {"suggestions": [said]}, moment("2024-01-05"))
        build(connection, 2023, moment("2024-01-06"))
        query = "SELECT matter_id FROM summary.suggestion_matter"
        number = connection.execute(sa.text(query)).scalar_one()
    answer(number, handler="人社厅", state="done", reply=REPLY, replied_on=date(2024, 2, 20), **WHO)
    with warehouse.begin() as connection:
        build(connection, 2023, moment("2099-01-01"))
    return warehouse


def test_the_next_reply_has_the_answer(answered: sa.Engine, tmp_path: Path) -> None:
    with answered.begin() as connection:
        parts = {"data": figures({"P01-1": (5, 5)})}
        number, another = (
            file_return(connection, league, "2024Q1", parts, moment("2024-04-05"))
            for league in ("150100", "150300")
        )
        told, other = answer_to(connection, number), answer_to(connection, another)
    (matter,) = told["matters"]
    assert {name: value for name, value in matter.items() if name != "matter_id"} == TOLD
    assert other["matters"] == []
    write_workbook(tmp_path / "reply.xlsx", told, [])
    book = openpyxl.load_workbook(tmp_path / "reply.xlsx")
    lines = list(book["建议答复"].iter_rows(min_row=5, values_only=True))
    assert lines == [(matter["matter_id"], WORDING, "已办结", "人社厅", "2024-02-20", REPLY)]
    receipt = [cell for row in book["回执"].iter_rows(values_only=True) for cell in row]
    assert "贵单位的意见建议有 1 件已答复，见“建议答复”表" in receipt
    write_workbook(tmp_path / "other.xlsx", other, [])
    assert "建议答复" not in openpyxl.load_workbook(tmp_path / "other.xlsx").sheetnames


@pytest.mark.slow
def test_the_next_template_has_the_answer_and_is_read_back(answered: sa.Engine) -> None:
    for league, there in (("150100", True), ("150300", False)):
        (name,) = lay_out(league_code=league, period="2024Q1")
        path = settings().outbox / name
        told = {row[0]: row for row in openpyxl.load_workbook(path)["填表说明"].iter_rows(values_only=True)}
        assert ("建议答复" in told) == there
        if there:
            assert told["建议答复"][1] == f"“{WORDING}”已办结(人社厅，2024年2月20日)，答复：{REPLY}"
        (read,) = json.loads(jibao("check", "--json", path)[1])
        assert {"data", "progress"} <= read["parts"].keys()
        assert all(finding["sheet"] != "填表说明" for finding in read["findings"])
