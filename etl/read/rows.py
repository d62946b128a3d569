"""Which rows of a sheet are the part's data, and which are totals, headings, notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.read.grid import Cell, Position
from etl.read.labels import Labels
from etl.read.match import Match
from etl.read.spellings import Spellings
from schemas.text import key

_CODE = re.compile(r"P\d+.*")
_NUMBERS = ("number", "percent")


@dataclass(frozen=True)
class Rows:
    """A sheet's rows by what they are.

    `other` stand above and below the header, where labels may stand; `totals` are among them. `unnamed` hold
    words of the part or figures, and nothing that names what they are about.
    """

    data: tuple[int, ...]
    other: tuple[int, ...]
    unnamed: tuple[int, ...]
    totals: tuple[int, ...] = ()


def split_rows(match: Match, labels: Labels, words: Spellings) -> Rows:
    """The sheet's rows by what they are, without those of the header."""
    kinds: dict[str, list[int]] = {"data": [], "other": [], "unnamed": [], "total": []}
    named = _named_by_merging(match)
    for row in match.sheet.rows:
        if row < match.first_row:
            kinds["other"].append(row)
        elif row > match.last_row:
            kinds[_kind(row, match, labels, words, row in named)].append(row)
    other = sorted((*kinds["other"], *kinds["total"]))
    return Rows(tuple(kinds["data"]), tuple(other), tuple(kinds["unnamed"]), tuple(kinds["total"]))


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


def _kind(row: int, match: Match, labels: Labels, words: Spellings, is_named: bool) -> str:
    cells = match.sheet.row(row)
    first = next(iter(cells.values()))
    if labels.starts(first) or _is_numbering(cells, words) or _is_note(cells, words):
        return "other"
    keys = [cells[column].text for column in match.by_role["key"] if column in cells]
    if _is_total(cells, keys, match, words):
        return "total"
    if _repeats_header(cells, match):
        return "other"
    # Words alone are a heading, a note or a remark, unless they name what the part is about.
    if any(_identifies(text, match, words) for text in keys):
        return "data"
    if cells.keys().isdisjoint((*match.by_role["value"], *match.by_role["unit"])) or _is_footer(
        cells, labels
    ):
        return "other"
    return "data" if keys or is_named or match.part.subject == "none" else "unnamed"


def _is_footer(cells: Mapping[int, Cell], labels: Labels) -> bool:
    """Whether it holds labels, in any cell, and no number but behind one: 填表人:丙, 联系电话 …"""
    are_labels = [cell.kind == "text" and labels.starts(cell) for cell in cells.values()]
    before = [False, *are_labels]
    return any(are_labels) and not any(
        cell.kind == "number" and not behind for cell, behind in zip(cells.values(), before, strict=False)
    )


def _named_by_merging(match: Match) -> frozenset[int]:
    """The rows that a merged cell names."""
    return frozenset(row for row, column in fills(match) if column in match.by_role["key"])


def _is_total(cells: Mapping[int, Cell], keys: list[str], match: Match, words: Spellings) -> bool:
    """Whether what the row is about is a total; where nothing names that, 合计 alone in any cell counts."""
    if not keys and any(key(cell.text).strip(":") in words.total_rows for cell in cells.values()):
        return True
    column, first = next(iter(cells.items()))
    names = keys if column in match.captions else [first.text, *keys]
    return any(_is_total_name(name, words) for name in names)


def _is_total_name(text: str, words: Spellings) -> bool:
    name = key(text).strip(":")
    return name.endswith(words.total_rows) and name not in words.indicators and name not in words.projects


def _is_numbering(cells: Mapping[int, Cell], words: Spellings) -> bool:
    """1, 2, 3, … or 甲, 乙, 1, 2, … across: the row that numbers the columns."""
    texts: list[str] = []
    for cell in cells.values():
        text = key(cell.text).strip("()")
        if not (text.isdecimal() or text in words.numbering_rows):
            return False
        texts.append(text)
    if not words.numbering_rows.isdisjoint(texts):
        return True
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _is_note(cells: Mapping[int, Cell], words: Spellings) -> bool:
    """`注:…` alone on its row, in whatever column."""
    if len(cells) > 1:
        return False
    (cell,) = cells.values()
    before, colon, _ = key(cell.text).partition(":")
    return bool(colon) and before.rstrip("0123456789") in words.notes


def _repeats_header(cells: Mapping[int, Cell], match: Match) -> bool:
    """Whether the header stands here again, as on every printed page."""
    written = [(cells[column].text, caption) for column, caption in match.captions.items() if column in cells]
    return len(written) > 1 and all(key(text) == caption for text, caption in written)


def _identifies(text: str, match: Match, words: Spellings) -> bool:
    name = key(text)
    if match.part.subject == "indicator":
        return name in words.indicators or _CODE.fullmatch(name) is not None
    return name in words.projects or (name.isdecimal() and match.part.subject == "project")
