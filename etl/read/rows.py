"""Which rows of a sheet are the part's data, and which are totals, headings, notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.read.grid import Cell, Position
from etl.read.header import Match
from etl.read.labels import Labels
from etl.read.spellings import Spellings
from schemas.text import key

_CODE = re.compile(r"P\d+.*")
_NUMBERS = ("number", "percent")


def split_rows(match: Match, labels: Labels, words: Spellings) -> tuple[list[int], list[int]]:
    """The sheet's data rows, and the other rows above and below the header, where labels may stand."""
    data: list[int] = []
    other: list[int] = []
    for row in match.sheet.rows:
        if row < match.first_row:
            other.append(row)
        elif row > match.last_row:
            (data if _is_data(row, match, labels, words) else other).append(row)
    return data, other


def fills(match: Match) -> Mapping[Position, Position]:
    """Of the cells that a merged range covers below its first row: where its words stand.

    Only for words: a number that is merged over rows is the first row's.
    """
    fields = {heading.column: field for field, heading in match.headings.items()}
    last = max(match.sheet.rows, default=0)
    origins: dict[Position, Position] = {}
    for top, left, bottom, _ in match.sheet.merged:
        column = match.part.column(fields.get(left, ""))
        holds_words = column is not None and column.holds not in _NUMBERS
        if top <= match.last_row or not holds_words or (top, left) not in match.sheet.cells:
            continue
        for row in range(top + 1, min(bottom, last) + 1):
            if (row, left) in origins:
                break  # ranges that overlap, which no spreadsheet program writes
            origins[row, left] = top, left
    return origins


def _is_data(row: int, match: Match, labels: Labels, words: Spellings) -> bool:
    cells = match.sheet.row(row)
    first = next(iter(cells.values()))
    if labels.starts(first) or _is_numbering(cells, words) or _is_note(cells, words):
        return False
    written: dict[str, list[Cell]] = {}
    for column in match.part.columns:
        heading = match.headings.get(column.field)
        if heading is not None and heading.column in cells:
            written.setdefault(column.role, []).append(cells[heading.column])
    keys = [cell.text for cell in written.get("key", [])]
    if _is_total(cells, keys, match, words) or _repeats_header(cells, match):
        return False
    if any(written.get(role) for role in ("value", "unit")):
        return True
    # Only words: a heading, a note or a remark, unless they name what the part is about.
    return any(_identifies(text, match, words) for text in keys)


def _is_total(cells: Mapping[int, Cell], keys: list[str], match: Match, words: Spellings) -> bool:
    """Whether what the row is about is a total; where nothing says it, 合计 alone in any cell does."""
    if not keys and any(key(cell.text).strip(":") in words.total_rows for cell in cells.values()):
        return True
    column, first = next(iter(cells.items()))
    of_part = column in (heading.column for heading in match.headings.values())
    return any(_is_total_name(text, words) for text in (keys if of_part else [first.text, *keys]))


def _is_total_name(text: str, words: Spellings) -> bool:
    name = key(text).strip(":")
    known = name in words.indicators or name in words.projects
    return not known and any(name.endswith(total) for total in words.total_rows)


def _is_numbering(cells: Mapping[int, Cell], words: Spellings) -> bool:
    """1, 2, 3, … or 甲, 乙, 1, 2, … across: the row that numbers the columns."""
    texts = [key(cell.text).strip("()") for cell in cells.values()]
    if any(text in words.numbering_rows for text in texts):
        return all(text.isdecimal() or text in words.numbering_rows for text in texts)
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_note(cells: Mapping[int, Cell], words: Spellings) -> bool:
    """`注:…` alone on its row, in whatever column."""
    first, *others = cells.values()
    before, colon, _ = key(first.text).partition(":")
    return not others and bool(colon) and before.rstrip("0123456789") in words.notes


def _repeats_header(cells: Mapping[int, Cell], match: Match) -> bool:
    """Whether the header stands here again, as on every printed page."""
    captions = {heading.column: key(heading.caption) for heading in match.headings.values()}
    same = sum(key(cells[column].text) == caption for column, caption in captions.items() if column in cells)
    return same > 1 and same == sum(column in cells for column in captions)


def _identifies(text: str, match: Match, words: Spellings) -> bool:
    name = key(text)
    if match.part.subject == "indicator":
        return name in words.indicators or _CODE.fullmatch(name) is not None
    return name in words.projects or (name.isdecimal() and match.part.subject == "project")
