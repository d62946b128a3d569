"""What is seen of the receipt without scrolling on a screen of 1366 x 768: the banner and three items."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reply.cases import answer, finding, sheet
from tests.reply.conftest import Written

# Of an office program in full screen, its ribbon open: twenty rows of 15 points, and what is left of 1366
# pixels beside the rows' numbers and the scroll bar.
_HIGH, _WIDE = 20 * 15, 1366 - 32 - 22
_LONG = {
    "says": "62610 与本盟市近期水平 5884.5 相差约 10 倍。",
    "to_do": "请核对是否多写、少写了 0,或单位有误,有误的更正后重新报送;属实的,请在情况说明中写明原因。",
    "given": "62610",
    "expected": "5884.5",
    "unit_zh": "人",
    "decimals": 0,
}


def _three(severity: str) -> list[dict[str, Any]]:
    return [finding(severity, cell, **_LONG) for cell in ("D4", "D5", "D6")]


@pytest.mark.parametrize(
    "told",
    [
        answer("rejected", *_three("error")),
        answer("partly_accepted", *_three("error")),
        answer("accepted_with_warnings", *_three("warning")),
        answer("held", *_three("warning"), parts={"data": "accepted"}, part_states={"data": "held"}),
        answer("accepted", *_three("info")),
        answer("rejected", *_three("error"), submission_id=None, against_warehouse=True),
        answer("accepted_with_warnings", *_three("warning"), outstanding="项目进展"),
    ],
    ids=lambda told: f"{told['verdict']}-{told['submission_id']}-{told['outstanding']}",
)
def test_the_banner_and_three_items_are_seen(written: Written, told: dict[str, Any]) -> None:
    receipt = written(told, sheet(D4=62610.0, D5=62610.0, D6=62610.0))["回执"]
    (third,) = (row[0].row for row in receipt.iter_rows(max_col=1) if row[0].value == 3)
    height = sum(receipt.row_dimensions[row].height or 15 for row in range(1, third + 1))
    width = sum(round(7 * receipt.column_dimensions[letter].width) for letter in "ABCDEFGHIJ")
    assert height <= _HIGH
    assert width <= _WIDE


def test_what_is_technical_stands_below_the_items(written: Written) -> None:
    receipt = written(answer("rejected", *_three("error")), sheet(D4=1.0))["回执"]
    rows = {str(cell.value): cell.row for row in receipt.iter_rows() for cell in row if cell.value}
    assert rows["SHA-256"] > rows["报送编号"] > rows["3"]


def test_figures_are_read_as_people_write_them(written: Written) -> None:
    """People are whole, what she wrote stays as she wrote it, and no code is taken for a figure."""
    fraction = finding("error", "D7", given="12.5", unit_zh="人", decimals=0, says="“12.5”应是整数。")
    receipt = written(answer("rejected", *_three("error"), fraction), sheet(D4=1.0))["回执"]
    lines = {row[0].value: [cell.value for cell in row] for row in receipt.iter_rows()}
    assert lines[1][5:8] == ["62,610 人", "5,885 人", "62,610 与本盟市近期水平 5,885 相差约 10 倍。"]
    assert lines[4][5:8] == ["12.5 人", None, "“12.5”应是整数。"]
