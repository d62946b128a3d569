"""How two spellings of the same words are known to be the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST_LABEL = 64
_SPACE = re.compile(r"\s+")
_QUOTES = re.compile("[\"'“”‘’「」『』《》〈〉]")
_DASHES = re.compile("[‐‑‒–—―−﹣]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
# What nobody sees: soft hyphens, joiners, direction marks, fillers, variation selectors. Not U+202E, which
# turns the digits behind it round.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202d\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8]"
)


def seen(text: str) -> str:
    """The text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def half_width(text: str) -> str:
    """The text with full-width letters, digits, signs and spaces in half width, and nothing else changed."""
    return text.translate(_FULL_WIDTH)


def plain(text: str) -> str:
    """The text in half width (NFKC), without white space and what nobody sees, inside or around.

    What would only become a digit by it stays as it is: ① and ² are no 1 and 2.
    """
    return _SPACE.sub("", _compatible(half_width(seen(text))))


def key(text: str) -> str:
    """What a name, header, label or code is compared by: plain, one kind of dash, no quotes, upper case."""
    return _key_of_label(text) if len(text) <= _LONGEST_LABEL else _key(text)


def _key(text: str) -> str:
    return _QUOTES.sub("", _DASHES.sub("-", plain(text))).upper()


# The same names, captions and labels stand in every file, and each is compared many times.
_key_of_label = lru_cache(maxsize=16_384)(_key)


def _compatible(text: str) -> str:
    if unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(map(_folded, text))


def _folded(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter)
    return letter if any("0" <= sign <= "9" for sign in folded) else folded
