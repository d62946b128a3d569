"""Cells of an .xls: how they look, and formulas that nobody calculated."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY
from etl.read.model import PartRead
from tests.read.forms import read_data

FILES = REPOSITORY / "tests" / "read" / "files"
CELLS = (FILES / "cells.xls").read_bytes()  # with formulas in D3 to D6, as saved by LibreOffice
SUM = struct.pack("<d", 100.0)  # the result of =60+40 in D5
EMPTY = b"\x03\0\0\0\0\0\xff\xff"  # as result: an empty text


def without_result(part: PartRead) -> list[str]:
    return [
        cell["cell"]
        for finding in part.findings
        if finding.rule.rule_id == "number_formula"
        for cell in finding.cells
    ]


def changed(old: bytes, new: bytes) -> bytes:
    assert CELLS.count(old) == 1
    return CELLS.replace(old, new)


def test_what_a_cell_looks_like(tmp_path: Path) -> None:
    part = read_data((FILES.parent / "cases" / "looks.xls").read_bytes(), tmp_path)
    assert [
        (finding.rule.rule_id, cell["cell"], cell["given"])
        for finding in part.findings
        if finding.severity == "error"
        for cell in finding.cells
    ] == [
        ("number_struck_out", "D3", "60006380"),  # one run of the text
        ("number_struck_out", "D5", "6380"),  # the whole cell
        ("number_raised", "D4", "63801"),
        ("number_raised", "D6", "6380"),
        ("number_shown_otherwise", "D7", "6380000"),  # #,##0,
        ("number_date", "D10", "1917-06-19"),  # [h]:mm
    ]
    assert part.rows[5]["figure"].value == 30000  # 0"亿元" under 万元
    assert part.rows[6]["figure"].value == 6380  # @


@pytest.mark.parametrize(
    "content",
    [
        changed(SUM, EMPTY),  # which a sum never gives
        changed(SUM + b"\0\0", SUM + b"\x02\0"),  # to be calculated when the file is opened
    ],
)
def test_a_formula_that_has_no_result(content: bytes, tmp_path: Path) -> None:
    assert without_result(read_data(content, tmp_path)) == ["D5"]


def test_a_sheet_that_was_never_calculated(tmp_path: Path) -> None:
    saved = b"\x5f\0\x02\0"  # whether to calculate before saving: a record as long as "not calculated" is
    assert CELLS.count(saved) > 0
    part = read_data(CELLS.replace(saved, b"\x5e\0\x02\0"), tmp_path)
    assert without_result(part) == ["D3", "D4", "D5", "D6"]


def test_where_no_formula_has_a_result_nobody_calculated(tmp_path: Path) -> None:
    content = changed(SUM, EMPTY)
    for result in (b"\x01\0\x01\0\0\0\xff\xff", b"\x02\0\x07\0\0\0\xff\xff"):  # TRUE and #DIV/0!
        assert result in content
        content = content.replace(result, EMPTY)
    part = read_data(content, tmp_path)
    assert without_result(part) == ["D3", "D4", "D5", "D6"]


def test_an_empty_text_is_a_result(tmp_path: Path) -> None:
    """Of `=IF(I5="","",I5)` filled down, as programs write it once for all its cells, and of `=D5`."""
    part = read_data((FILES / "filled.xls").read_bytes(), tmp_path)
    assert part.findings == ()
    figures = [(row["figure"].value, row["year_to_date"].value) for row in part.rows]
    assert figures == [(100, 100), (101, 101), (None, None), (None, None), (104, 104), (105, 105)]
