"""A text file (.csv, .tsv, .txt) as one sheet without a name; cells are named as a spreadsheet would."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from etl.read import limits
from etl.read.grid import Cell, Position, Sheet, is_blank, printable
from etl.read.refusal import Refusal

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"


def read_text(path: Path) -> Sheet:
    """The file's records as rows; Refusal if it is in no known encoding or larger than a return can be."""
    text = printable(_decode(path.read_bytes()))
    delimiter = _delimiter(text)
    cells: dict[Position, Cell] = {}
    widths = []
    for row, record in enumerate(_records(text, delimiter)):
        widths.append(len(record))
        for column, written in enumerate(record):
            if is_blank(written):
                continue
            limits.check_extent(None, row, column)
            cells[row, column] = Cell("text", written)
            limits.check_cells(None, len(cells))
    return Sheet(None, cells, widths=tuple(widths), delimiter=delimiter)


def _decode(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("file_type_unknown", "文本编码既不是 UTF-8 也不是 GB18030")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as fault:
        raise Refusal("file_unreadable", "文本中引号不成对或有过长的字段") from fault


def _delimiter(text: str) -> str:
    """The delimiter that gives the header the most columns."""

    def columns(delimiter: str) -> int:
        return len(next(csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter), []))

    try:
        return max(_DELIMITERS, key=columns)
    except csv.Error as fault:
        raise Refusal("file_unreadable", "文本中引号不成对或有过长的字段") from fault
