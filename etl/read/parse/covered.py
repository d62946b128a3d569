"""What stands behind a merged cell: programs keep it, and show nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from etl.read import limits
from etl.read.grid import Position, Range
from etl.read.refusal import Refusal

# Ranges that do not overlap have a cell looked at once for each range in its row, at most.
_LOOKS = limits.CELLS * limits.COLUMNS


def covered(merged: Sequence[Range], cells: Collection[Position]) -> set[Position]:
    """The cells that a merged one covers; Refusal for ranges that overlap as no program writes them."""
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        rows.setdefault(row, []).append(column)
    hidden: set[Position] = set()
    looks = 0
    for top, left, bottom, right in merged:
        lines = range(top, bottom + 1) if bottom - top < len(rows) else rows
        for row in lines:
            columns = rows.get(row, []) if top <= row <= bottom else []
            hidden.update((row, column) for column in columns if left <= column <= right)
            looks += 1 + len(columns)
        hidden.discard((top, left))
        if looks > _LOOKS:
            raise Refusal("file_unreadable", "合并的单元格互相重叠,文件结构异常")
    return hidden
