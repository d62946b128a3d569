"""A file's sheets, as the process that takes it apart found them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from etl.read.confined import confined
from etl.read.grid import Cell, Sheet
from etl.read.refusal import Refusal

if TYPE_CHECKING:
    from etl.read.parse.cells import FileAnswer, SheetAnswer

_TASK = "etl.read.parse.cells"


def sheets_of(path: Path, name: str = "") -> list[Sheet] | None:
    """The sheets in the file's order, a text file's only one; None if it is an attachment.

    Refusal for what cannot be opened, and for an attachment that its `name` calls a return.
    """
    answer: FileAnswer = confined(_TASK, path, name=name)
    if "refusal" in answer:
        raise Refusal(*answer["refusal"])
    if answer["kind"] == "attachment":
        return None
    return list(map(_sheet, answer["sheets"]))


def _sheet(answer: SheetAnswer) -> Sheet:
    return Sheet(
        answer["name"],
        {
            (row, column): Cell(kind, text, mark, shown)
            for row, column, kind, text, mark, shown in answer["cells"]
        },
        tuple((top, left, bottom, right) for top, left, bottom, right in answer["merged"]),
        answer["hidden"],
        tuple(answer["widths"]),
        answer["delimiter"],
    )
