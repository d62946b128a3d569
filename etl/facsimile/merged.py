"""Merged ranges as a workbook takes them: apart from each other."""

from __future__ import annotations

from collections.abc import Iterable

from etl.read.grid import Range


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
