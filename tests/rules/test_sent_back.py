"""A clerk corrects her sheets in the reply workbook itself and sends that: it is her return."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.common.settings import settings
from tests.rules.conftest import Send
from tests.rules.returns import DATA, LEAGUE, quarterly

pytestmark = pytest.mark.usefixtures("history")


def reply_to(answer: dict[str, Any]) -> Path:
    return settings().outbox / LEAGUE / f"{answer['file_name']}.{answer['submission_id']}.回执.xlsx"


def test_a_corrected_reply_is_a_return(send: Send, tmp_path: Path) -> None:
    sheet, cell = DATA.at("P00-1", "figure").split("!")
    wrong = send(quarterly("2024Q3", {f"{sheet}!{cell}": "约1000"}), "2024-10-02")
    book = openpyxl.load_workbook(reply_to(wrong))
    assert book[sheet][cell].value == "约1000"
    book[sheet][cell] = 1000
    book.save(tmp_path / "corrected.xlsx")
    right = send((tmp_path / "corrected.xlsx").read_bytes(), "2024-10-03", reply_to(wrong).name)
    assert right["verdict"] == "accepted"
    assert right["findings"] == []
    named = f"return.xlsx.{right['submission_id']}.回执.xlsx"  # names do not pile up
    again = openpyxl.load_workbook(reply_to(right).with_name(named))
    # Where nothing is marked, her sheets are not shown again.
    assert again.sheetnames == ["回执", "采用数据", "与上一版对照", "jibao-reply"]


def test_what_is_right_by_now_is_marked_no_more(send: Send, tmp_path: Path) -> None:
    sheet, cell = DATA.at("P00-1", "figure").split("!")
    other_sheet, other = DATA.at("P24-2", "figure").split("!")
    wrong = send(
        quarterly("2024Q3", {f"{sheet}!{cell}": "约1000", f"{other_sheet}!{other}": "约9"}), "2024-10-02"
    )
    book = openpyxl.load_workbook(reply_to(wrong))
    book[sheet][cell] = 1000
    book.save(tmp_path / "corrected.xlsx")
    still = send((tmp_path / "corrected.xlsx").read_bytes(), "2024-10-03", reply_to(wrong).name)
    again = openpyxl.load_workbook(
        reply_to(still).with_name(f"return.xlsx.{still['submission_id']}.回执.xlsx")
    )
    assert again.sheetnames[:3] == ["回执", "主要数据", "项目进展"]
    assert again[sheet][cell].fill.fill_type is None
    assert again[other_sheet][other].fill.fill_type == "solid"


def test_a_reply_without_her_sheets_is_no_return(send: Send) -> None:
    right = send(quarterly("2024Q3"), "2024-10-02")
    back = send(reply_to(right).read_bytes(), "2024-10-03", reply_to(right).name)
    assert (back["verdict"], [finding["rule"] for finding in back["findings"]][:1]) == (
        "rejected",
        ["receipt_sent_back"],
    )


def test_a_reply_that_is_sent_back_as_it_was_is_judged_as_before(send: Send) -> None:
    wrong = send(quarterly("2024Q3", {DATA.at("P00-1", "figure"): "约1000"}), "2024-10-02")
    again = send(reply_to(wrong).read_bytes(), "2024-10-03", "again.xlsx")
    assert [(finding["rule"], finding["cell"]) for finding in again["findings"]] == [
        (finding["rule"], finding["cell"]) for finding in wrong["findings"]
    ]
    assert (again["league_code"], again["period"], again["parts"]) == (LEAGUE, "2024Q3", wrong["parts"])
