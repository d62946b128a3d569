"""A text file has no looks of its own: how its fields are drawn as a table."""

from __future__ import annotations

from dataclasses import replace

from etl.common.widths import width_of
from etl.leagues.facsimile.model import Edge, Face, Facsimile, Look
from etl.leagues.reply.looks import FONT

_NARROWEST, _WIDEST = 8.0, 40.0
_THIN = Edge(1, "#D9D9D9")
_FIELD = Look(
    font=FONT, size=10, vertical="vcenter", wrap=True, left=_THIN, right=_THIN, top=_THIN, bottom=_THIN
)
_HEADER = replace(_FIELD, bold=True, fill="#E7ECF4")
_LARGEST = 100_000  # fields


def as_table(text: Facsimile) -> Facsimile:
    """The fields in boxes as wide as their texts, blank ones too; the first row is a header in view."""
    rows = 1 + max((row for row, _ in text.faces), default=-1)
    columns = 1 + max((column for _, column in text.faces), default=-1)
    widths: dict[int, float] = {}
    for (_, column), face in text.faces.items():
        longest = max((width_of(line) for line in str(face.content or "").split("\n")), default=0) + 2.0
        widths[column] = min(_WIDEST, max(widths.get(column, _NARROWEST), longest))
    every = [(row, column) for row in range(rows) for column in range(columns)]
    cells = every if rows * columns <= _LARGEST else list(text.faces)
    empty = Face(None)
    faces = {at: Face(text.faces.get(at, empty).content, _FIELD if at[0] else _HEADER) for at in cells}
    return replace(text, faces=faces, widths=widths, frozen=(1, 0))
