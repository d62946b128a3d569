"""A cell as a number: its value, what was repaired, or the rule that it breaks."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from etl.common.numbers import exact, plain
from etl.read.grid import Cell
from etl.read.spellings import Spellings
from schemas.text import half_width, key
from schemas.text import plain as folded

FULL_WIDTH = re.compile("[\uff01-\uff5e]")
# Digits are those of ASCII only, once the full-width ones are folded: `\d` would take those of any script.
_BREAK = re.compile("[\n\r\t]")
_GAP = re.compile(r"[0-9][,.]?\s+[,.]?[0-9]")
_DIGITS = re.compile(r"[0-9]+")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<digits>[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?P<suffix>.*)", re.DOTALL
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_NEGATIVE_IN_BRACKETS = re.compile(r"\(([0-9].*)\)")
_SCIENTIFIC = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?E[-+]?[0-9]+")
_MONEY_SIGN = re.compile(r"[-+]?(?:[¥$€£]|CNY|RMB|USD)[-+]?(?=[0-9.])")
_DASHES = re.compile("[‐‑‒–—―−﹣]")
_QUOTES = "\"'“”‘’"
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|#{2,}|ERR:\d+")
_TRUTH = re.compile("TRUE|FALSE")
_DATE = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?:T?\d\d?:\d\d(?::\d\d(?:\.\d+)?)?Z?)?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?",
    re.ASCII,
)
_FORMULA = re.compile("=.+")
_ABOUT = re.compile(r"左右|上下|以上|以下|以内|[余多来几+?~]")
# No figure of a return has as many; beyond it decimals would be rounded in the arithmetic.
_MOST_DIGITS = 25
# Nor is any as large: a spreadsheet keeps fifteen digits, and the warehouse has room for sums of such.
_STORED_DIGITS = 15
_TOO_LARGE = 10**_STORED_DIGITS

_KIND_FAULTS = {
    "date": "number_date",
    "truth": "number_truth",
    "error": "number_error_value",
    "formula": "number_formula",
}
# Marks that outweigh the cell's number: nothing of it is taken.
_MARKS = ("number_struck_out", "number_raised", "number_date")
_TEXT_FAULTS = (
    (_SCIENTIFIC, "number_scientific"),
    (_ERROR, "number_error_value"),
    (_TRUTH, "number_truth"),
    (_DATE, "number_date"),
    (_FORMULA, "number_formula"),
)


class Asked(NamedTuple):
    """What a number cell should hold. `unit` None: nothing is known of the row, so no unit is checked.

    `written_unit` is that of the unit column or the header; it can be converted, and is None where they have
    none but `unit`. `decimals` None: any number of them.
    """

    unit: str | None = None
    written_unit: str | None = None
    decimals: int | None = None


class Number(NamedTuple):
    """`value` is in the asked unit, None for not reported and for a fault.

    `repairs` are the rules by which it was repaired, `expected` is what the fault's sentence names, and
    `converted` what a faulty number makes in the asked unit, where it was written in another.
    """

    value: Decimal | None = None
    fault: str | None = None
    expected: str | None = None
    converted: str | None = None
    repairs: tuple[str, ...] = ()


_NOTHING = Number()


def read_number(cell: Cell | None, asked: Asked, words: Spellings) -> Number:
    """The cell's number: exact, not negative, with no more decimals than asked; or a fault."""
    if cell is None:
        return _NOTHING
    if _is_whole(cell) and asked.written_unit is None:  # as most are
        return Number(Decimal(cell.text))
    if cell.kind in _KIND_FAULTS:
        return Number(fault=_KIND_FAULTS[cell.kind])
    if cell.mark in _MARKS and not words.reports_nothing(cell.text):
        return Number(fault=cell.mark)
    number = _stored(cell.text, asked, words) if cell.kind == "number" else _written(cell.text, asked, words)
    if cell.mark == "number_shown_otherwise":
        number = _agreed(number, _written(cell.shown or "", asked, words))
    if number.value is None:
        return number
    if number.value < 0:
        return Number(fault="number_negative")
    as_stored = ("figure_as_stored",) if cell.mark == "figure_as_stored" else ()
    if number.value >= _TOO_LARGE:
        return Number(fault="number_text")
    number = Number(exact(number.value), repairs=number.repairs + as_stored)
    return _check_decimals(number, asked)


def _is_whole(cell: Cell) -> bool:
    return (
        cell.kind == "number"
        and cell.mark is None
        and cell.text.isdecimal()
        and len(cell.text) <= _STORED_DIGITS
    )


def _agreed(stored: Number, typed: Number) -> Number:
    """What is shown, where its words give the scale and make it what is stored; else a fault."""
    if typed.value is None or typed.value != stored.value:
        return Number(fault="number_shown_otherwise")
    return typed


def _stored(text: str, asked: Asked, words: Spellings) -> Number:
    value = Decimal(text)
    if not value.is_finite():
        return Number(fault="number_error_value")
    factor, repairs = _column_factor(asked, words)
    return Number(value * factor, repairs=repairs)


def _written(text: str, asked: Asked, words: Spellings) -> Number:
    if words.reports_nothing(text):
        return Number()
    if _BREAK.search(text.strip()):
        return Number(fault="number_broken")
    if other := _other_digits(text):
        return Number(fault="number_other_digits", expected=other)
    normal = _DASHES.sub("-", folded(text)).upper().strip(_QUOTES)
    for pattern, fault in _TEXT_FAULTS:
        if pattern.fullmatch(normal):
            return Number(fault=fault)
    if _GAP.search(half_width(text)):
        return Number(fault="number_two")
    if _MONEY_SIGN.match(normal):
        return Number(fault="number_currency", expected=asked.unit)
    if bracketed := _NEGATIVE_IN_BRACKETS.fullmatch(normal):
        normal = f"-{bracketed[1]}"
    match = _NUMBER.fullmatch(normal)
    digits = match["digits"] if match else ""
    separated = _THOUSANDS.fullmatch(digits) is not None
    if match is None or ("," in digits and not separated) or _DIGITS.search(match["suffix"]):
        return Number(fault="number_two" if len(_FIGURE.findall(normal)) > 1 else "number_text")
    if len(digits) > _MOST_DIGITS:
        return Number(fault="number_text")
    number = _with_suffix(match["suffix"], asked, words)
    if number.value is None:
        return number
    repairs: tuple[str, ...] = ("repaired_width",) if FULL_WIDTH.search(text) else ()
    repairs += ("repaired_separator",) if separated else ()
    value = Decimal(match["sign"] + digits.replace(",", "")) * number.value
    return Number(value, repairs=repairs + number.repairs)


def _other_digits(text: str) -> str:
    """The characters that are read as digits and are none: ①, ², ½, the digits of another script."""
    signs = (sign for sign in half_width(text) if not sign.isascii())
    return "".join(sign for sign in signs if _is_other_digit(sign))


def _is_other_digit(sign: str) -> bool:
    return (
        sign.isdigit()
        or unicodedata.category(sign) == "No"
        or bool(_DIGITS.search(unicodedata.normalize("NFKC", sign)))
    )


def _with_suffix(suffix: str, asked: Asked, words: Spellings) -> Number:
    """What the number is multiplied by for what stands behind it; a unit there wins over the column's."""
    if not suffix:
        factor, repairs = _column_factor(asked, words)
        return Number(factor, repairs=repairs)
    unit = key(asked.unit or "")
    if suffix == unit:
        return Number(Decimal(1), repairs=() if unit == "%" else ("repaired_suffix",))
    if (suffix, unit) in words.conversions:
        return Number(words.conversions[suffix, unit], repairs=("converted_unit",))
    multiplier, rest = words.multipliers.get(suffix[0]), suffix[1:]
    if multiplier is not None and not rest:
        return _multiplied(suffix[0], multiplier, asked, words)
    if multiplier is not None and rest == unit:
        return Number(multiplier, repairs=("repaired_multiplier", "repaired_suffix"))
    if multiplier is not None and (rest, unit) in words.conversions:
        converted = multiplier * words.conversions[rest, unit]
        return Number(converted, repairs=("repaired_multiplier", "converted_unit"))
    if _ABOUT.search(suffix):
        return Number(fault="number_text")
    if asked.unit is None:
        return Number(multiplier or Decimal(1), repairs=("repaired_suffix",))
    return Number(fault="number_suffix", expected=asked.unit)


def _multiplied(word: str, factor: Decimal, asked: Asked, words: Spellings) -> Number:
    """A multiplier without a unit: 万 shortens the number, 亿 under 万元 can only be 亿元."""
    unit = key(asked.unit or "")
    whole = word + unit.lstrip("".join(words.multipliers))
    if unit[:1] in words.multipliers and (whole, unit) in words.conversions:
        return Number(words.conversions[whole, unit], repairs=("repaired_multiplier", "converted_unit"))
    # `1.2万` under 万人 has the 万 twice and means it once; under 元 it is 12,000 yuan.
    column, repairs = _column_factor(asked, words)
    if column >= 1:
        return Number(factor, repairs=("repaired_multiplier",))
    return Number(factor * column, repairs=("repaired_multiplier", *repairs))


def _column_factor(asked: Asked, words: Spellings) -> tuple[Decimal, tuple[str, ...]]:
    if asked.unit is None or asked.written_unit is None:
        return Decimal(1), ()
    return words.conversions[key(asked.written_unit), key(asked.unit)], ("converted_unit",)


def _check_decimals(number: Number, asked: Asked) -> Number:
    assert number.value is not None
    exponent = number.value.as_tuple().exponent
    if asked.decimals is None or not isinstance(exponent, int) or -exponent <= asked.decimals:
        return number
    is_other = {"converted_unit", "repaired_multiplier"}.intersection(number.repairs)
    converted = plain(number.value) if is_other else None
    if asked.decimals == 0:
        return Number(fault="number_fraction", expected=plain(number.value), converted=converted)
    return Number(fault="number_decimals", expected=str(asked.decimals), converted=converted)
