"""The hidden stamps of what we gave out, a template or a reply, found in what came back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.read.grid import Sheet
from etl.reply import stamp as reply
from etl.template.stamp import MAGIC, VERSION

_WELL_FORMED = re.compile("[0-9a-f]{12}")


def stamped_version(sheets: Iterable[Sheet]) -> str | None:
    """The version that a file's stamp names; None for a file without one, or with one that makes no sense."""
    for sheet in sheets:
        pairs = (sheet.row(row) for row in sheet.rows)
        said = {cells[0].text: cells[1].text for cells in pairs if 0 in cells and 1 in cells}
        if sheet.hidden and MAGIC in said and _WELL_FORMED.fullmatch(said.get(VERSION, "")):
            return said[VERSION]
    return None


def hers_alone(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a reply workbook that are the league's own; of any other file, all."""
    for sheet in sheets:
        first, *others = [sheet.row(row) for row in sheet.rows] or [{}]
        if sheet.hidden and 0 in first and first[0].text == reply.MAGIC:
            ours = {cells[1].text for cells in others if 1 in cells}
            return [sheet for sheet in sheets if sheet.name not in ours]
    return sheets
