"""Our Chinese sentences are written with the keyboard's punctuation and shown with that of Chinese."""

from __future__ import annotations

import re

# Beside a Chinese character, a closing mark or a percent sign; a number's comma and a time's colon stay.
_BESIDE_CHINESE = re.compile("(?<=[\u4e00-\u9fff”》)%])[,:;?!]|[,:;?!](?=[\u4e00-\u9fff“《])")
_CHINESE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in ",:;?!"})


def chinese(sentence: str) -> str:
    """The sentence with Chinese commas, colons, semicolons, question and exclamation marks."""
    return _BESIDE_CHINESE.sub(lambda mark: mark[0].translate(_CHINESE), sentence)
