"""The formulas of a wide part's sheet of a template: sums since 1 January, and the row of totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.template_cells import stands, value
from etl.read.grid import Position, address
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Column, Part
from schemas.text import plain


def wide_formulas(sheet: Facsimile, part: Part, period: Period) -> Iterator[tuple[Position, str]]:
    """Those of the sheet, if it has the part's captions; a cell that holds something else keeps it."""
    top, columns = _header(sheet, part)
    totals = registry().words["total_row"]
    keys = [column for field, column in columns.items() if not _column(part, field).indicator_code]
    named = {row: [value(sheet, row, at) for at in keys] for row in sorted({row for row, _ in sheet.faces})}
    rows = [row for row, cells in named.items() if row > top and columns and any(cells)]
    last = next((row for row in rows if not totals.keys().isdisjoint(map(str, named[row]))), None)
    rows = [row for row in rows if last is None or row < last]
    for field, at in columns.items():
        column = _column(part, field)
        figure = columns.get(_figure_of(part, column) or "")
        beside = value(sheet, top, at + 1)
        is_known = period.number == 1 or beside == f"{period.known.last_zh}本年累计"
        if figure is not None and is_known:
            yield from _sums_since(sheet, rows, (figure, at), column, period)
        if last is not None and column.indicator_code and rows:
            yield from _total(sheet, rows, last, at)


def _sums_since(
    sheet: Facsimile, rows: Sequence[int], columns: tuple[int, int], column: Column, period: Period
) -> Iterator[tuple[Position, str]]:
    decimals = registry().indicators[str(column.indicator_code)].decimals
    for row in rows:
        figure, held, before = (value(sheet, row, at) for at in (*columns, columns[1] + 1))
        ours, theirs = address(row, columns[0]), address(row, columns[1] + 1)
        formula = ours if period.number == 1 else f"ROUND({ours}+{theirs},{decimals})"
        last = 0.0 if period.number == 1 else before
        if not isinstance(last, float):
            continue
        given = round(figure + last, decimals) if isinstance(figure, float) else None
        if stands(held, given):
            yield (row, columns[1]), f'IF(ISNUMBER({ours}),{formula},"")'


def _total(sheet: Facsimile, rows: Sequence[int], last: int, at: int) -> Iterator[tuple[Position, str]]:
    numbers = [number for row in rows if isinstance(number := value(sheet, row, at), float)]
    summed = f"{address(rows[0], at)}:{address(last - 1, at)}"
    if stands(value(sheet, last, at), sum(numbers) if numbers else None):
        yield (last, at), f'IF(COUNT({summed})=0,"",SUM({summed}))'


def _header(sheet: Facsimile, part: Part) -> tuple[int, Mapping[str, int]]:
    """The row of the part's captions and the columns of its fields; none in any other sheet."""
    names = {plain(column.name_zh): column.field for column in part.columns}
    for row in sorted({row for row, _ in sheet.faces}):
        texts = {
            at: face.content
            for (of, at), face in sheet.faces.items()
            if of == row and isinstance(face.content, str)
        }
        places = {names[plain(text)]: at for at, text in texts.items() if plain(text) in names}
        if places.keys() == set(names.values()):
            return row, places
    return 0, {}


def _column(part: Part, field: str) -> Column:
    column = part.column(field)
    assert column is not None
    return column


def _figure_of(part: Part, to_date: Column) -> str | None:
    """The field of the figure that a sum since 1 January is of; None for any other column."""
    if to_date.fills != "year_to_date":
        return None
    column = part.sheet_column("figure", to_date.indicator_code)
    return column.field if column else None
