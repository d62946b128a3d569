"""What a sheet says above and below its table: `填报单位:…`, in one cell or in two neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.read.grid import Cell, Sheet
from etl.read.spellings import Spellings
from schemas.text import key

_BRACKETS = r"(?:\s*\([^()]*\))?"
_AROUND = " \t\r\n_;,。"  # after NFKC
_SIGNED = re.compile(r"\((?:盖章|公章|章|签章|签字)\)")


@dataclass(frozen=True)
class Said:
    """A label and what stands beside it, which may be nothing but a word for nothing."""

    label: str
    text: str
    kind: str  # of the cell
    row: int
    column: int


class Labels:
    """Finds the registry's labels in cells."""

    def __init__(self, words: Spellings) -> None:
        self._labels = words.labels
        # The longest first: 填报盟市 is not 盟市. People write 报 告 期 with spaces.
        names = sorted(words.labels, key=len, reverse=True)
        spaced = "|".join(r"\s*".join(map(re.escape, name)) for name in names)
        self._in_one_cell = re.compile(rf"(?P<label>{spaced}){_BRACKETS}\s*:", re.IGNORECASE)
        self._alone = re.compile(rf"(?P<label>{spaced}){_BRACKETS}\s*:?", re.IGNORECASE)

    def starts(self, cell: Cell) -> bool:
        """Whether the cell is a label or begins with one and a colon."""
        text = _normal(cell)
        return bool(self._alone.fullmatch(text) or self._in_one_cell.match(text))

    def in_rows(self, sheet: Sheet, rows: Iterable[int]) -> Iterator[Said]:
        """Everything that is said beside a label in these rows, blank values left out."""
        for row in rows:
            cells = list(sheet.row(row).items())
            for index, (column, cell) in enumerate(cells):
                if cell.kind == "text":
                    following = cells[index + 1] if index + 1 < len(cells) else None
                    yield from self._in_cell(row, column, cell, following)

    def _in_cell(
        self, row: int, column: int, cell: Cell, following: tuple[int, Cell] | None
    ) -> Iterator[Said]:
        text = _normal(cell)
        found = list(self._in_one_cell.finditer(text))
        if not found and (alone := self._alone.fullmatch(text)):
            found = [alone]
        for index, match in enumerate(found):
            end = found[index + 1].start() if index + 1 < len(found) else len(text)
            label = self._labels[key(match["label"])]
            value = _clean(text[match.end() : end])
            if value:
                yield Said(label, value, "text", row, column)
            elif index + 1 == len(found) and following is not None and not self._is_other(following[1]):
                neighbour = _clean(_normal(following[1]))
                if neighbour:
                    yield Said(label, neighbour, following[1].kind, row, following[0])

    def _is_other(self, cell: Cell) -> bool:
        """Whether the cell says something of its own: another label, known or not (`单位:万元`)."""
        return self.starts(cell) or (cell.kind == "text" and ":" in _normal(cell))


def _normal(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", cell.text).strip()


def _clean(text: str) -> str:
    """Without the place for the seal and the line to write on."""
    return _SIGNED.sub("", text).strip(_AROUND)
