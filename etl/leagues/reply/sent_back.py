"""A reply workbook that was corrected and sent back: the league's sheets in it, without what we had added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.leagues.facsimile.model import Face, Facsimile
from etl.leagues.reply.looks import FILLS
from etl.read.stamps import REPLY_MAGIC

_OURS = frozenset(FILLS.values())


def own_sheets(sheets: Sequence[Facsimile]) -> list[Facsimile]:
    """The league's own sheets of a reply workbook, without our colours; all the sheets of any other file."""
    for sheet in sheets:
        first = sheet.faces.get((0, 0))
        if sheet.hidden and first and first.content == REPLY_MAGIC:
            ours = {face.content for (_, column), face in sheet.faces.items() if column == 1}
            return [_unmarked(sheet) for sheet in sheets if sheet.name not in ours]
    return list(sheets)


def _unmarked(sheet: Facsimile) -> Facsimile:
    return replace(sheet, faces={at: _plain(face) for at, face in sheet.faces.items()})


def _plain(face: Face) -> Face:
    return face._replace(look=replace(face.look, fill=None)) if face.look.fill in _OURS else face
