"""What the cells of a template's sheet hold, and whether a formula's cell still holds what that gives."""

from __future__ import annotations

from etl.leagues.facsimile.model import Facsimile


def value(sheet: Facsimile, row: int, column: int) -> object:
    """The text or the number in a cell; None where there is nothing."""
    face = sheet.faces.get((row, column))
    content = face.content if face else None
    if isinstance(content, str):
        return content.strip() or None
    return float(content) if isinstance(content, (int, float)) and not isinstance(content, bool) else content


def stands(held: object, given: float | None) -> bool:
    """Whether the cell holds what its formula gives."""
    return held == given if isinstance(held, float) else held is None
