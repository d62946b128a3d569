"""Numbers as Chinese counts chapters and points."""

from __future__ import annotations

from collections.abc import Iterable

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 九, 十一, 二十."""
    tens, rest = divmod(number, 10)
    return ("十" if tens == 1 else f"{_DIGITS[tens]}十" if tens else "") + (_DIGITS[rest] if rest else "")


def numbered(sentences: Iterable[str]) -> list[str]:
    """一是…, 二是…; a single one stands by itself."""
    listed_sentences = list(sentences)
    if len(listed_sentences) < 2:
        return listed_sentences
    return [f"{in_chinese(place)}是{text}" for place, text in enumerate(listed_sentences, start=1)]
