"""Personal numbers in free text, which no output may show: identity, bank card and mobile numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Before masking nothing is rewritten: `\d` takes full-width digits as well. People group digits by white
# space (a line break too), a dot, a dash of any kind or brackets.
_DASH = r"\-‐‑‒–—―－"
_GAP = rf"(?:\s[.．{_DASH}]\s|[\s\u200b\ufeff.．·/／_＿()（）{_DASH}]{{0,2}})"
_MARK = f"[.．{_DASH}]"
_ONE, _TWO, _THREE = "[1１]", "[2２]", "[3３]"
_X = "XxＸｘХхΧχ×ⅹⅩ"  # Latin, full-width, Cyrillic, Greek, the sign, the numeral: on paper they are one
_YEAR = rf"(?:{_ONE}[9９]|{_TWO}[0０])\d{{2}}"
_DAY = rf"(?:[0０][1-9１-９]|{_ONE}[0-2０-２])(?:[0０][1-9１-９]|[12１２]\d|{_THREE}[01０１])"
# Of eighteen digits, or of fifteen as they were once.
_IDENTITY = re.compile(
    rf"(?<!\d)(?P<head>\d{{6}}){_GAP}"
    rf"(?:{_YEAR}{_GAP}{_DAY}{_GAP}\d{{3}}[\d{_X}]|(?<=\d{{6}})\d{{2}}{_DAY}\d{{3}})(?!\d)"
)
# However they are grouped, and by whatever signs: then the date of birth and the check digit must be right.
_LOOSE = r"[\W_]{0,3}"
_ANY_GROUPS = re.compile(rf"(?<!\d)[1-8１-８](?:{_LOOSE}\d){{16}}{_LOOSE}[\d{_X}](?!\d)")
# Or with other digits before or behind it, without anything in between: the same must be right.
_WITHIN = re.compile(rf"[1-8１-８]\d{{16}}[\d{_X}]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# Bank cards: those of UnionPay, Visa and Mastercard, by their check digit too.
_CARD_GAP = rf"[\s\u200b\ufeff·_{_DASH}]{{0,3}}"
_CARD = re.compile(
    rf"(?<!\d)(?:[6６]{_CARD_GAP}[2２](?:{_CARD_GAP}\d){{14,17}}"
    rf"|(?:[4４]{_CARD_GAP}\d|[5５]{_CARD_GAP}[1-5１-５])(?:{_CARD_GAP}\d){{14}})(?!\d)"
)
# A country's code may stand before it, and the first three digits in brackets. One dot makes a number with
# decimals, not groups; a year in brackets is a year.
_OPENED = r"(?:[(（](?=[+＋]?\d{2,4}[)）]))?"
_COUNTRY = rf"(?:(?:[0０]{{2}}|[+＋])?[8８][6６]{_GAP})?"
_NO_NUMBER = r"(?!\d{3}[.．]\d{8}(?!\d)|\d{7}[.．]\d{4}(?!\d))"
_NO_YEAR = rf"(?!\d{{3}}[(（]{_YEAR}[)）])"
_GROUPS = rf"(?:{_GAP}\d{{4}}{_GAP}|{_MARK}\d{{3}}{_MARK}\d)"
# Eleven digits with decimals or with a unit behind them are an amount; a name may begin as a unit does.
_AMOUNT = r"[.．]\d{1,4}(?!\d)|\s?(?:[万亿][元人户个]|[元人户个](?![\u4e00-\u9fff]))"
_HIDDEN = r"\d{6}\*"  # what is left of an identity number
_MOBILE = re.compile(
    rf"{_OPENED}(?<!\d){_COUNTRY}{_NO_NUMBER}{_NO_YEAR}"
    rf"(?P<head>{_ONE}[3-9３-９]\d){_GROUPS}(?P<tail>\d{{4}})(?!(?!{_HIDDEN})\d|{_AMOUNT})"
)
# Each digit apart, by the same sign.
_APART = re.compile(rf"(?<!\d){_ONE}(?P<by>[\s{_DASH}])[3-9３-９](?:(?P=by)\d){{9}}(?!\d|(?P=by)\d)")

_SHORTEST = 11  # digits that a mobile number has, the shortest of them

_Hide = Callable[[re.Match[str]], str | None]


def masked(text: str, *, telephones: bool = False) -> str:
    """The text with every personal number made unreadable, or all but `telephones`; others' digits stay."""
    if not _has_enough_digits(text):
        return text
    for kind, pattern, hide in _KINDS:
        if not (telephones and kind == _TELEPHONE):
            text, _ = _without(text, pattern, hide)
    return text


def masks(text: str) -> tuple[str, ...]:
    """Every personal number of the text as `masked` leaves it: identity, then card, then mobile numbers."""
    return tuple(mask for _, mask in _numbers(text))


def kinds(text: str) -> tuple[str, ...]:
    """Which kinds of personal number the text holds, as people call them."""
    return tuple(dict.fromkeys(kind for kind, _ in _numbers(text)))


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """The kind of each personal number and what is left of it; what is one kind is no other."""
    if not _has_enough_digits(text):
        return
    for kind, pattern, hide in _KINDS:
        text, hidden = _without(text, pattern, hide)
        yield from ((kind, mask) for mask in hidden)


def _has_enough_digits(text: str) -> bool:
    return len(text) >= _SHORTEST and sum(map(str.isdecimal, text)) >= _SHORTEST


def _without(text: str, pattern: re.Pattern[str], hide: _Hide) -> tuple[str, list[str]]:
    """The text with the numbers of a kind hidden, and what is left of each."""
    pieces, hidden, at = [], [], 0
    start = 0  # where to look on: one that looks like a number and is none may have one within
    while number := pattern.search(text, start):
        mask = hide(number)
        start = number.end() if mask else number.start() + 1
        if mask:
            pieces += [text[at : number.start()], mask]
            hidden.append(mask)
            at = number.end()
    return "".join([*pieces, text[at:]]), hidden


def _hide_identity(number: re.Match[str]) -> str:
    return f"{number['head']}{'*' * 12}"


def _hide_checked_identity(number: re.Match[str]) -> str | None:
    digits = _digits(number[0])
    is_born = re.fullmatch(rf"\d{{6}}{_YEAR}{_DAY}\d{{3}}.", digits)
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return f"{digits[:6]}{'*' * 12}" if is_born and _CHECKS[total % 11] == digits[17] else None


def _hide_card(number: re.Match[str]) -> str | None:
    digits = _digits(number[0])
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    total = sum(int(digit) for digit in digits[-1::-2]) + sum(twice - 9 * (twice > 9) for twice in doubled)
    return f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}" if total % 10 == 0 else None


def _hide_mobile(number: re.Match[str]) -> str:
    return f"{number['head']}****{number['tail']}"


def _hide_apart(number: re.Match[str]) -> str:
    digits = _digits(number[0])
    return f"{digits[:3]}****{digits[-4:]}"


def _digits(text: str) -> str:
    """The digits of a number in half width, and its X."""
    return "".join("X" if sign in _X else str(int(sign)) for sign in text if sign in _X or sign.isdecimal())


_TELEPHONE = "手机号"
_KINDS: tuple[tuple[str, re.Pattern[str], _Hide], ...] = (
    ("身份证号", _IDENTITY, _hide_identity),
    ("身份证号", _ANY_GROUPS, _hide_checked_identity),
    ("身份证号", _WITHIN, _hide_checked_identity),
    ("银行卡号", _CARD, _hide_card),
    (_TELEPHONE, _MOBILE, _hide_mobile),
    (_TELEPHONE, _APART, _hide_apart),
)
