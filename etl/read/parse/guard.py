"""Looks through a workbook's archive before any parser does, in a stream: sizes, extents, bombs.

One cell in the last row of a 5 kB file costs a parser gigabytes, and no `except` catches an abort. The same
pass notes what a parser leaves out: error values, formulas without a stored result, number formats, what
is struck out or raised, merged ranges.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from etl.read import limits
from etl.read.grid import Cell, Position, Range
from etl.read.refusal import DAMAGED, Refusal

Attributes = Mapping[str, str]  # of an element
_PIECE = 1 << 16


@dataclass
class Noted:
    """What the pass notes of a sheet, by position.

    `filled`: the cells that hold something; `numbers`: those that are stored as numbers. `cells`: those that
    a parser takes for something else. `formats`: the number format of those that have one; `marks`: the rule
    that a number breaks which is struck out or raised, wholly or in part. `written`: what an .ods holds as
    the look of a number. `formulas` may lose their results when the sheet or the workbook has been read.
    `carried`: what lies in it besides cells.
    """

    name: str
    filled: set[Position] = field(default_factory=set)
    numbers: dict[Position, float] = field(default_factory=dict)
    cells: dict[Position, Cell] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    marks: dict[Position, str] = field(default_factory=dict)
    written: dict[Position, str] = field(default_factory=dict)
    formulas: list[Position] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)

    def never_calculated(self) -> None:
        """What stands at the formulas is what their writer put there: no result."""
        self.cells |= dict.fromkeys(self.formulas, Cell("formula", ""))


@contextmanager
def damage_refused() -> Iterator[None]:
    """Whatever breaks while bytes are taken apart is a Refusal: the file is damaged, or lies."""
    try:
        yield
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault


def look_through(file: IO[bytes], inspect: Callable[[zipfile.ZipFile], list[Noted]]) -> dict[str, Noted]:
    """What `inspect` notes of each sheet, by name; Refusal if a sheet is no honest return."""
    with damage_refused(), zipfile.ZipFile(file) as archive:
        noted = inspect(archive)
    limits.check_sheets(len(noted))
    return {sheet.name: sheet for sheet in noted}


class Handler:
    """What is done with the elements of an XML file, with their prefixes, and the text in them."""

    def startElement(self, name: str, attrs: Attributes) -> None: ...

    def characters(self, content: str) -> None: ...

    def endElement(self, name: str) -> None: ...


def stream(file: IO[bytes], handler: Handler | None = None) -> None:
    """Feeds the XML to the handler, without a tree; no document type, no entity, nothing from outside."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    if handler is not None:
        parser.buffer_text = True
        parser.StartElementHandler = handler.startElement
        parser.CharacterDataHandler = handler.characters
        parser.EndElementHandler = handler.endElement
    while piece := file.read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def check_doctypes(package: IO[bytes]) -> None:
    """Refusal if a part of the archive has a document type, and so perhaps entities, whatever it is called.

    A part that is no XML is left to whoever reads it: a picture, or an .ods' empty one for shortcuts.
    """
    with zipfile.ZipFile(package) as archive:
        for part in archive.infolist():
            with archive.open(part) as file, suppress(expat.ExpatError):
                stream(file)


def _no_doctype(*_: object) -> None:
    raise Refusal("file_unreadable", "文件中有不应出现的实体定义")


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """An element's name without its namespace prefix."""
    return name.rpartition(":")[2]


def check_entries(archive: zipfile.ZipFile) -> None:
    """Refusal if the archive unpacks to more than a return can be, or shrinks as only a bomb does."""
    entries = archive.infolist()
    limits.check_unpacked(sum(entry.file_size for entry in entries))
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_FROM_BYTES and ratio > limits.COMPRESSION_RATIO:
            raise Refusal("file_too_large", f"压缩比达 {ratio:.0f} 倍", f"{limits.COMPRESSION_RATIO} 倍")
