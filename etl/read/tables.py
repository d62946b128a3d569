"""A sheet that holds several tables, side by side or one below the other, as so many sheets.

Each is cut out where its header begins, and keeps its cells' places and what stands above the first header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from etl.read import limits
from etl.read.grid import Sheet
from etl.read.header import Captions, Header, Match, captions_of, headers, match_of
from etl.read.spellings import Spellings
from schemas.registry.objects import Part, Registry
from schemas.text import key

_Parts = Mapping[str, tuple[Part, Captions]]  # by return and part


def separate(sheet: Sheet, registry: Registry, words: Spellings) -> list[Sheet]:
    """The sheet's tables, each as a sheet of the same name; the sheet itself where it holds one or none."""
    if sheet.name is None:
        return [sheet]
    parts = {
        f"{part.return_kind}/{part.part}": (part, captions_of(part))
        for kind in registry.returns.values()
        for part in kind.parts
    }
    known = frozenset(caption for _, captions in parts.values() for caption in captions)
    rows = [row for row in sheet.rows if _may_be_header(sheet, row, known)]
    starts: list[tuple[int, Match]] = []
    for header in headers(sheet, rows, words):
        match = _whole(sheet, header, parts, words)
        if match is not None and not any(_is_same(match, other) for _, other in starts):
            starts.append((header.first_row, match))
    starts.sort(key=lambda found: found[0])
    if not starts:
        return [sheet]
    return [
        table
        for (first, match), last in zip(starts, [*(row for row, _ in starts[1:]), None], strict=True)
        for table in _side_by_side(_rows_of(sheet, first, last, starts[0][0]), match, parts, words)
    ]


def _may_be_header(sheet: Sheet, row: int, known: frozenset[str]) -> bool:
    return sum(cell.kind == "text" and key(cell.text) in known for cell in sheet.row(row).values()) > 1


def _whole(sheet: Sheet, header: Header, parts: _Parts, words: Spellings) -> Match | None:
    """The part that lacks nothing under this header, the one that fits best."""
    found = (match_of(sheet, part, captions, header, words) for part, captions in parts.values())
    whole = [match for match in found if match.is_part and not match.missing]
    return max(whole, key=lambda match: match.strength, default=None)


def _has_key(match: Match) -> bool:
    """Whether a column says what its rows are about: half of a table's columns may look like another part."""
    return any(column.role == "key" and column.field in match.headings for column in match.part.columns)


def _is_same(match: Match, other: Match) -> bool:
    """Whether it is the other's header again, as on every page, or one row of its two."""
    if match.first_row <= other.last_row and other.first_row <= match.last_row:
        return True
    columns = [
        {field: heading.column for field, heading in found.headings.items()} for found in (match, other)
    ]
    return match.part == other.part and columns[0] == columns[1]


def _rows_of(sheet: Sheet, first: int, last: int | None, top: int) -> Sheet:
    """The table whose header begins at row `first`, up to the next one, and what stands above row `top`."""
    return _cut(sheet, lambda row, _: row < top or (row >= first and (last is None or row < last)))


def _side_by_side(sheet: Sheet, match: Match, parts: _Parts, words: Spellings) -> Iterator[Sheet]:
    """The tables that begin on the row of this header, from left to right."""
    same = headers(sheet, (match.first_row,), words)
    header = next(found for found in same if found.last_row == match.last_row)
    for at in sorted({column for _, column, _ in header.columns})[1:]:
        left = replace(header, columns=tuple(column for column in header.columns if column[1] < at))
        right = replace(header, columns=tuple(column for column in header.columns if column[1] >= at))
        table, other = (_whole(sheet, half, parts, words) for half in (left, right))
        if table is not None and other is not None and _has_key(table) and _has_key(other):
            yield _columns_of(sheet, match.first_row, 0, at)
            yield from _side_by_side(
                _columns_of(sheet, match.first_row, at, limits.COLUMNS), other, parts, words
            )
            return
    yield sheet


def _columns_of(sheet: Sheet, top: int, first: int, last: int) -> Sheet:
    """These columns (`last` not included) from row `top` on, and what stands above it."""
    return _cut(sheet, lambda row, column: row < top or first <= column < last)


def _cut(sheet: Sheet, belongs: Callable[[int, int], bool]) -> Sheet:
    return replace(
        sheet,
        cells={at: cell for at, cell in sheet.cells.items() if belongs(*at)},
        merged=tuple(span for span in sheet.merged if belongs(span[0], span[1])),
    )
