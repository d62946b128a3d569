"""What a person sees of a stored number through its number format (`0"万"`, `#,##0,`, `0!.0,`).

Words count as if they were typed. A format that divides, or puts a sign between the digits, shows another
number than is stored: the cell then keeps both, and whoever knows its unit compares them. A text is shown
through the section that has an `@`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from etl.common.numbers import plain
from etl.read.grid import Cell

_GENERAL = ("general", "g/通用格式", "通用格式", "常规")
_DIGITS = "0#?"
_DATES = "ymdhsYMDHS"
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"[hmsHMS]+")
# Signs that change nothing: that of the yuan names what is counted, the unit how.
_DECORATION = str.maketrans("", "", "¥￥")
_MINUS = ("-", "(")  # what a section for negative numbers writes before them
# Enough for any stored number in any format that a person makes.
_EXACT = Context(prec=80)
_MOST_PLACES = 30
_BLANK = "空白"
_OTHERWISE, _AS_STORED = "number_shown_otherwise", "figure_as_stored"

Token = tuple[str, str]  # what it is (words, digit, point, comma, percent, general, text, …), and its letters


@dataclass(frozen=True)
class _Section:
    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(kind for kind, _ in self.tokens))


def shown(cell: Cell, code: str) -> Cell:
    """The cell as its number format shows it: with the words as if typed, or marked where it differs."""
    if cell.kind == "number":
        try:
            return _shown_number(cell, code)
        except ArithmeticError:  # more digits than any sheet shows
            return cell._replace(mark=_OTHERWISE, shown=code[:_MOST_PLACES])
    return _shown_text(cell, code) if cell.kind == "text" else cell


def _shown_number(cell: Cell, code: str) -> Cell:
    stored = Decimal(cell.text)
    sections = _sections(code)
    of_numbers = [section for section in sections[:3] if "text" not in section.kinds]
    if not of_numbers:  # a format of texts alone, put over a number afterwards
        seen = _as_text(sections[-1], cell.text)
        return cell if seen.strip() == cell.text else cell._replace(mark=_OTHERWISE, shown=seen)
    section = _chosen(of_numbers, stored)
    if not stored.is_finite() or (section.kinds <= {"general"} and ";" not in code):
        return cell
    if "date" in section.kinds:
        return cell._replace(mark="number_date")
    if "fraction" in section.kinds:
        return cell if stored == stored.to_integral_value() else cell._replace(mark=_OTHERWISE, shown="分数")
    before, digits, behind = _parted(section)
    percents = sum(kind == "percent" for kind, _ in section.tokens)
    value = abs(stored) * 100**percents
    has_own_sign = stored < 0 and section is not of_numbers[0] and section.condition is None
    sign = "-" if stored < 0 and not has_own_sign else ""
    words = _words(before), _words(behind) + "%" * percents
    if not any(kind in ("digit", "general") for kind, _ in digits):
        seen = "".join(word for kind, word in before if kind == "words").strip()
        return cell._replace(mark=_OTHERWISE if stored else _AS_STORED, shown=seen or _BLANK)
    displayed = _displayed(digits, value)
    if _is_other(digits) or (has_own_sign and not any(minus in words[0] for minus in _MINUS)):
        return cell._replace(mark=_OTHERWISE, shown=f"{sign}{words[0]}{displayed}{words[1]}".strip())
    is_rounded = not displayed or Decimal(displayed) != value
    seen = f"{sign}{words[0]}{displayed}{words[1]}".strip() or _BLANK
    if displayed and any(words):
        cell = Cell("text", f"{sign}{words[0]}{plain(value)}{words[1]}")
    # A percentage is compared, never counted: how many of its places are shown does not matter.
    return cell._replace(mark=_AS_STORED, shown=seen) if is_rounded and not percents else cell


def _shown_text(cell: Cell, code: str) -> Cell:
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if "text" not in section.kinds:
        return cell if len(sections) < 4 else cell._replace(mark=_OTHERWISE, shown=_BLANK)
    text = _as_text(section, cell.text)
    return cell if text.strip() == cell.text.strip() else cell._replace(text=text)


def _as_text(section: _Section, written: str) -> str:
    """What is written, with the words that the section puts around it."""
    parts = [token for token in section.tokens if token[0] in ("text", "words")]
    return "".join(written if kind == "text" else word for kind, word in parts)


def _chosen(sections: Sequence[_Section], value: Decimal) -> _Section:
    """The section for this value: by its own condition, else by the order positive, negative, zero."""
    if any(section.condition for section in sections):
        return next((section for section in sections if _holds(section, value)), sections[-1])
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _holds(section: _Section, value: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, limit = section.condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _parted(section: _Section) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """What stands before the digits, the digits with what is between and the commas behind, and the rest."""
    tokens = section.tokens
    places = [at for at, (kind, _) in enumerate(tokens) if kind in ("digit", "general", "point", "exponent")]
    if not places:
        return tokens, (), ()
    end = places[-1] + 1
    while end < len(tokens) and tokens[end][0] == "comma":
        end += 1
    return tokens[: places[0]], tokens[places[0] : end], tokens[end:]


def _words(tokens: Sequence[Token]) -> str:
    words = "".join(word for kind, word in tokens if kind in ("words", "stroke")).translate(_DECORATION)
    return words if words.strip() else ""


def _is_other(digits: Sequence[Token]) -> bool:
    """Whether the digits are not those of the number: divided, or with a sign of the format's between."""
    return _thousands(digits) > 0 or any(kind == "words" and word for kind, word in digits)


def _thousands(digits: Sequence[Token]) -> int:
    """How many times the number is divided by 1,000: a comma behind all digits of its whole part."""
    kinds = [kind for kind, _ in digits]
    whole = kinds[: kinds.index("point")] if "point" in kinds else kinds
    behind = (
        len(whole) - 1 - max((at for at, kind in enumerate(whole) if kind == "digit"), default=len(whole))
    )
    ends = len(kinds) - 1 - max((at for at, kind in enumerate(kinds) if kind == "digit"), default=len(kinds))
    return max(behind, 0) + (max(ends, 0) if "point" in kinds else 0)


def _displayed(digits: Sequence[Token], value: Decimal) -> str:
    """The digits as they are shown, without separators; empty where the format shows no nought."""
    kinds = [kind for kind, _ in digits]
    if "general" in kinds:
        return plain(value)
    point = kinds.index("point") if "point" in kinds else len(digits)
    fixed = [word for kind, word in digits[point:] if kind == "digit"]
    if "exponent" in kinds:
        return f"{value:.{max(len(fixed) - 1, 0)}E}"
    scaled = value / Decimal(1000) ** _thousands(digits)
    places = min(len(fixed), _MOST_PLACES)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    whole, _, decimals = format(rounded, "f").partition(".")
    while decimals.endswith("0") and fixed[len(decimals) - 1] != "0":  # a place that only a digit fills
        decimals = decimals[:-1]
    shown = _placed(digits[:point], "" if whole == "0" else whole)
    return f"{shown}.{decimals}" if decimals else shown


def _placed(tokens: Sequence[Token], whole: str) -> str:
    """The whole part's digits in their places, from the right; the first place takes all that are left."""
    places = sum(kind == "digit" for kind, _ in tokens)
    left = len(whole)
    parts: list[str] = []
    for kind, word in reversed(tokens):
        if kind == "words":
            parts.append(word)
        elif kind == "digit":
            places -= 1
            start = 0 if not places else max(left - 1, 0)
            parts.append(whole[start:left] or ("0" if word == "0" else ""))
            left = start
    return "".join(reversed(parts)) or whole


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[Token]] = [[]]
    for token in _tokens(code):
        if token[0] == "section":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(map(_section, sections))


def _section(tokens: Sequence[Token]) -> _Section:
    condition = next((_CONDITION.fullmatch(word) for kind, word in tokens if kind == "condition"), None)
    kept = [token for token in tokens if token[0] != "condition"]
    digits = [at for at, (kind, _) in enumerate(kept) if kind == "digit"]
    strokes = [at for at, token in enumerate(kept) if token[0] == "stroke"]
    if digits and any(digits[0] < at < digits[-1] for at in strokes):
        kept.append(("fraction", ""))
    return _Section(tuple(kept), (condition[1], Decimal(condition[2])) if condition else None)


def _tokens(code: str) -> Iterator[Token]:
    """One pass from left to right, whatever the code: it is a sender's."""
    at, lower = 0, code.lower()
    while at < len(code):
        letter = code[at]
        general = next((name for name in _GENERAL if lower.startswith(name, at)), None)
        if general is not None:
            yield "general", general
            at += len(general)
        elif letter == '"':
            end = code.find('"', at + 1)
            end = len(code) if end < 0 else end
            yield "words", code[at + 1 : end]
            at = end + 1
        elif letter in "\\!":
            yield "words", code[at + 1 : at + 2]
            at += 2
        elif letter in "_*":  # as wide as, or filled with, the next letter
            at += 2
        elif letter == "[":
            end = code.find("]", at)
            if end < 0:
                return
            yield from _bracket(code[at + 1 : end])
            at = end + 1
        elif letter in "eE" and code[at + 1 : at + 2] in ("+", "-"):
            yield "exponent", ""
            at += 2
        else:
            yield _sign(letter)
            at += 1


def _bracket(inside: str) -> Iterator[Token]:
    """A condition, an elapsed time or a currency; a colour or a language is passed over."""
    if inside.startswith("$"):
        yield "words", inside[1:].partition("-")[0]
    elif _CONDITION.fullmatch(inside):
        yield "condition", inside
    elif _ELAPSED.fullmatch(inside):
        yield "date", inside


def _sign(letter: str) -> Token:
    if letter in _DIGITS:
        return "digit", letter
    if letter in _DATES:
        return "date", letter
    kinds = {".": "point", ",": "comma", "%": "percent", ";": "section", "@": "text", "/": "stroke"}
    return kinds.get(letter, "words"), letter
