"""How two spellings of the same words are known to be the same."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_QUOTES = re.compile("[\"'“”‘’「」『』《》〈〉]")
_DASHES = re.compile("[‐‑‒–—―−﹣]")


def plain(text: str) -> str:
    """The text in half width (NFKC) and without any white space, inside or around."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def key(text: str) -> str:
    """What a name, header, label or code is compared by: plain, one kind of dash, no quotes, upper case."""
    return _QUOTES.sub("", _DASHES.sub("-", plain(text))).upper()
