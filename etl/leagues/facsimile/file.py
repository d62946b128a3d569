"""A file's own sheets: with their looks, which `styled` reads, or `plain` where these cannot be read."""

from __future__ import annotations

from pathlib import Path

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.facsimile.plain import text_file, without_looks
from etl.leagues.facsimile.styled import with_looks
from etl.read.parsed import parsed
from etl.read.refusal import Refusal


def facsimile(path: Path) -> list[Facsimile]:
    """The sheets of a file that `read_file` could read, in its order, hidden ones too.

    Where the looks cannot be read though the cells can, the sheets are without looks. Refusal for a file
    whose cells cannot be read either; attachments have no sheets and may not be asked for.
    """
    try:
        return with_looks(path)
    except Refusal:
        sheets = parsed(path).sheets
        return [text_file(sheet) if sheet.name is None else without_looks(sheet) for sheet in sheets]
