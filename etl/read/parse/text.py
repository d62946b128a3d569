"""A text file (.csv, .tsv, .txt) as one sheet without a name; cells are named as a spreadsheet would."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from etl.read import limits
from etl.read.grid import Cell, Position, Sheet, address, is_blank, printable
from etl.read.parse.carried import check_text
from etl.read.refusal import Refusal

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
# How programs export a text that must stay one: ="2023Q1".
_AS_TEXT = re.compile('="([^"]*)"')
_END_OF_FILE = "\x1a"  # what some systems still end a file with
_LINE_ENDS = "\r\n"
_LAST = "\0"  # what is read holds none
_DIGITS = re.compile("[0-9]+")
_NUL = "\0"


def read_text(file: IO[bytes]) -> Sheet:
    """The file's records as rows; Refusal if it is in no known encoding or larger than a return can be.

    Refusal with its line for a quote that is not closed, and for a NUL: what stands behind either cannot be
    trusted.
    """
    text = _decode(file.read()).rstrip(_END_OF_FILE)
    if _NUL in text:
        line = text.count("\n", 0, text.index(_NUL)) + 1
        raise Refusal("file_unreadable", f"第 {line} 行有空字符(NUL),文件可能已损坏")
    text = printable(text)
    delimiter = _delimiter(text)
    cells: dict[Position, Cell] = {}
    widths = []
    fields = 0
    for row, record in enumerate(_records(text, delimiter)):
        fields += max(1, len(record))
        limits.check_written(None, fields)
        widths.append(len(record))
        for column, written in enumerate(record):
            if is_blank(written):
                continue
            limits.check_extent(None, row, column)
            limits.check_text(None, (row, column), len(written))
            check_text(written, address(row, column))
            as_text = _AS_TEXT.fullmatch(written.strip())
            cells[row, column] = Cell("text", as_text[1] if as_text else written)
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
    """The records; Refusal where a quote swallows the records after it."""
    # A quote that is still open at the end swallows this, too.
    text = f"{text.rstrip(_LINE_ENDS)}\n{_LAST}"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    row, width, line = 0, 0, 1
    while True:
        try:
            record = next(reader)
        except csv.Error as fault:
            raise Refusal("file_unreadable", f"第 {line} 行有过长的字段,可能是引号没有成对") from fault
        if record == [_LAST]:
            return
        width = width or len(record)
        for column, written in enumerate(record):
            if written.endswith(_LAST) or _swallows(written, record[0], delimiter, width):
                lines = written.count("\n") - written.endswith(_LAST)
                swallowed = f",其后 {lines} 行被当成了同一格" if lines else ""
                raise Refusal(
                    "file_unreadable", f"第 {line} 行的引号没有成对{swallowed}", cell=address(row, column)
                )
        yield record
        row, line = row + 1, reader.line_num + 1


def _swallows(written: str, first: str, delimiter: str, width: int) -> bool:
    """Whether a line within a quoted text is a record: as wide as the header, and it begins like one."""
    _, *lines = written.split("\n")
    return width > 1 and any(
        line.count(delimiter) >= width - 1 and _shape(line.partition(delimiter)[0]) == _shape(first)
        for line in lines
    )


def _shape(text: str) -> str:
    """Codes and numbers by what they look like: P17-1 and P16-3 are alike."""
    return _DIGITS.sub("9", text.strip())


def _delimiter(text: str) -> str:
    """The delimiter that gives the header the most columns."""

    def columns(delimiter: str) -> int:
        return len(next(csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter), []))

    try:
        return max(_DELIMITERS, key=columns)
    except csv.Error as fault:
        raise Refusal("file_unreadable", "第 1 行的引号没有成对,或有过长的字段") from fault
