"""A sheet that is one table: its title, what a reader must know, the header, the lines; and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.common.punctuation import chinese
from etl.publish.annual.content import Content
from etl.publish.annual.workbook.cells import Cell, Chart, Line, Sheet, centred
from etl.publish.annual.workbook.heights import split

# Lines above the first line of the table: title, note and header.
TOP = 3


def table(
    content: Content,
    name: str,
    note: str,
    columns: Sequence[tuple[str, float]],
    lines: Sequence[Line],
    *,
    nothing: str = "无。",
    frozen: int = 0,
    filtered: bool = True,
    landscape: bool = True,
    paper: str = "A4",
    pages: int = 0,
    total: Line | None = None,
    chart: Chart | None = None,
    together: bool = False,
) -> Sheet:
    """The sheet; where there are no lines it says `nothing`.

    `total`: a last line that filters leave alone; the chart's lines count from the table's first.
    """
    widths = [width for _, width in columns]
    top: list[Line] = [
        over(Cell(f"{content.title}{name}({content.edition.mark})", "title", "center"), columns),
        over(Cell(f"{content.stamp}。{chinese(note)}", "stamp"), columns),
        [centred(title, "header") for title, _ in columns],
    ]
    placed = None
    if chart and lines:
        first, last = chart.lines
        placed = replace(chart, lines=(first + TOP, last + TOP))
    else:
        lines = split(lines, widths)
    shown = [*lines, *([total] if total else [])] if lines else [over(centred(chinese(nothing)), columns)]
    return Sheet(
        name,
        widths,
        [*top, *shown],
        TOP,
        frozen,
        paper,
        landscape,
        pages,
        (TOP - 1, TOP + len(lines) - 1) if filtered and lines else None,
        chart=placed,
        together=together,
    )


def over(cell: Cell, columns: Sequence[object]) -> Line:
    """A line that is one cell, as wide as the table."""
    return [replace(cell, cols=len(columns)), *[None] * (len(columns) - 1)]
