"""Texts as a page shows them: on one line, without what no document can hold, in Chinese punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.common.punctuation import chinese
from etl.read.grid import printable

# XML cannot hold the first two; the next would turn the order of the characters after them round; by the
# last a form knows the place of a chart.
_UNFIT = re.compile("[\ufffe\uffff\u202a-\u202e\u2066-\u2069\ue000]")
_BRACKETS = str.maketrans("()", "\uff08\uff09")
_INNER_QUOTES = str.maketrans("“”", "‘’")


class Verbatim(str):
    """Words that are shown as they were written."""


def flat(text: str | None) -> str:
    """A league's words on one line, otherwise as they are; empty for none."""
    return " ".join(_UNFIT.sub("", printable(text or "")).split())


def prose(text: str) -> str:
    """Our own words with the punctuation and brackets of Chinese."""
    return chinese(flat(text)).translate(_BRACKETS)


def shown(value: object) -> str:
    """A value as a document has it: our words line by line in Chinese punctuation, others' as they are."""
    return flat(value) if isinstance(value, Verbatim) else "\n".join(map(prose, str(value).split("\n")))


def quoted(text: str) -> str:
    """The text in quotation marks, those in it made inner ones."""
    return f"“{text.translate(_INNER_QUOTES)}”"


def joined(names: Iterable[str]) -> str:
    """The names joined by 、."""
    return "、".join(names)
