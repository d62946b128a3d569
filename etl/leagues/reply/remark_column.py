"""Where a sheet has no column for 情况说明, its copy in the reply has one, beside what asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.leagues.facsimile.model import Face, Facsimile, Look
from etl.leagues.reply.cell_ranges import positions
from etl.leagues.reply.items import cells_of, group_of, is_explainable
from etl.leagues.reply.model import Answer
from etl.leagues.reply.pages import LAST_COLUMN
from schemas.registry import registry
from schemas.registry.objects import Column
from schemas.text import key

_REMARK = "remark"
_WIDTH = 30.0


def with_remark_columns(sheets: Sequence[Facsimile], answer: Answer) -> list[Facsimile]:
    """The sheets; those that lack the column and hold what may be explained, with it at their right end."""
    return [_with_column(sheet, answer) for sheet in sheets]


def _with_column(sheet: Facsimile, answer: Answer) -> Facsimile:
    kind = answer["return_kind"]
    asking = [
        finding
        for finding in answer["findings"]
        if finding["sheet"] == sheet.name
        and finding["severity"] == "warning"
        and group_of(finding) == "open"
        and is_explainable(finding)
    ]
    part = next((finding["part"] for finding in asking if finding["part"]), None)
    header = answer.get("header_cells", {}).get(part or "")
    if not (kind and part and header):
        return sheet
    known = registry().part(kind, part).column(_REMARK)
    ((top, _),) = positions([header])
    captions = {key(str(face.content)) for (row, _), face in sheet.faces.items() if row == top}
    if known is None or captions & _names(known):
        return sheet
    last = max((column for (row, column), face in sheet.faces.items() if row >= top), default=LAST_COLUMN)
    if last >= LAST_COLUMN:
        return sheet
    rows = {row for finding in asking for row, _ in positions(cell["cell"] for cell in cells_of(finding))}
    beside = {row: sheet.faces.get((row, last), Face(None)).look for row in (top, *rows)}
    faces = {(row, last + 1): Face(None, _open(look)) for row, look in beside.items()}
    faces[top, last + 1] = Face(known.name_zh, beside[top])
    return replace(sheet, faces={**sheet.faces, **faces}, widths={**sheet.widths, last + 1: _WIDTH})


def _names(column: Column) -> set[str]:
    return {key(name) for name in (column.name_zh, *column.aliases_zh)}


def _open(look: Look) -> Look:
    return replace(look, wrap=True, number_format=None)
