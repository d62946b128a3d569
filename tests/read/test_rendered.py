"""A stored number beside what is written as its look."""

from __future__ import annotations

import pytest

from etl.read.grid import Cell
from etl.read.parse.number_format import shown
from etl.read.parse.rendered import compared


@pytest.mark.parametrize(
    ("stored", "code", "written"),
    [
        ("6380", "", "6,380.00"),
        ("6380", "", "¥6,380"),
        ("0.333333333333333", "", "0.3333333333"),
        ("0.3", "#.##", ".3"),
        ("-5", "0;(0)", "(5)"),
        ("0.0416", "0.00E+00", "4.16E-02"),
        ("0", '0;-0;"-"', "-"),
        ("3", '0"万"', "3万"),
        ("0.935", "0.0%", "93.5%"),
        ("6380", "", "########"),
    ],
)
def test_a_look_of_the_number_changes_nothing(stored: str, code: str, written: str) -> None:
    cell = shown(Cell("number", stored), code) if code else Cell("number", stored)
    assert compared(cell, written) == cell


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("6380", "638"),
        ("6380", "6381"),
        ("6380", "63 80 1"),
        ("3", "3万"),
        ("1", "是"),
        ("0", "错误:523"),
        ("416", "4.16E-02"),
        ("6380.5", "6380 1/2"),
    ],
)
def test_another_number_or_other_words_are_no_look_of_it(stored: str, written: str) -> None:
    cell = compared(Cell("number", stored), written)
    assert (cell.text, cell.mark, cell.shown) == (stored, "number_shown_otherwise", written)


def test_what_is_written_is_surer_than_what_we_make_of_the_format() -> None:
    cell = shown(Cell("number", "63800"), '0.00,"万"')
    assert (cell.mark, cell.shown) == ("number_shown_otherwise", "63.80万")
    assert compared(cell, "6.38万").shown == "6.38万"


def test_a_date_stays_one() -> None:
    cell = Cell("number", "6380", "number_date")
    assert compared(cell, "1917/6/19") == cell
