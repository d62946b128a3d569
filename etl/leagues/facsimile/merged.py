"""Merged ranges as a workbook takes them: apart from each other; and which cell shows what a merge holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from etl.read.grid import Position, Range


def disjoint(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges of more than one cell, in the order of their first cells; one that lies over another is
    left out, because no workbook may hold both."""
    kept: list[Range] = []
    reaching: list[Range] = []  # those that may reach down to the next one's top
    for top, left, bottom, right in sorted(ranges):
        reaching = [other for other in reaching if other[2] >= top]
        free = all(other[3] < left or right < other[1] for other in reaching)
        if free and (top, left) < (bottom, right) and top <= bottom and left <= right:
            reaching.append((top, left, bottom, right))
            kept.append((top, left, bottom, right))
    return tuple(kept)


def area(merge: Range) -> int:
    """How many cells the range covers."""
    top, left, bottom, right = merge
    return (bottom - top + 1) * (right - left + 1)


def anchors(merged: Iterable[Range]) -> Callable[[Position], Position]:
    """What leads from a cell to the first one of its merge, or to itself; the ranges must be disjoint."""
    rows: dict[int, list[tuple[int, int, int]]] = {}  # first column, last column, first row
    for top, left, bottom, right in sorted(merged, key=lambda merge: merge[1]):
        for row in range(top, bottom + 1):
            rows.setdefault(row, []).append((left, right, top))

    def anchor(cell: Position) -> Position:
        row, column = cell
        of_row = rows.get(row, [])
        place = bisect_right(of_row, column, key=lambda merge: merge[0])
        left, right, top = of_row[place - 1] if place else (0, -1, 0)
        return (top, left) if column <= right else cell

    return anchor
