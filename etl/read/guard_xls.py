"""The pass through the records of an .xls, for what its parser hides: formulas without a stored result.

Sizes need no guard here: the format ends at row 65,536 and column 256, and its parser keeps what is there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from etl.read.grid import Cell
from etl.read.guard import Noted
from etl.read.refusal import DAMAGED, Refusal

_BOF, _BOUNDSHEET, _FORMULA = 0x0809, 0x0085, 0x0006
_BIFF8 = 0x0600
# In a formula's tokens, the text constant "": a formula that has one may well give an empty text.
_EMPTY_TEXT = b"\x17\x00\x00"


def inspect_xls(path: Path) -> dict[str, Noted]:
    """Of each sheet, the formulas whose result is an empty text that the formula itself cannot give."""
    try:
        with olefile.OleFileIO(path) as compound:
            name = "Workbook" if compound.exists("Workbook") else "Book"
            with compound.openstream(name) as file:
                stream = file.read()
        return {sheet.name: sheet for sheet in _noted(stream)}
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault


def _noted(stream: bytes) -> list[Noted]:
    sheets: dict[int, Noted] = {}
    current: Noted | None = None
    for offset, record, data in _records(stream):
        if record == _BOF:
            if len(data) < 2 or struct.unpack_from("<H", data)[0] != _BIFF8:
                return []  # an older format, written otherwise
            current = sheets.get(offset, current)
        elif record == _BOUNDSHEET and len(data) > 8:
            sheets[struct.unpack_from("<I", data)[0]] = Noted(_short_text(data[6:]))
        elif record == _FORMULA and current is not None and len(data) >= 20:
            row, column = struct.unpack_from("<HH", data)
            if data[6] == 3 and data[12:14] == b"\xff\xff" and _EMPTY_TEXT not in data[20:]:
                current.cells[row, column] = Cell("formula", "")
    return list(sheets.values())


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, offset)
        yield offset, record, stream[offset + 4 : offset + 4 + size]
        offset += 4 + size


def _short_text(data: bytes) -> str:
    wide = bool(data[1] & 1)
    return data[2 : 2 + data[0] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
