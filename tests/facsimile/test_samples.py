"""Of every sample, the facsimile says what the reader sees, cell by cell."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from etl.common.numbers import plain
from etl.common.settings import REPOSITORY
from etl.leagues.facsimile.file import facsimile
from etl.leagues.facsimile.model import Content, Facsimile
from etl.read.grid import Cell, Position, Sheet
from etl.read.parsed import parsed

TESTS = REPOSITORY / "tests"
FILES = sorted((TESTS / "samples" / "returns").rglob("*.*")) + sorted((TESTS / "read" / "files").iterdir())


def grid(path: Path) -> list[Sheet]:
    return parsed(path).sheets


def written(content: Content, cell: Cell | None) -> str:
    """The content as the reader writes it."""
    if isinstance(content, bool):
        return str(content).upper()
    if isinstance(content, float):
        digits = format(content, ".15g")
        percent = cell is not None and cell.kind == "text" and cell.text.endswith("%")
        return f"{plain(Decimal(digits) * 100)}%" if percent else digits
    if isinstance(content, (date, time)):
        return content.isoformat()
    return str(content)


def texts(sheet: Facsimile, seen: Sheet) -> dict[Position, str]:
    return {
        at: written(face.content, seen.cells.get(at))
        for at, face in sheet.faces.items()
        if face.content is not None
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_drawn_is_what_is_read(path: Path) -> None:
    sheets, seen = facsimile(path), grid(path)
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [(sheet.name, sheet.hidden) for sheet in seen]
    for sheet, read in zip(sheets, seen, strict=True):
        assert texts(sheet, read) == {at: cell.text for at, cell in read.cells.items()}
        assert sheet.merged == tuple(sorted(read.merged))
        if read.name is not None:
            assert any(face.look.font for face in sheet.faces.values()) or not sheet.faces
