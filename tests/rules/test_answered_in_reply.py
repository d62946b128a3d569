"""What a clerk writes beside an item, in the receipt of the reply that she sends back, answers that item."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from etl.common.settings import REPOSITORY, settings
from tests.rules.conftest import Answer, Send
from tests.rules.returns import DATA, LEAGUE, quarterly
from tests.walk.driving import ingest

pytestmark = pytest.mark.usefixtures("history")

FIGURE = DATA.at("P00-1", "figure").split("!")[1]
# Ten times the quarters before, and the year-to-date with it.
SLIP = {DATA.at("P00-1", "figure"): 10_000, DATA.at("P00-1", "year_to_date"): 12_000}
WHY = "三季度高校毕业生集中就业,补录系统数据"


def reply_to(answer: Answer) -> Path:
    return settings().outbox / LEAGUE / f"{answer['file_name']}.{answer['submission_id']}.回执.xlsx"


def written_into(answer: Answer, text: str | None, **cells: object) -> bytes:
    """The reply as she saves it: with the text beside its first item, and some cells of her sheet changed."""
    book = openpyxl.load_workbook(reply_to(answer))
    receipt = book["回执"]
    header = next(row for row in receipt.iter_rows() if row[0].value == "序号")
    answers = next(cell.column for cell in header if str(cell.value).startswith("已有说明"))
    first = next(
        cell for (cell,) in receipt.iter_rows(min_row=header[0].row + 1, max_col=1) if cell.value == 1
    )
    if text is not None:
        receipt.cell(first.row, answers, text)
    for cell, value in cells.items():
        book["主要数据"][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def about(answer: Answer, rule: str = "magnitude_slip") -> dict[str, object]:
    return next(finding for finding in answer["findings"] if finding["rule"] == rule)


def test_it_explains_that_item(send: Send) -> None:
    asked = send(quarterly("2024Q3", SLIP), "2024-10-02")
    assert (asked["verdict"], about(asked)["cell"]) == ("accepted_with_warnings", FIGURE)
    answered = send(written_into(asked, WHY), "2024-10-03")
    assert (about(answered)["explanation"], about(answered)["open"]) == (WHY, False)
    assert answered["verdict"] == "accepted"
    # Sent back once more, it stands; and dies with the figure.
    again = send(written_into(answered, None, A1="改了标题"), "2024-10-04")
    assert about(again)["explanation"] == WHY
    other = send(written_into(again, None, **{FIGURE: 11_000}), "2024-10-05")
    assert about(other)["explanation"] is None


def test_an_empty_phrase_is_shown_as_none(send: Send) -> None:
    asked = send(quarterly("2024Q3", SLIP), "2024-10-02")
    answered = send(written_into(asked, "核实无误"), "2024-10-03")
    assert (about(answered)["explanation"], about(answered)["remark"]) == (None, "核实无误")
    texts = [str(cell.value) for row in openpyxl.load_workbook(reply_to(answered))["回执"] for cell in row]
    assert any("核实无误\n未写原因" in text for text in texts)
    once_more = send(written_into(answered, None), "2024-10-04")
    assert about(once_more)["explanation"] is None
    in_her_sheet = send(
        quarterly("2024Q3", SLIP | {DATA.at("P00-1", "remark"): "经核实,数据属实。"}), "2024-10-05"
    )
    assert about(in_her_sheet)["remark"] == "经核实,数据属实。"


def test_it_is_kept_while_another_item_is_mended(send: Send) -> None:
    """Refused for another cell, the answer is not lost with the version."""
    other = DATA.at("P01-1", "figure")
    remark = {DATA.at("P00-1", "remark"): WHY}
    refused = send(quarterly("2024Q3", SLIP | {other: "约1000"} | remark), "2024-10-02")
    assert (refused["parts"]["data"], about(refused)["explanation"]) == ("refused", WHY)
    mended = {other.split("!")[1]: 1010, DATA.at("P00-1", "remark").split("!")[1]: None}
    answered = send(written_into(refused, None, **mended), "2024-10-03")
    assert about(answered)["explanation"] == WHY


def test_a_sheet_without_the_column_has_it_in_the_reply(send: Send) -> None:
    bare = {DATA.header_at("remark"): None}
    asked = send(quarterly("2024Q3", SLIP | bare), "2024-10-02")
    sheet = openpyxl.load_workbook(reply_to(asked))["主要数据"]
    header = DATA.header_at("remark").split("!")[1]
    assert sheet[header].value == "情况说明"
    place = DATA.at("P00-1", "remark").split("!")[1]
    answered = send(written_into(asked, None, **{place: WHY}), "2024-10-03")
    assert (about(answered)["explanation"], answered["verdict"]) == (WHY, "accepted")
    # A sheet that has the column is left as it is.
    own = send(quarterly("2024Q3", SLIP), "2024-10-04")
    last = openpyxl.load_workbook(reply_to(own))["主要数据"].max_column
    assert last == len(DATA.fields)


def test_the_reply_of_the_trial_counts(tmp_path: Path) -> None:
    """Its stamp does not name the items yet: they are found by their sheet and cell."""
    league = "150200"
    for quarter in ("2022Q3", "2022Q4", "2023Q1", "2023Q2"):
        (tmp_path / league).mkdir(exist_ok=True)
        shutil.copy(
            REPOSITORY / "tests" / "samples" / "returns" / league / f"{league}-{quarter}.xlsx",
            tmp_path / league,
        )
    file = "150200-2023Q3.xlsx.110.回执.xlsx.128.回执.xlsx"
    shutil.copy(REPOSITORY / "tests" / "walk" / "clerk" / "answered_in_reply.xlsx", tmp_path / league / file)
    arrivals = tmp_path.with_suffix(".csv")
    days = ("2022-10-04", "2023-01-03", "2023-04-04", "2023-07-04")
    quarters = ("2022Q3", "2022Q4", "2023Q1", "2023Q2")
    lines = [f"{league}/{league}-{q}.xlsx,{day}" for q, day in zip(quarters, days, strict=True)]
    arrivals.write_text("\n".join(["file,arrived_at", *lines, f"{league}/{file},2023-10-04"]), "utf-8")
    answer = ingest(tmp_path, "--arrivals", arrivals)[f"{league}/{file}"]
    assert str(about(answer)["explanation"]).startswith("三季度高校毕业生集中就业")
    assert answer["verdict"] == "accepted"
