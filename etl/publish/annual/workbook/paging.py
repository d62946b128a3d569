"""Where the pages of a printed sheet end: never within lines that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.publish.annual.workbook.cells import Line, Sheet

# Points of the paper, the short side first, and of the margins that `drawing` sets.
_PAPERS = {"A3": (842, 1191), "A4": (595, 842)}
_BESIDE, _ABOVE_AND_BELOW = 0.8 * 72, 1.1 * 72
_AIR = 0.97  # programs measure lines a little differently


def areas(sheet: Sheet, high: Sequence[float]) -> list[tuple[int, int]]:
    """First and last line of each area that begins a page of its own: together the whole sheet.

    One area, unless lines are to stay together; those that are longer than a page go on over several.
    """
    begin = [0]
    if sheet.together:
        begin += _breaks(sheet, high)
    return [*zip(begin, [line - 1 for line in [*begin[1:], len(sheet.lines)]], strict=True)]


def _breaks(sheet: Sheet, high: Sequence[float]) -> Iterator[int]:
    """The lines that begin another page."""
    wide, long = _paper(sheet)
    # The sheet is made as wide as its paper; a program whose columns are wider has room for more lines.
    scale = min(1, (wide - _BESIDE) / (sum(int(width * 7 + 5) for width in sheet.widths) * 0.75))
    room = _AIR * (long - _ABOVE_AND_BELOW) / scale - sum(high[: sheet.top])
    used = 0.0
    for first, last in _blocks(sheet.lines, sheet.top):
        points = sum(high[first:last])
        if used and used + points > room:
            yield first
            used = 0
        used = (used + points) % room if points > room else used + points


def _blocks(lines: Sequence[Line], top: int) -> Iterator[tuple[int, int]]:
    """The first line of each block below the header, and the line behind its last."""
    first = top
    while first < len(lines):
        last = first + 1
        place = first
        while place < last:
            last = max([last, *(place + cell.rows for cell in lines[place] if cell)])
            place += 1
        yield first, last
        first = last


def _paper(sheet: Sheet) -> tuple[int, int]:
    """Width and height of the paper as it lies."""
    short, long = _PAPERS[sheet.paper]
    return (long, short) if sheet.landscape else (short, long)
