"""Personal numbers in free text, which no output may show: identity numbers and mobile numbers."""

from __future__ import annotations

import re

# Before masking nothing is rewritten: `\d` takes full-width digits as well.
_IDENTITY = re.compile(
    r"(?<!\d)(?P<head>\d{6})(?:[1１][9９]|[2２][0０])\d{2}"
    r"(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0０][1-9１-９]|[12１２]\d|[3３][01０１])\d{3}[\dXxＸｘ](?!\d)"
)
# Eleven digits with a unit behind them are an amount.
_MOBILE = re.compile(r"(?<!\d)(?P<head>[1１][3-9３-９]\d)[ -]?\d{4}[ -]?(?P<tail>\d{4})(?![\d元万亿人])")


def masked(text: str) -> str:
    """The text with every identity number and mobile number made unreadable; others' digits stay."""
    hidden = _IDENTITY.sub(lambda number: f"{number['head']}{'*' * 12}", text)
    return _MOBILE.sub(lambda number: f"{number['head']}****{number['tail']}", hidden)


def kinds(text: str) -> tuple[str, ...]:
    """Which kinds of personal number the text holds, as people call them."""
    found = []
    if _IDENTITY.search(text):
        found.append("身份证号")
    if _MOBILE.search(_IDENTITY.sub("", text)):
        found.append("手机号")
    return tuple(found)
