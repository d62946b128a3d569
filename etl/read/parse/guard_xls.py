"""The pass through the records of an .xls, for what its parser hides: formulas that nobody calculated.

Sizes need no guard here: the format ends at row 65,536 and column 256, and its parser keeps what is there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import olefile

from etl.read.grid import Cell, Position
from etl.read.parse.carried import of_link
from etl.read.parse.guard import Noted
from etl.read.refusal import DAMAGED, Refusal

_BOF, _BOUNDSHEET, _FORMULA, _LINK = 0x0809, 0x0085, 0x0006, 0x01AE
_MACRO_SHEET = 1
# Links to the workbook's own sheets and to add-ins have no address.
_OWN, _ADD_IN = b"\x01\x04", b"\x01\x3a"
_BIFF8 = 0x0600
# Set by writers that cannot calculate, of a sheet or of a formula: what stands there is a placeholder (0, or
# 4) or left from before. A spreadsheet program takes it off.
_UNCALCULATED = 0x005E
_WHEN_OPENED = 0x0002
# Other such writers put an empty text, which is a result, too.
_EMPTY_RESULT = 3
# In a formula's tokens: the text constant "", with which it may well be empty; where it refers to a formula
# that many cells share; and what ends one that gives a number: + - * / ^, a sign, %, or a sum.
_EMPTY_TEXT = b"\x17\x00\x00"
_REFERS = 0x01
_ARITHMETIC = b"\x03\x04\x05\x06\x07\x13\x14"
_SUM = b"\x19\x10"


def inspect_xls(file: IO[bytes]) -> dict[str, Noted]:
    """Of each sheet, the formulas that have no result of their own."""
    try:
        with olefile.OleFileIO(file) as compound:
            name = "Workbook" if compound.exists("Workbook") else "Book"
            with compound.openstream(name) as opened:
                stream = opened.read()
        return {sheet.name: sheet for sheet in _noted(stream)}
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault


@dataclass
class _Sheet:
    """`empty` are the tokens of the formulas whose result is an empty text."""

    noted: Noted
    is_uncalculated: bool = False
    empty: dict[Position, bytes] = field(default_factory=dict)

    def take(self, record: int, data: bytes) -> None:
        """Takes note of a record of the sheet."""
        if record == _UNCALCULATED:
            self.is_uncalculated = True
        elif record == _FORMULA and len(data) > 22:
            at = row, column = struct.unpack_from("<HH", data)
            self.noted.formulas.append((row, column))
            if data[14] & _WHEN_OPENED:
                self.noted.cells[at] = Cell("formula", "")
            elif data[6] == _EMPTY_RESULT and data[12:14] == b"\xff\xff":
                self.empty[at] = data[22:]


def _noted(stream: bytes) -> list[Noted]:
    sheets = _sheets(stream)
    # Where no formula of the workbook has any result, and one of them must have one, nobody calculated.
    empty = [tokens for sheet in sheets for tokens in sheet.empty.values()]
    is_all_empty = len(empty) == sum(len(sheet.noted.formulas) for sheet in sheets)
    nobody = is_all_empty and not all(map(_may_be_empty, empty))
    for sheet in sheets:
        if nobody or sheet.is_uncalculated:
            sheet.noted.never_calculated()
        for at, tokens in sheet.empty.items():
            if _is_number(tokens):
                sheet.noted.cells[at] = Cell("formula", "")
    return [sheet.noted for sheet in sheets]


def _may_be_empty(tokens: bytes) -> bool:
    return tokens[0] == _REFERS or _EMPTY_TEXT in tokens


def _is_number(tokens: bytes) -> bool:
    return tokens[-1] in _ARITHMETIC or tokens[-4:-2] == _SUM


def _sheets(stream: bytes) -> list[_Sheet]:
    sheets: dict[int, _Sheet] = {}
    current: _Sheet | None = None
    links: set[str] = set()
    for offset, record, data in _records(stream):
        if record == _BOF:
            if len(data) < 2 or struct.unpack_from("<H", data)[0] != _BIFF8:
                return []  # an older format, written otherwise
            current = sheets.get(offset, current)
        elif record == _LINK and len(data) > 4 and data[2:4] not in (_OWN, _ADD_IN):
            links.add(of_link(_text(data[2:])))
        elif record == _BOUNDSHEET and len(data) > 8:
            if data[5] == _MACRO_SHEET:
                raise Refusal("file_macro")
            sheets[struct.unpack_from("<I", data)[0]] = _Sheet(Noted(_short_text(data[6:])))
        elif current is not None:
            current.take(record, data)
    for sheet in sheets.values():
        sheet.noted.carried |= links
    return list(sheets.values())


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, offset)
        yield offset, record, stream[offset + 4 : offset + 4 + size]
        offset += 4 + size


def _text(data: bytes) -> str:
    (length,) = struct.unpack_from("<H", data)
    wide = bool(data[2] & 1)
    return data[3 : 3 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _short_text(data: bytes) -> str:
    wide = bool(data[1] & 1)
    return data[2 : 2 + data[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
