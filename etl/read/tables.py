"""A sheet that holds several tables, side by side or one below the other, as so many sheets.

Each is cut out where its header begins, and keeps its cells' places and what stands above the first header.
Tables beside each other may begin on different rows: a row belongs to each of them up to the other's columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from etl.read import limits
from etl.read.grid import Sheet
from etl.read.header import Header, has_caption, headers
from etl.read.match import Captions, Match, match_of
from etl.read.spellings import Spellings
from schemas.registry.objects import Part, Registry
from schemas.text import key

_Parts = Mapping[str, tuple[Part, Captions]]  # by return and part


def separate(sheet: Sheet, registry: Registry, words: Spellings) -> list[Sheet]:
    """The sheet's tables, each as a sheet of the same name; the sheet itself where it holds one or none."""
    if sheet.name is None:
        return [sheet]
    parts = {
        f"{part.return_kind}/{part.part}": (part, part.captions)
        for kind in registry.returns.values()
        for part in kind.parts
    }
    rows = [row for row in sheet.rows if _may_be_header(sheet, row, words.captions)]
    starts: list[tuple[int, Match]] = []
    met = set()
    for header in headers(sheet, rows, words):
        captions = tuple((column, ways) for _, column, ways in header.columns)
        if captions in met:  # as on every printed page
            continue
        met.add(captions)
        match = _whole(sheet, header, parts, words)
        if match is not None and not any(_is_same(match, other) for _, other in starts):
            starts.append((header.first_row, match))
            limits.check_tables(sheet.name, len(starts))
    starts.sort(key=lambda start: start[0])
    return [
        table
        for _, match in starts
        for table in _side_by_side(_area(sheet, match, starts), match, parts, words)
    ] or [sheet]


def _may_be_header(sheet: Sheet, row: int, known: frozenset[str]) -> bool:
    return sum(cell.kind == "text" and key(cell.text) in known for cell in sheet.row(row).values()) > 1


def _whole(sheet: Sheet, header: Header, parts: _Parts, words: Spellings) -> Match | None:
    """The part that lacks nothing under this header, the one that fits best."""
    matches = (
        match_of(sheet, part, captions, header, words)
        for part, captions in parts.values()
        if not header.words.isdisjoint(captions)
    )
    whole = [match for match in matches if match.is_part and not match.missing]
    return max(whole, key=lambda match: match.strength, default=None)


def _has_key(match: Match) -> bool:
    """Whether a column names the rows' subject: half of a table's columns may look like another part."""
    return any(column.role == "key" and column.field in match.headings for column in match.part.columns)


def _is_same(match: Match, other: Match) -> bool:
    """Whether it is the other's header again, as on every page, or one row of its two."""
    if match.first_row <= other.last_row and other.first_row <= match.last_row:
        return True
    columns = [{field: heading.column for field, heading in each.headings.items()} for each in (match, other)]
    return match.part == other.part and columns[0] == columns[1]


def _area(sheet: Sheet, match: Match, starts: Sequence[tuple[int, Match]]) -> Sheet:
    """The table under this header, up to the next one below or beside it, and what stands above the first."""
    (first, _), *others = starts
    if not others:
        return sheet
    _, right = _span(match)
    below = [row for row, other in starts if row > match.first_row and not _is_beside(other, match)]
    last = min(below, default=max(sheet.rows) + 1)
    beside = [(row, *_span(other)) for row, other in starts if _is_beside(other, match)]

    def belongs(row: int, column: int) -> bool:
        if row < first:
            return True
        is_others = any(
            row >= top and (column >= start if start > right else column <= end) for top, start, end in beside
        )
        return match.first_row <= row < last and not is_others

    return _cut(sheet, belongs)


def _span(match: Match) -> tuple[int, int]:
    return min(_columns(match)), max(_columns(match))


def _columns(match: Match) -> frozenset[int]:
    return frozenset(heading.column for heading in match.headings.values())


def _is_beside(match: Match, other: Match) -> bool:
    (left, right), (start, end) = _span(match), _span(other)
    return right < start or end < left


def _side_by_side(sheet: Sheet, match: Match, parts: _Parts, words: Spellings) -> Iterator[Sheet]:
    """The tables that begin on the row of this header, from left to right.

    Half of a table may look like another part, as 序号, 存在问题 and 意见建议 are the suggestions: where one
    part has a use for every column that the halves would use, there is one table.
    """
    same = headers(sheet, (match.first_row,), words)
    header = next(header for header in same if header.last_row == match.last_row)
    unused = [column for column in header.columns if column[1] not in _columns(match)]
    if not has_caption(unused, words):  # no part could use more of them
        yield sheet
        return
    for at in sorted({column for _, column, _ in header.columns})[1:]:
        left = replace(header, columns=tuple(column for column in header.columns if column[1] < at))
        right = replace(header, columns=tuple(column for column in header.columns if column[1] >= at))
        table = _whole(sheet, left, parts, words)
        other = _whole(sheet, right, parts, words) if table else None
        if table is None or other is None or _columns(table) | _columns(other) <= _columns(match):
            continue
        if _has_key(table) and _has_key(other):
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
