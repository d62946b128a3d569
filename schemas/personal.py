"""Personal numbers in free text, which no output may show: identity numbers and mobile numbers."""

from __future__ import annotations

import re

# Before masking nothing is rewritten: `\d` takes full-width digits as well. People group digits by white
# space (a line break too), a dot, a dash of any kind or brackets.
_DASH = r"\-‐‑‒–—―－"
_GAP = rf"(?:\s[.．{_DASH}]\s|[\s\u200b\ufeff.．·()（）{_DASH}]{{0,2}})"
_MARK = f"[.．{_DASH}]"
_ONE, _TWO, _THREE = "[1１]", "[2２]", "[3３]"
_YEAR = rf"(?:{_ONE}[9９]|{_TWO}[0０])\d{{2}}"
_DAY = rf"(?:[0０][1-9１-９]|{_ONE}[0-2０-２])(?:[0０][1-9１-９]|[12１２]\d|{_THREE}[01０１])"
# Of eighteen digits, or of fifteen as they were once.
_IDENTITY = re.compile(
    rf"(?<!\d)(?P<head>\d{{6}}){_GAP}"
    rf"(?:{_YEAR}{_GAP}{_DAY}{_GAP}\d{{3}}[\dXxＸｘ]|(?<=\d{{6}})\d{{2}}{_DAY}\d{{3}})(?!\d)"
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
_MOBILE = re.compile(
    rf"{_OPENED}(?<!\d){_COUNTRY}{_NO_NUMBER}{_NO_YEAR}"
    rf"(?P<head>{_ONE}[3-9３-９]\d){_GROUPS}(?P<tail>\d{{4}})(?!\d|{_AMOUNT})"
)


def masked(text: str, *, telephones: bool = False) -> str:
    """The text with every personal number made unreadable, or all but `telephones`; others' digits stay."""
    hidden = _IDENTITY.sub(_hide_identity, text)
    return hidden if telephones else _MOBILE.sub(_hide_mobile, hidden)


def masks(text: str) -> tuple[str, ...]:
    """Every personal number of the text as `masked` leaves it: identity numbers, then mobile numbers."""
    rest = _IDENTITY.sub("*", text)
    identities = (_hide_identity(number) for number in _IDENTITY.finditer(text))
    return (*identities, *(_hide_mobile(number) for number in _MOBILE.finditer(rest)))


def kinds(text: str) -> tuple[str, ...]:
    """Which kinds of personal number the text holds, as people call them."""
    names = []
    if _IDENTITY.search(text):
        names.append("身份证号")
    if _MOBILE.search(_IDENTITY.sub("*", text)):
        names.append("手机号")
    return tuple(names)


def _hide_identity(number: re.Match[str]) -> str:
    return f"{number['head']}{'*' * 12}"


def _hide_mobile(number: re.Match[str]) -> str:
    return f"{number['head']}****{number['tail']}"
