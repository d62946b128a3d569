"""The units that a sheet gives outside its figures' cells: 单位:元, 报表(金额单位:万元), 以元为单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.read.labels import Labels
from etl.read.match import Match
from etl.read.rows import Rows
from etl.read.spellings import Spellings
from schemas.text import half_width, key

_TIMES = "十百千万亿"
_BETWEEN = r"[\s,、;/()\[\]【】〔〕和及与或]+"
_CURRENCY = "人民币"


@dataclass(frozen=True)
class SheetUnit:
    """A unit, and the cell that it is written in."""

    unit: str
    row: int
    column: int

    def is_of_kind(self, wanted: str) -> bool:
        """Whether it counts what `wanted` does, in whatever multiples: 千元 and 万元; 万 counts all."""
        kind = key(self.unit).lstrip(_TIMES)
        return not kind or kind.endswith(key(wanted).lstrip(_TIMES))


def units_of(match: Match, rows: Rows, labels: Labels, words: Spellings) -> list[SheetUnit]:
    """The units written above, below and between the rows of a table, and over its columns of words."""
    header = range(match.first_row, match.last_row + 1)
    looked_at = sorted((*rows.other, *header))
    of_numbers = {
        heading.column
        for field, heading in match.headings.items()
        if (known := match.part.column(field)) is not None and known.holds in ("number", "percent")
    }
    units = [
        SheetUnit(unit.removeprefix(_CURRENCY), entry.row, entry.column)
        for entry in labels.in_rows(match.sheet, rows.other)
        if entry.label == "unit"
        for unit in filter(None, re.split(_BETWEEN, entry.text))
    ]
    pattern = _pattern(words)
    for row in looked_at:
        for column, cell in match.sheet.row(row).items():
            if cell.kind == "text" and not (row in header and column in of_numbers):
                units += [SheetUnit(unit, row, column) for unit in _in_text(cell.text, pattern)]
    return units


def _in_text(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(half_width(text)):
        for unit in re.split(_BETWEEN, next(filter(None, match.groups()))):
            yield unit.removeprefix(_CURRENCY)


def _pattern(words: Spellings) -> re.Pattern[str]:
    """Units behind 单位 or 金额, before 为单位 or 计, or alone in brackets at the end of a title."""
    unit = _any_of(words.units)
    units = rf"{unit}(?:{_BETWEEN}{unit})*"
    return re.compile(
        rf"(?:单位|金额)[\s:=为是()\[\]【】〔〕]*({units})(?!\w)|以\s*({units})\s*(?:为单位|计)|\(({units})\)\s*$"
    )


def _any_of(units: Iterable[str]) -> str:
    kinds = sorted({unit.lstrip(_TIMES) for unit in units}, key=len, reverse=True)
    return rf"(?:{_CURRENCY})?[{_TIMES}]*(?:{'|'.join(map(re.escape, kinds))})"
