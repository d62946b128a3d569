"""What a person sees of a stored number through its format; any number that one can write is read as seen."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.read.grid import Cell
from etl.read.number import Asked, read_number
from etl.read.parse.number_format import shown
from etl.read.spellings import spellings
from schemas.registry import registry
from tests.read.forms import JOBS, data_sheet, read_data, workbook

WORDS = spellings(registry())
PEOPLE, MONEY = Asked("人", decimals=0), Asked("万元", decimals=2)


@pytest.mark.parametrize(
    ("stored", "code", "kind", "text"),
    [
        ("6380", "General", "number", "6380"),
        ("6380", "#,##0", "number", "6380"),
        ("6380", "[Red]#,##0_);(#,##0)", "number", "6380"),
        ("6380", "[$¥-804]#,##0", "number", "6380"),
        ("3", '0"万"', "text", "3万"),
        ("3", "0\\万", "text", "3万"),
        ("239207", '#,##0"元"', "text", "239207元"),
        ("6380", 'General"人"', "text", "6380人"),
        ("6380", '"约"0', "text", "约6380"),
        ("6380", "[$$-409]#,##0", "text", "$6380"),
        ("0.9353", "0.00%", "text", "93.53%"),
        ("64", '[>=10000]0!.0,"万";0', "number", "64"),
        ("6380", "@", "number", "6380"),
        ("-6380", "0;@", "number", "-6380"),
        ("6380", '"-"0', "text", "-6380"),
        ("6380", "(0)", "text", "(6380)"),
        ("-6380", "#,##0_);[Red](#,##0)", "text", "(6380)"),
        ("-6380", "_ ¥* #,##0_ ;_ ¥* -#,##0_ ", "text", "-6380"),
    ],
)
def test_words_count_as_if_typed(stored: str, code: str, kind: str, text: str) -> None:
    assert shown(Cell("number", stored), code) == Cell(kind, text)


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("63800", "#,##0,", "64"),
        ("63800", "0!.0,", "6.4"),
        ("63800", "0.00,,", "0.06"),
        ("6380", '0"."0', "638.0"),
        ("123", "0-0", "12-3"),
        ("5", ";;;", "空白"),
        ("0.5", "# ?/?", "分数"),
        ("6380", '0"/"0', "638/0"),
        ("6380", "# ##0", "6 380"),
        ("6380", '@"万"', "6380万"),
        ("-6380", "0;[Red]0", "6380"),
        ("-6380", '0;0"人"', "6380人"),
    ],
)
def test_what_shows_another_number_than_is_stored_is_no_number(stored: str, code: str, seen: str) -> None:
    cell = shown(Cell("number", stored), code)
    assert (cell.text, cell.mark, cell.shown) == (stored, "number_shown_otherwise", seen)
    number = read_number(cell, PEOPLE, WORDS)
    assert (number.value, number.fault) == (None, "number_shown_otherwise")


@pytest.mark.parametrize(
    ("stored", "code", "value"),
    [
        ("64000", '0!.0,"万"', 64000),
        ("63800", '0!.0000"万"', 63800),
        ("63800", '0!.0,"万"', None),
        ("0", "0,", 0),
    ],
)
def test_a_scale_is_read_where_its_words_say_it_and_agree(stored: str, code: str, value: int | None) -> None:
    assert read_number(shown(Cell("number", stored), code), PEOPLE, WORDS).value == value


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("23920.71", "0", "23921"),
        ("0", "#,##0;-#,##0;;@", "空白"),
        ("0", '#,##0;-#,##0;"-"', "-"),
        ("0", '0;-0;"-"??', "-"),
    ],
)
def test_what_shows_less_is_read_as_stored_and_said(stored: str, code: str, seen: str) -> None:
    cell = shown(Cell("number", stored), code)
    assert (cell.text, cell.mark, cell.shown) == (stored, "figure_as_stored", seen)
    number = read_number(cell, MONEY, WORDS)
    assert (number.value, number.repairs) == (Decimal(stored), ("figure_as_stored",))


def test_a_text_is_shown_through_its_own_section() -> None:
    assert shown(Cell("text", "3"), '@"万"').text == "3万"
    assert shown(Cell("text", "3"), "0;0;0;@") == Cell("text", "3")
    assert shown(Cell("text", "3"), "0;0;0;").mark == "number_shown_otherwise"


@pytest.mark.parametrize(
    "code", ["[" * 60_000, '"' * 60_000, "0," * 30_000, "0." + "0" * 60_000, "\\" * 60_000]
)
def test_a_hostile_format_ends(code: str) -> None:
    assert shown(Cell("number", "6380"), code).kind in ("number", "text")


NUMBERS = st.integers(0, 10**9).map(str) | st.decimals(0, 10**7, places=2).map(
    lambda found: format(found, "f")
)
SIGNS = "0123456789.,- ①²½٣６，．万亿人元%\n\t\u200b\u202e"


@given(
    NUMBERS, st.sampled_from(["0", "#,##0", "0.00", "#,##0.0#", '0"人"', '0"万"', "#,##0,", "0!.0,", "0%"])
)
def test_a_stored_number_is_read_as_it_is_seen_or_refused(number: str, code: str) -> None:
    cell = shown(Cell("number", number), code)
    found = read_number(cell, Asked("人"), WORDS)
    factor = 10_000 if "万" in code else 1
    if found.value is not None:
        assert found.value == Decimal(number) * factor
        if "," in code[-1:]:
            assert Decimal(number) == 0
    else:
        assert found.fault in ("number_shown_otherwise", "number_suffix")


@given(st.text(alphabet=SIGNS, min_size=1, max_size=8))
def test_nothing_becomes_a_digit_that_was_none(text: str) -> None:
    """Whatever is read has exactly the digits that are there, in their order."""
    number = read_number(Cell("text", text), Asked("人"), WORDS)
    if number.value is None or number.fault:
        return
    folded = text.translate(
        {**{0xFF10 + digit: str(digit) for digit in range(10)}, 0xFF0E: ".", 0xFF0C: None}
    )
    digits = "".join(sign for sign in folded if sign in "0123456789.")
    factor = {"万": 10_000, "亿": 100_000_000, "元": 1}
    scale = 1
    for sign in text:
        scale *= factor.get(sign, 1)
    assert number.value == Decimal(digits) * scale
    assert not set(text.strip()) & set("①²½٣\n\t\u202e")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9), st.sampled_from(["0", "#,##0", '0"人"', "#,##0,"]))
def test_through_a_workbook(tmp_path: Path, number: int, code: str) -> None:
    def touch(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["D3"].number_format = code

    part = read_data(workbook(data_sheet([*JOBS[:3], number, number, None]), touch), tmp_path)
    expected = None if code == "#,##0," and number else number
    assert part.rows[0]["figure"].value == expected
