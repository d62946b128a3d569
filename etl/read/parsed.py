"""A file's sheets, as the process that takes it apart found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.read.confined import all_confined, confined
from etl.read.grid import Cell, Sheet
from etl.read.refusal import Refusal

if TYPE_CHECKING:
    from etl.read.parse.cells import FileAnswer, SheetAnswer

_TASK = "etl.read.parse.cells"


@dataclass(frozen=True)
class Parsed:
    """A file's sheets in its order, a text file's only one; and what lies in it besides cells, in Chinese."""

    is_attachment: bool
    sheets: list[Sheet]
    carried: tuple[str, ...] = ()


def parsed(path: Path, name: str = "") -> Parsed:
    """The file as far as it can be read by itself.

    Refusal for what cannot be opened or may act when somebody opens it, and for an attachment that its `name`
    calls a return.
    """
    return _parsed(confined(_TASK, path, name=name))


def all_parsed(files: Sequence[tuple[Path, str]]) -> list[Parsed | Exception]:
    """As `parsed`, of each of a sender's files with its name; what would be raised stands in its place."""
    asked = [(path, {"name": name}) for path, name in files]
    return [_outcome(answer) for answer in all_confined(_TASK, asked)]


def _outcome(answer: FileAnswer | Exception) -> Parsed | Exception:
    try:
        return answer if isinstance(answer, Exception) else _parsed(answer)
    except Refusal as refusal:
        return refusal


def _parsed(answer: FileAnswer) -> Parsed:
    if "refusal" in answer:
        raise Refusal(*answer["refusal"])
    return Parsed(
        answer["kind"] == "attachment", list(map(sheet_of, answer["sheets"])), tuple(answer["carried"])
    )


def sheet_of(answer: SheetAnswer) -> Sheet:
    """The sheet that an answer of that process tells of."""
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
