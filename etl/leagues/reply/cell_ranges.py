"""Many cells in short: D4:D82 等79处."""

from __future__ import annotations

from collections.abc import Iterable

from etl.read.grid import Position, address, position

_SHOWN = 2


def positions(cells: Iterable[str | None]) -> tuple[Position, ...]:
    """Where the cells stand, each once, in their order; what is no address is left out."""
    places: dict[Position, None] = {}
    for cell in cells:
        try:
            places[position(cell or "")] = None
        except ValueError:
            continue
    return tuple(places)


def shortly(cells: Iterable[Position]) -> str:
    """The cells as ranges down their columns; where those are many the first, and how many cells in all."""
    listed = sorted(set(cells), key=lambda cell: (cell[1], cell[0]))
    runs: list[tuple[Position, Position]] = []
    for row, column in listed:
        if runs and runs[-1][1] == (row - 1, column):
            runs[-1] = (runs[-1][0], (row, column))
        else:
            runs.append(((row, column), (row, column)))
    ranges = [
        address(*first) if first == last else f"{address(*first)}:{address(*last)}" for first, last in runs
    ]
    if len(runs) > _SHOWN:
        return f"{ranges[0]} 等{len(listed)}处"
    return "、".join(ranges) + (f" 共{len(listed)}处" if len(listed) > len(runs) else "")
