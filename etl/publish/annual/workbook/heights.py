"""How high lines must be for the texts in them: no program fits merged cells by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from etl.common.widths import width_of
from etl.publish.annual.workbook.cells import Cell, Line
from etl.publish.annual.workbook.looks import size

# Points: the highest line that a workbook can have is 409.
_HIGHEST = 400
_AIR = 5
_LONGEST = 5000
_PER_LETTER = 1.4  # a line of text, in sizes of its letters


def split(lines: Sequence[Line], widths: Sequence[float]) -> list[Line]:
    """The same lines; one whose text needs more height than a line can have goes over several.

    A text of more than 5,000 letters is cut there, and says how long it is.
    """
    parted: list[Line] = []
    for line in [[_shortened(cell) for cell in line] for line in lines]:
        parts = math.ceil(_alone(line, widths) / _HIGHEST)
        if parts > 1 and all(cell is None or cell.rows == 1 for cell in line):
            parted.append([cell and replace(cell, rows=parts, tall=True) for cell in line])
            parted += [[None] * len(line)] * (parts - 1)
        else:
            parted.append(line)
    return parted


def _shortened(cell: Cell | None) -> Cell | None:
    text = cell.value if cell else None
    if cell is None or not isinstance(text, str) or len(text) <= _LONGEST:
        return cell
    return replace(cell, value=f"{text[:_LONGEST]}……(共{len(text)}字,全文见盟市原表)")


def heights(lines: Sequence[Line], widths: Sequence[float], least: float) -> list[float]:
    """Points for each line; cells that go over several lines find room in all of them together."""
    high = [min(_HIGHEST, max(least, _alone(line, widths))) for line in lines]
    for place, line in enumerate(lines):
        for cell, wanted in _wanted(line, widths):
            lacking = wanted - sum(high[place : place + cell.rows])
            for below in range(place, place + cell.rows) if lacking > 0 else ():
                high[below] = min(_HIGHEST, high[below] + lacking / cell.rows)
    return high


def _alone(line: Line, widths: Sequence[float]) -> float:
    return max((wanted for cell, wanted in _wanted(line, widths) if cell.rows == 1), default=0)


def _wanted(line: Line, widths: Sequence[float]) -> list[tuple[Cell, float]]:
    return [
        (cell, _points(cell, sum(widths[column : column + cell.cols])))
        for column, cell in enumerate(line)
        if cell
    ]


def _points(cell: Cell, width: float) -> float:
    if cell.chart:
        return cell.chart.height
    if not isinstance(cell.value, str):
        return 0
    letters = size(cell)
    room = (width - (1 if cell.align == "center" else 2.5)) * 10 / letters
    lines = sum(_text_lines(paragraph, room) for paragraph in cell.value.split("\n"))
    return lines * letters * _PER_LETTER + _AIR


def _text_lines(text: str, room: float) -> int:
    """Lines that a text takes; a Chinese character is as wide as two digits, and some may not end a line."""
    wide = width_of(text)
    return max(1, math.ceil(wide / room if wide <= room else (wide + 2) / (room - 1)))
