"""What a cell says as a number, in the plan's unit, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.read.grid import Cell
from etl.read.number import Asked, Number, read_number
from etl.read.spellings import spellings
from schemas.registry import registry

WORDS = spellings(registry())
PEOPLE = Asked("人", decimals=0)
MONEY = Asked("万元", decimals=2)
SHARE = Asked("%")


def read(text: str, asked: Asked, kind: str = "text") -> Number:
    return read_number(Cell(kind, text), asked, WORDS)


@pytest.mark.parametrize(
    ("text", "asked", "value", "repairs"),
    [
        ("120", PEOPLE, "120", []),
        ("0", PEOPLE, "0", []),
        ("-0", PEOPLE, "0", []),
        ("+5", PEOPLE, "5", []),
        ("120.00", PEOPLE, "120", []),
        (" 120\n", PEOPLE, "120", []),
        ("\u3000120 人 ", PEOPLE, "120", ["repaired_suffix"]),
        ("1,234", PEOPLE, "1234", ["repaired_separator"]),
        ("1,234,567.80", MONEY, "1234567.8", ["repaired_separator"]),
        ("１２０", PEOPLE, "120", ["repaired_width"]),
        ("１，２３４", PEOPLE, "1234", ["repaired_width", "repaired_separator"]),
        ("３３６３人", PEOPLE, "3363", ["repaired_width", "repaired_suffix"]),
        ("1.2万", PEOPLE, "12000", ["repaired_multiplier"]),
        ("1.2 万人", PEOPLE, "12000", ["converted_unit"]),
        ("1.2亿", PEOPLE, "120000000", ["repaired_multiplier"]),
        ("16174.53万元", MONEY, "16174.53", ["repaired_suffix"]),
        ("1.5亿元", MONEY, "15000", ["converted_unit"]),
        ("125000元", MONEY, "12.5", ["converted_unit"]),
        ("12.5万", MONEY, "125000", ["repaired_multiplier"]),
        ("2.28亿", MONEY, "22800", ["repaired_multiplier", "converted_unit"]),
        ("2.28亿", Asked("万元", "亿元", 2), "22800", ["repaired_multiplier", "converted_unit"]),
        ("2.28亿", Asked("万元", "元", 2), "22800", ["repaired_multiplier", "converted_unit"]),
        ("93.5%", SHARE, "93.5", []),
        ("0.935319377348363", SHARE, "0.935319377348363", []),
        # What the unit column says is converted once, and not where the cell says a unit of its own.
        ("0.0416", Asked("人", "万人", 0), "416", ["converted_unit"]),
        ("1.2万人", Asked("人", "万人", 0), "12000", ["converted_unit"]),
        ("1.2万", Asked("人", "万人", 0), "12000", ["repaired_multiplier"]),
        ("120人", Asked("人", "万人", 0), "120", ["repaired_suffix"]),
        ("120万", Asked("万元", "元", 2), "120", ["repaired_multiplier", "converted_unit"]),
        ("3", Asked("万元", "亿元", 2), "30000", ["converted_unit"]),
        ("12.345", Asked(), "12.345", []),
    ],
)
def test_it_reads(text: str, asked: Asked, value: str, repairs: list[str]) -> None:
    number = read(text, asked)
    assert (number.value, number.fault, list(number.repairs)) == (Decimal(value), None, repairs)
    assert number.value is not None and "E" not in str(number.value)


@pytest.mark.parametrize("text", ["", " ", "-", "－", "—", "——", "–", "/", "／", "无", " 无 "])
def test_not_reported_is_no_fault(text: str) -> None:
    assert read(text, PEOPLE) == Number()


@pytest.mark.parametrize(
    ("text", "asked", "fault"),
    [
        ("约300", PEOPLE, "number_text"),
        ("300左右", PEOPLE, "number_text"),
        ("300余人", PEOPLE, "number_text"),
        ("三百", PEOPLE, "number_text"),
        ("见附件", PEOPLE, "number_text"),
        ("120/130", PEOPLE, "number_two"),
        ("120、130", PEOPLE, "number_two"),
        ("120-130", PEOPLE, "number_two"),
        ("120~130", PEOPLE, "number_two"),
        ("120,130,", PEOPLE, "number_two"),
        ("12,34", PEOPLE, "number_two"),
        ("12 34", PEOPLE, "number_two"),
        ("120 130", PEOPLE, "number_two"),
        ("12\n34", PEOPLE, "number_broken"),
        ("120(130)", PEOPLE, "number_two"),
        ("120(其中女30)", PEOPLE, "number_two"),
        ("1.2.3", PEOPLE, "number_two"),
        ("-5", PEOPLE, "number_negative"),
        ("−5", PEOPLE, "number_negative"),
        ("－５", PEOPLE, "number_negative"),
        ("(5)", PEOPLE, "number_negative"),
        ("（1,234）", PEOPLE, "number_negative"),
        ("12.5", PEOPLE, "number_fraction"),
        ("1.23456万", PEOPLE, "number_fraction"),
        ("完成116908.38", MONEY, "number_text"),
        ("100/116908.38", MONEY, "number_two"),
        ("12.345", MONEY, "number_decimals"),
        ("12345元", MONEY, "number_decimals"),
        ("120户", PEOPLE, "number_suffix"),
        ("120元", PEOPLE, "number_suffix"),
        ("1.2千", PEOPLE, "number_suffix"),
        ("120人", MONEY, "number_suffix"),
        ("12%", PEOPLE, "number_suffix"),
        ("1.2E+05", PEOPLE, "number_scientific"),
        ("#DIV/0!", PEOPLE, "number_error_value"),
        ("#N/A", PEOPLE, "number_error_value"),
        ("####", PEOPLE, "number_error_value"),
        ("=SUM(D3:D9)", PEOPLE, "number_formula"),
        ("TRUE", PEOPLE, "number_truth"),
        ("2023-04-03", PEOPLE, "number_date"),
        ("2023-04-03T00:00:00.000Z", PEOPLE, "number_date"),
        ("2023年4月3日", PEOPLE, "number_date"),
        ("4月3日", PEOPLE, "number_date"),
        ("9" * 40, PEOPLE, "number_text"),
    ],
)
def test_it_is_refused(text: str, asked: Asked, fault: str) -> None:
    number = read(text, asked)
    assert (number.value, number.fault) == (None, fault)


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("date", "2023-04-03", "number_date"),
        ("truth", "TRUE", "number_truth"),
        ("error", "#REF!", "number_error_value"),
        ("formula", "", "number_formula"),
        ("number", "-3", "number_negative"),
        ("number", "2.5", "number_fraction"),
        ("number", "nan", "number_error_value"),
    ],
)
def test_other_kinds_of_cell_are_refused(kind: str, text: str, fault: str) -> None:
    assert read(text, PEOPLE, kind).fault == fault


def test_a_fraction_says_what_it_makes() -> None:
    assert read_number(Cell("number", "0.04165"), Asked("人", "万人", 0), WORDS).expected == "416.5"


def test_a_share_may_have_any_decimals() -> None:
    assert read("1.0234", SHARE).value == Decimal("1.0234")


def test_a_fault_after_converting_says_what_it_makes() -> None:
    in_yuan = read_number(Cell("number", "32486.75"), Asked("万元", "元", 2), WORDS)
    assert (in_yuan.fault, in_yuan.converted) == ("number_decimals", "3.248675")
    assert read_number(Cell("number", "5.5"), PEOPLE, WORDS).converted is None
