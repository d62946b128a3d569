"""How wide a text is where every character has one place or two: in a sheet's cell, or on a terminal."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """The width in digits; a Chinese character, or a mark of Chinese, is as wide as two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
