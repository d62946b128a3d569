"""The workbook that answers a file sent before: of a form that is drawn once, with each file's own texts.

Such replies come by hundreds, when a folder is sent again, and differ in few texts. So one of them is drawn,
as all replies are, and the others are its package with their texts in place of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import chain, zip_longest
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from etl.leagues.reply.looks import footer_of
from etl.leagues.reply.model import Answer
from etl.leagues.reply.receipt_sheet import fact_rows_of, top_of
from etl.leagues.reply.safe_cells import legible
from etl.leagues.reply.standing import colours_of
from etl.leagues.reply.workbook import properties_of, write_workbook

_STRINGS, _RECEIPT, _PROPERTIES = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"
_SHARED = re.compile(rb't="s"><v>(\d+)</v>')  # a cell's text, by its place among the strings
_MADE = re.compile(r'(?<=W3CDTF">)[^<]+')  # when, in the properties
# What a duplicate's answer hardly ever has.
_ALSO = ("matters", "published", "withdrawn", "rechecked", "parts")

Texts = Mapping[str, Sequence[str]]  # by the part of the package that they stand in


@dataclass(frozen=True)
class _Receipt:
    """An answer by its own texts, and by the shape of its receipt: what is the same makes the same form."""

    shape: tuple[Any, ...]
    texts: Texts = field(compare=False)
    answer: Answer = field(compare=False)


class _Part(NamedTuple):
    """A part of the package around the texts: what stands between them, and which of them come in turn."""

    between: Sequence[str]
    order: Sequence[int]


class _Form(NamedTuple):
    """The package of a receipt: the parts that texts stand in, and as a package the rest."""

    parts: Mapping[str, _Part]
    rest: bytes


def duplicate_workbook(answer: Answer) -> bytes:
    """The workbook, as `write_workbook` draws it."""
    receipt = _receipt(answer)
    form = _form(receipt) if receipt else None
    return _filled(form, receipt.texts) if receipt and form else _drawn(answer)


def _receipt(answer: Answer) -> _Receipt | None:
    """None where the answer has more than a duplicate's has, or an unusual text."""
    top, rows, properties = top_of(answer), fact_rows_of(answer), properties_of(answer)
    values = [value for row in rows for label, value in (row.left, row.right) if label]
    texts = {
        _STRINGS: list(map(legible, [top.short, top.first, top.second, *values])),
        _RECEIPT: [footer_of(answer["file_name"])],
        _PROPERTIES: [properties["title"], properties["subject"]],
    }
    if any(map(answer.get, _ALSO)) or not all(map(_is_usual, chain.from_iterable(texts.values()))):
        return None
    labels = tuple((row.left[0], row.right[0], row.height) for row in rows)
    return _Receipt((labels, top.heights, colours_of(answer)), texts, answer)


def _is_usual(text: str) -> bool:
    """Whether it is written as it is: not blank, no white space at an end, nothing like an escape."""
    return bool(text) and text.isprintable() and text == text.strip() and "_x" not in text


@lru_cache(maxsize=64)
def _form(receipt: _Receipt) -> _Form | None:
    """The form of such receipts; None where one of its texts does not stand there exactly once."""
    parts, rest = dict[str, _Part](), BytesIO()
    with ZipFile(BytesIO(_drawn(receipt.answer))) as drawn:
        package = [(entry, drawn.read(entry)) for entry in drawn.infolist()]
    sheets = (content for entry, content in package if entry.filename.startswith("xl/worksheets/"))
    cells = Counter(chain.from_iterable(map(_SHARED.findall, sheets)))
    with ZipFile(rest, "w", ZIP_DEFLATED) as kept:
        for entry, content in package:
            texts = receipt.texts.get(entry.filename)
            if texts is None:
                kept.writestr(entry, content)
                continue
            marks = [_element(text) for text in texts]
            between = re.split(f"({'|'.join(map(re.escape, marks))})", content.decode())
            if sorted(between[1::2]) != sorted(marks):
                return None
            if entry.filename == _STRINGS and _is_shared(content.decode(), marks, cells):
                return None
            parts[entry.filename] = _Part(between[::2], list(map(marks.index, between[1::2])))
    return _Form(parts, rest.getvalue())


def _is_shared(strings: str, marks: Sequence[str], cells: Mapping[bytes, int]) -> bool:
    """Whether one of these texts stands in another cell too: in a label that the file is named like."""
    own = [
        place for place, text in enumerate(strings.split("<si>")[1:]) if any(mark in text for mark in marks)
    ]
    return any(cells[b"%d" % place] != 1 for place in own)


def _filled(form: _Form, texts: Texts) -> bytes:
    content = BytesIO(form.rest)
    with ZipFile(content, "a") as package:
        for name, (between, order) in form.parts.items():
            own = [_element(texts[name][place]) for place in order]
            part = "".join(chain.from_iterable(zip_longest(between, own, fillvalue="")))
            if name == _PROPERTIES:
                part = _MADE.sub(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", part)
            package.writestr(_entry(name), part, compresslevel=1)  # a fifth faster, a twentieth larger
    return content.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # of the first day that there is, as all others
    entry.compress_type = ZIP_DEFLATED
    return entry


def _element(text: str) -> str:
    """The text as all that an element holds."""
    return f">{escape(text)}<"


def _drawn(answer: Answer) -> bytes:
    content = BytesIO()
    write_workbook(content, answer, [])
    return content.getvalue()
