"""The rows of a sheet that may be its header, and the captions that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from etl.read import limits
from etl.read.grid import Cell, Sheet
from etl.read.spellings import Spellings
from schemas.text import key

_TRAILING_BRACKET = re.compile(r"(.+)\(([^()]+)\)")
# Signs around a caption that are no part of it: `*指标编码` (must be filled in), `项目名称:`.
_ORNAMENTS = "*★▲:"


class Caption(NamedTuple):
    """One way to read what heads a column; `remark` is what stands over or under it in its group."""

    text: str
    remark: str = ""


HeaderColumn = tuple[int, int, tuple[Caption, ...]]  # its first row, the column, the captions to try


@dataclass(frozen=True)
class Header:
    """One or two rows that may be the header."""

    first_row: int
    last_row: int
    columns: tuple[HeaderColumn, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """What its captions say, with and without what stands in brackets behind them."""
        return frozenset(
            word for _, _, ways in self.columns for way in ways for word in taken_apart(way.text)[:2]
        )


def headers(sheet: Sheet, rows: Iterable[int], words: Spellings) -> Iterator[Header]:
    """Each of these rows, and each two, that has captions; columns under a qualifier are left out."""
    rows = list(rows)

    @cache
    def qualified(row: int) -> frozenset[int]:
        return _qualified(sheet, row, words)

    @cache
    def captioned(row: int) -> bool:
        return any(_is_caption(cell.text, words) for _, cell in _texts(sheet, row))

    for row in rows:
        if captioned(row):
            columns = [(row, column, (Caption(cell.text),)) for column, cell in _texts(sheet, row)]
            others = qualified(row)
            yield Header(row, row, tuple(column for column in columns if column[1] not in others))
    for row in rows:
        if not (captioned(row) or captioned(row + 1) or _may_be_broken(sheet, row, words)):
            continue
        if sheet.row(row + 1) and has_caption(two := list(_two_lines(sheet, row, words)), words):
            below = {column for column, _ in _texts(sheet, row + 1)}
            others = qualified(row) | (qualified(row + 1) & below)
            others -= _broken(sheet, row, words)
            yield Header(row, row + 1, tuple(column for column in two if column[1] not in others))


def has_caption(columns: Iterable[HeaderColumn], words: Spellings) -> bool:
    """Whether one of the columns is called what a column of a part is."""
    return any(_is_caption(way.text, words) for _, _, ways in columns for way in ways)


def _is_caption(text: str, words: Spellings) -> bool:
    return not words.captions.isdisjoint(taken_apart(text)[:2])


def _may_be_broken(sheet: Sheet, row: int, words: Spellings) -> bool:
    """Whether a caption may go on in the next row, as it begins like one or is a group's: no data do."""
    below = sheet.row(row + 1)
    beginnings = (key(cell.text).partition("(")[0] for column, cell in _texts(sheet, row) if column in below)
    return bool(sheet.merged_from(row)) or any(
        text.strip(_ORNAMENTS) in words.beginnings for text in beginnings
    )


def _qualified(sheet: Sheet, row: int, words: Spellings) -> frozenset[int]:
    """The columns over which a qualifier stands, merged over them or at the first; a title is none."""
    captions = {column: key(cell.text) for column, cell in _texts(sheet, row)}
    others: set[int] = set()
    for above in (row - 1, row - 2):
        spans = {left: right for _, left, _, right in sheet.merged_from(above)}
        for column, cell in _texts(sheet, above):
            if words.qualifies(cell.text):
                group = range(column, _end(column, above, row, spans, sheet) + 1)
                if column in spans or not _is_torn(captions, group):
                    others.update(group)
    return frozenset() if captions.keys() <= others else frozenset(others)


def _broken(sheet: Sheet, row: int, words: Spellings) -> set[int]:
    """The columns whose caption goes on in the next row: 预计 over 下月需求 qualifies nothing."""
    below = sheet.row(row + 1)
    return {
        column
        for column, cell in _texts(sheet, row)
        if column in below and key(cell.text + below[column].text) in words.captions
    }


def _is_torn(captions: Mapping[int, str], group: range) -> bool:
    """Whether a group's captions come in another order outside: its own caption stands over its middle."""
    inside = [caption for column, caption in captions.items() if column in group]
    outside = [caption for column, caption in captions.items() if column not in group]
    ordered = [
        list(dict.fromkeys(caption for caption in captions if caption in others))
        for captions, others in ((inside, outside), (outside, inside))
    ]
    return ordered[0] != ordered[1]


def _end(column: int, above: int, row: int, spans: Mapping[int, int], sheet: Sheet) -> int:
    """The last column that a group's caption stands over: as far as it is merged, else up to the next."""
    if column in spans:
        return min(spans[column], limits.COLUMNS)
    if above < row - 1:  # a title, which is written over nothing
        return column - 1
    return min((at for at in sheet.row(above) if at > column), default=max(sheet.row(row), default=0) + 1) - 1


def _two_lines(sheet: Sheet, row: int, words: Spellings) -> Iterator[HeaderColumn]:
    above = dict(_texts(sheet, row))
    for _, left, bottom, right in sheet.merged_from(row):
        if bottom == row and left in above:  # a group's caption over several columns
            above |= dict.fromkeys(range(left, min(right, limits.COLUMNS) + 1), above[left])
    below = dict(_texts(sheet, row + 1))
    for column in sorted(above.keys() | below.keys()):
        if column not in below:
            if column in sheet.row(row):
                yield row, column, (Caption(above[column].text),)
        elif column not in above:
            yield row + 1, column, (Caption(below[column].text),)
        else:
            upper, lower = above[column].text, below[column].text
            captions: tuple[Caption, ...] = (Caption(lower, upper), Caption(upper + lower))
            if key(lower) in words.actual or words.qualifies(lower):
                captions += (Caption(upper, lower),)
            yield row + 1, column, captions


def _texts(sheet: Sheet, row: int) -> Iterable[tuple[int, Cell]]:
    return ((column, cell) for column, cell in sheet.row(row).items() if cell.kind == "text")


# The same cells are tried for every part, the same captions stand in every file.
@lru_cache(maxsize=4096)
def taken_apart(text: str) -> tuple[str, str, str]:
    """A caption without ornaments; the same without the brackets behind it; what stands in these."""
    caption = key(text).strip(_ORNAMENTS)
    bracketed = _TRAILING_BRACKET.fullmatch(caption)
    return (caption, bracketed[1].strip(_ORNAMENTS), bracketed[2]) if bracketed else (caption, caption, "")
