"""Numbers as Chinese counts chapters and points."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 九, 十一, 二十."""
    tens, rest = divmod(number, 10)
    return ("十" if tens == 1 else f"{_DIGITS[tens]}十" if tens else "") + (_DIGITS[rest] if rest else "")
