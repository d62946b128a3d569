"""What stands above and below a sheet's table: `填报单位:…`, in one cell or in two neighbours.

The neighbour is the next cell to the right; if that is another label, or there is none, the cell below (of a
label without a colon: behind a colon, nothing means that nothing was filled in).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.read.grid import Cell, Sheet
from etl.read.spellings import Spellings
from schemas.text import half_width, key

_BRACKETS = r"(?:\s*\([^()]*\))?"
_AROUND = " \t\r\n_;,。"
_SIGNED = re.compile(r"\((?:盖章|公章|章|签章|签字)\)")


@dataclass(frozen=True)
class Labelled:
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
        self._initials = {sign for name in words.labels for sign in (name[0].lower(), name[0].upper())}
        names = sorted(words.labels, key=len, reverse=True)
        spaced = "|".join(r"\s*".join(map(re.escape, name)) for name in names)
        self._in_one_cell = re.compile(rf"(?P<label>{spaced}){_BRACKETS}\s*:", re.IGNORECASE)
        self._alone = re.compile(rf"(?P<label>{spaced}){_BRACKETS}\s*:?", re.IGNORECASE)

    def starts(self, cell: Cell) -> bool:
        """Whether the cell is a label or begins with one and a colon."""
        text = _normal(cell)
        if text[:1] not in self._initials:  # which most cells are not
            return False
        alone = self._alone.fullmatch(text)
        # 单位 heads a column, too: as a label it has its colon.
        is_label = alone is not None and self._labels[key(alone["label"])] != "unit"
        return is_label or self._in_one_cell.match(text) is not None

    def in_rows(self, sheet: Sheet, rows: Iterable[int]) -> Iterator[Labelled]:
        """Whatever stands beside a label in these rows, blank values left out."""
        looked_at = set(rows)
        for row in sorted(looked_at):
            cells = list(sheet.row(row).items())
            for index, (column, cell) in enumerate(cells):
                if cell.kind == "text":
                    neighbours = [(row, *beside) for beside in cells[index + 1 : index + 2]]
                    if row + 1 in looked_at and column in sheet.row(row + 1) and ":" not in _normal(cell):
                        neighbours.append((row + 1, column, sheet.row(row + 1)[column]))
                    yield from self._in_cell(row, column, cell, neighbours)

    def _in_cell(
        self, row: int, column: int, cell: Cell, neighbours: list[tuple[int, int, Cell]]
    ) -> Iterator[Labelled]:
        text = _normal(cell)
        matches = list(self._in_one_cell.finditer(text))
        if not matches and (alone := self._alone.fullmatch(text)):
            matches = [alone]
        for index, match in enumerate(matches):
            end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
            label = self._labels[key(match["label"])]
            value = _clean(text[match.end() : end])
            if value:
                yield Labelled(label, value, "text", row, column)
            elif index + 1 == len(matches):
                yield from self._beside(label, neighbours)

    def _beside(self, label: str, neighbours: list[tuple[int, int, Cell]]) -> Iterator[Labelled]:
        for row, column, cell in neighbours:
            if not self._is_other(cell) and (text := _clean(_normal(cell))):
                yield Labelled(label, text, cell.kind, row, column)
                return

    def _is_other(self, cell: Cell) -> bool:
        """Whether the cell is something of its own: another label, known or not (`单位:万元`)."""
        return self.starts(cell) or (cell.kind == "text" and ":" in _normal(cell))


def _normal(cell: Cell) -> str:
    return half_width(cell.text).strip()


def _clean(text: str) -> str:
    """Without the place for the seal and the line to write on."""
    return _SIGNED.sub("", text).strip(_AROUND)
