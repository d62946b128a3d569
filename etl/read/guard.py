"""Looks through a workbook's archive before any parser does, in a stream: sizes, extents, bombs.

One cell in the last row of a 5 kB file costs a parser gigabytes, and no `except` catches an abort. The same
pass notes what a parser does not tell: error values, formulas without a stored result, percentages, merged
ranges.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml import DefusedXmlException

from etl.read import limits
from etl.read.grid import Cell, Position, Range
from etl.read.refusal import DAMAGED, Refusal


@dataclass
class Noted:
    """What the pass notes of a sheet: cells that a parser takes for something else, and merged ranges.

    A percentage is noted as a cell of the kind `percent`, with the number that is stored.
    """

    name: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)


def look_through(path: Path, inspect: Callable[[zipfile.ZipFile], list[Noted]]) -> dict[str, Noted]:
    """What `inspect` notes of each sheet, by name; Refusal if the archive or a sheet is no honest return."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive)
            noted = inspect(archive)
    except DefusedXmlException as fault:
        raise Refusal("file_unreadable", "文件中有不应出现的实体定义") from fault
    except (SAXException, *DAMAGED) as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault
    limits.check_sheets(len(noted))
    return {sheet.name: sheet for sheet in noted}


def stream(file: IO[bytes], handler: ContentHandler) -> None:
    """Feeds the XML to the handler, without a tree; no document type, no entity, nothing from outside."""
    defusedxml.sax.parse(file, handler, forbid_dtd=True)


def local(name: str) -> str:
    """An element's name without its namespace prefix."""
    return name.rpartition(":")[2]


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.UNPACKED_BYTES:
        raise Refusal("file_too_large", f"解压后有 {unpacked:,} 字节", f"{limits.UNPACKED_BYTES:,} 字节")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_FROM_BYTES and ratio > limits.COMPRESSION_RATIO:
            raise Refusal("file_too_large", f"压缩比达 {ratio:.0f} 倍", f"{limits.COMPRESSION_RATIO} 倍")
