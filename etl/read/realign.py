"""Rows of a text file with more fields than the header: a text holds the delimiter, without quotes.

The fields of such a row are dealt out to the columns anew: only free text takes more than one, every other
column must get what it holds, and a text goes on where it has not come to its full stop. Where that leaves a
doubt, and wherever a number may have been cut at its thousands, the row is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from etl.read.grid import Cell, Sheet, is_blank
from etl.read.match import Joined, Match
from etl.read.spellings import Spellings
from etl.read.subject import code_by_name, code_of
from schemas.registry.objects import Column
from schemas.text import key

_ENDS = re.compile(r"[。.!！?？;；)）”]\s*$")
_DIGIT = re.compile(r"\d")
_FIRST_THOUSANDS = re.compile(r"\d{1,3}")
_NEXT_THOUSANDS = re.compile(r"\d{3}(?:\.\d+)?")
_CODE = re.compile(r"P\d\d-\d+")

# What weighs more comes first: columns get what they hold, a cut number is seen, texts end at full stops.
_MISFIT, _CUT_NUMBER, _CONTINUES = -10_000, 100, 1

# A text with more commas than this is quoted, or the record is no row of the table.
_MOST_SURPLUS = 10


@dataclass(frozen=True)
class _Way:
    """One way to deal out fields to the columns so far: `taken` by each; `same`: another way is as good."""

    score: int = 0
    taken: tuple[int, ...] = ()
    cuts_number: bool = False
    same: bool = False


def realign(match: Match, words: Spellings) -> Match:
    """The match with its rows put right; as it is, if of a workbook or no row is wider than the header."""
    sheet = match.sheet
    if not sheet.widths:
        return match
    width = sheet.widths[match.last_row]
    columns = _columns(match, width)
    cells, moved = dict(sheet.cells), dict(sheet.moved)
    joined: list[Joined] = []
    ragged: dict[int, int] = {}
    (usual, _), *_ = Counter(sheet.widths[match.last_row + 1 :]).most_common(1) or [(width, 0)]
    for row in sheet.rows:
        fields = _fields(sheet, row)
        if row <= match.last_row:
            continue
        if all(is_blank(text) for text in fields[width:]):
            # Delimiters that every row ends with mean nothing; one more than the others may be a number's.
            if len(fields) not in (width, usual) and len(fields) > width and _may_be_cut(fields, columns):
                ragged[row] = len(fields)
            continue
        taken = _deal_out(fields, columns, words)
        if taken is None:
            ragged[row] = len(fields)
            continue
        for column in range(len(fields)):
            cells.pop((row, column), None)
        start = 0
        for column, number in enumerate(taken):
            pieces = tuple(fields[start : start + number])
            text, about = sheet.delimiter.join(pieces), columns[column]
            if not is_blank(text):
                cells[row, column] = Cell("text", text)
                moved[row, column] = (row, start)
            if number > 1 and about is not None:
                joined.append(Joined(about.field, row, column, pieces))
            start += number
    return replace(match, sheet=replace(sheet, cells=cells, moved=moved), joined=tuple(joined), ragged=ragged)


def _columns(match: Match, width: int) -> list[Column | None]:
    fields = {heading.column: match.part.column(field) for field, heading in match.headings.items()}
    return [fields.get(column) for column in range(width)]


def _fields(sheet: Sheet, row: int) -> list[str]:
    cells = sheet.row(row)
    return [cells[column].text if column in cells else "" for column in range(sheet.widths[row])]


def _deal_out(fields: list[str], columns: list[Column | None], words: Spellings) -> tuple[int, ...] | None:
    """How many fields each column takes; None where there is no way without a doubt."""
    surplus = len(fields) - len(columns)
    if surplus > _MOST_SURPLUS:
        return None
    ways = {0: _Way()}  # by how much of the surplus is used up
    for index, column in enumerate(columns):
        following: dict[int, _Way] = {}
        for used, way in ways.items():
            start = index + used
            for extra in range(surplus - used + 1 if _may_grow(column) else 1):
                pieces = fields[start : start + extra + 1]
                before = (
                    fields[start - 1] if index and _is_free(columns[index - 1]) and _is_free(column) else None
                )
                score = way.score + _score(column, pieces, before, words)
                cuts = way.cuts_number or (extra > 0 and not _is_free(column))
                longer = _Way(score, (*way.taken, extra + 1), cuts, way.same)
                known = following.get(used + extra)
                if known is None or score > known.score:
                    following[used + extra] = longer
                elif score == known.score:
                    following[used + extra] = replace(known, same=True)
        ways = following
    best = ways.get(surplus)
    return None if best is None or best.same or best.cuts_number or best.score < _MISFIT // 2 else best.taken


def _may_be_cut(fields: list[str], columns: list[Column | None]) -> bool:
    """Whether two columns of numbers stand side by side with what may be one number, as 1 and 020."""
    beside = pairwise(zip(columns, fields, strict=False))
    return any(
        _is_number(left) and _is_number(right) and _is_cut([first, second])
        for (left, first), (right, second) in beside
    )


def _is_cut(pieces: list[str]) -> bool:
    whole = _FIRST_THOUSANDS.fullmatch(key(pieces[0]))
    return bool(whole) and all(_NEXT_THOUSANDS.fullmatch(key(piece)) for piece in pieces[1:])


def _is_number(column: Column | None) -> bool:
    return column is not None and column.holds in ("number", "percent")


def _is_free(column: Column | None) -> bool:
    return column is not None and column.holds == "text" and column.role in ("value", "note")


def _may_grow(column: Column | None) -> bool:
    return _is_free(column) or _is_number(column)


def _score(column: Column | None, pieces: list[str], before: str | None, words: Spellings) -> int:
    if column is None:
        return 0
    if _is_free(column):
        goes_on = [not _ends(left) and not is_blank(right) for left, right in pairwise(pieces)]
        return _CONTINUES * (2 * sum(goes_on) - len(goes_on) + (before is not None and _ends(before)))
    if len(pieces) > 1:
        return _CUT_NUMBER if _is_cut(pieces) else 2 * _MISFIT
    return 0 if words.reports_nothing(pieces[0]) or _fits(column, pieces[0], words) else _MISFIT


def _ends(text: str) -> bool:
    return is_blank(text) or _ENDS.search(text) is not None


def _fits(column: Column, text: str, words: Spellings) -> bool:
    if column.holds in ("number", "percent"):
        return _DIGIT.search(text) is not None
    if column.holds == "choice":
        return key(text) in words.choices[column.field]
    if column.holds == "code":
        return _CODE.fullmatch(code_of("code", text)) is not None
    if column.holds == "project":
        return code_of("project", text).isdecimal()
    if column.role == "unit":
        return key(text) in words.units
    return any(code_by_name(holds, text, words) is not None for holds in ("code", "project"))
