"""Facsimile: a league's own sheets as they look, for the reply that shows them again.

`styled` reads them with their looks, in a process of its own (`child` and `formats`); `plain` is what remains
where the looks cannot be read.
"""

from __future__ import annotations

from pathlib import Path

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.facsimile.plain import text_file, without_looks
from etl.leagues.facsimile.styled import with_looks
from etl.read.opened import opened
from etl.read.refusal import Refusal
from etl.read.text import read_text
from etl.read.workbook import read_workbook

__all__ = ["facsimile"]


def facsimile(path: Path) -> list[Facsimile]:
    """The sheets of a file that `read_file` could read, in its order, hidden ones too.

    Where the looks cannot be read though the cells can, the sheets are without looks. Refusal for a file
    whose cells cannot be read either; attachments have no sheets and may not be asked for.
    """
    with opened(path) as (kind, plain):
        if kind == "text":
            return [text_file(read_text(plain))]
        try:
            return with_looks(plain, kind)
        except Refusal:
            return [without_looks(sheet) for sheet in read_workbook(plain, kind)]
