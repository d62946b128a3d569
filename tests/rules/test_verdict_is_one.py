"""The banner, the parts' lines, the board and the JSON say the same, whatever was found since."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import sqlalchemy as sa

from etl.common.punctuation import chinese
from etl.common.settings import settings
from etl.operate.board.queries import all_of, latest, reading
from schemas.registry import registry
from tests.rules.conftest import Answer, Send
from tests.rules.returns import DATA, LEAGUE, quarterly
from tests.walk.driving import jibao

GREEN, YELLOW = "548235", "FFD966"
# A revision of the second quarter by which the third's year-to-date follows no more.
REVISED = {DATA.at("P00-1", "figure"): 1010, DATA.at("P00-1", "year_to_date"): 2010}


def as_told(answer: Answer) -> tuple[str, dict[str, str], str, str]:
    """Of the reply: verdict and parts in the JSON, the banner's ground, the line of the data."""
    name = f"{answer['file_name']}.{answer['submission_id']}.回执"
    folder = settings().outbox / LEAGUE
    told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    receipt = openpyxl.load_workbook(folder / f"{name}.xlsx")["回执"]
    (line,) = (row[3].value for row in receipt.iter_rows() if row[0].value == "主要数据" and row[3].value)
    return told["verdict"], told["part_states"], receipt["A2"].fill.fgColor.rgb[-6:], str(line)


def on_the_board(submission_id: int) -> list[str]:
    with reading() as connection:
        listed = latest(connection, LEAGUE, "2024Q3", "", 1)
        quarter = {"league_code": LEAGUE, "return_kind": "quarterly", "period": "2024Q3"}
        versions = all_of(connection, "versions", **quarter)
        matrix = all_of(connection, "matrix", year=2024)
    states = [row["state"] for row in listed if row["submission_id"] == submission_id]
    states += [row["state"] for row in versions if row["part"] == "data"]
    return states + [
        row["state"] for row in matrix if (row["league_code"], row["period"]) == (LEAGUE, "2024Q3")
    ]


def said(state: str) -> str:
    return chinese(registry().words["state"][state])


def test_what_was_found_since_is_in_all_of_them(history: sa.Engine, send: Send) -> None:
    third = send(quarterly("2024Q3"), "2024-10-02", "third.xlsx")
    good = {"data": "accepted", "progress": "accepted"}
    assert as_told(third) == ("accepted", good, GREEN, said("accepted"))
    assert on_the_board(third["submission_id"]) == ["accepted"] * 3
    send(quarterly("2024Q2", REVISED), "2024-10-03", "revised.xlsx")
    asked = "accepted_with_warnings"
    assert as_told(third) == (asked, good | {"data": asked}, YELLOW, said(asked))
    assert on_the_board(third["submission_id"]) == [asked] * 3
    send(quarterly("2024Q2"), "2024-10-04", "back.xlsx")
    assert as_told(third) == ("accepted", good, GREEN, said("accepted"))
    assert on_the_board(third["submission_id"]) == ["accepted"] * 3


def test_a_warning_of_an_sql_rule_is_the_parts(history: sa.Engine, send: Send) -> None:
    slip = {DATA.at("P00-1", "figure"): 10_000, DATA.at("P00-1", "year_to_date"): 12_000}
    answer = send(quarterly("2024Q3", slip), "2024-10-02")
    assert answer["parts"]["data"] == "accepted"  # by itself
    asked = "accepted_with_warnings"
    assert as_told(answer)[1:] == ({"data": asked, "progress": "accepted"}, YELLOW, said(asked))


def test_a_check_names_no_submission_that_there_is_not(
    history: sa.Engine, send: Send, tmp_path: Path
) -> None:
    """Though it would raise something in a later return."""
    third = send(quarterly("2024Q3"), "2024-10-02", "third.xlsx")
    file = tmp_path / "return.xlsx"
    file.write_bytes(quarterly("2024Q2", REVISED))
    _, printed = jibao("check", "--json", file, "--reply", tmp_path)
    (answer,) = json.loads(printed)
    assert [other["submission_id"] for other in answer["rechecked"]] == [third["submission_id"]]
    book = openpyxl.load_workbook(tmp_path / "return.xlsx.回执.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    texts += [cell.comment.text for sheet in book for row in sheet for cell in row if cell.comment]
    numbers = {int(number) for text in [*texts, printed] for number in re.findall(r"第 ?([0-9]+) ?号", text)}
    assert numbers
    assert max(numbers) <= third["submission_id"]
    assert raised_by(answer) == {None}


def raised_by(answer: Any) -> set[int | None]:
    findings = [*answer["findings"], *(found for each in answer["rechecked"] for found in each["findings"])]
    return {finding["raised_by"] for finding in findings}
