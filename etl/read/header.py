"""Which part of which return a sheet is, and in which column each of the part's fields stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from etl.read import limits
from etl.read.grid import Cell, Sheet
from etl.read.spellings import Spellings
from schemas.registry.objects import Column, Part, Registry
from schemas.text import key

# Titles, labels and instructions may stand above a header, but hardly on more rows than this.
_ROWS_SEARCHED = 60
_TRAILING_BRACKET = re.compile(r"(.+)\(([^()]+)\)")
# Signs around a caption that say nothing: `*指标编码` (must be filled in), `项目名称:`.
_ORNAMENTS = "*★▲:"
_UNIT_ENDINGS = "人次个户家场元项所%"


@dataclass(frozen=True)
class Heading:
    """One column's caption, on one row or broken over two; `row` is that of its first cell."""

    row: int
    column: int
    caption: str
    unit: str | None = None  # what stands in brackets behind a number's caption, if it is a unit

    @property
    def text(self) -> str:
        return " ".join(self.caption.split())


@dataclass(frozen=True)
class Doubled:
    """Two columns that mean the same field."""

    field: str
    used: Heading
    unused: Heading


@dataclass(frozen=True)
class Joined:
    """A text that was put together from several fields of a record; `row` and `column` are of the sheet."""

    field: str
    row: int
    column: int
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """A sheet read as a part. `told` are the columns that tell the league or period of each row, by label.

    Of a text file (see `realign`): `joined` are the texts that were put together from several fields,
    `ragged` the rows where that is not possible, with the number of their fields.
    """

    sheet: Sheet
    part: Part
    first_row: int
    last_row: int  # of the header
    headings: Mapping[str, Heading]  # by field
    doubled: tuple[Doubled, ...] = ()
    told: tuple[tuple[str, int], ...] = ()
    joined: tuple[Joined, ...] = ()
    ragged: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def is_part(self) -> bool:
        """Whether it has what makes it the part: what identifies a row, and a value."""
        roles = {column.role for column in self.part.columns if column.field in self.headings}
        return "value" in roles and ("key" in roles or self.part.subject == "none")

    @cached_property
    def missing(self) -> tuple[Column, ...]:
        """The required columns that the sheet lacks."""
        return tuple(
            column for column in self.part.columns if column.required and column.field not in self.headings
        )

    @cached_property
    def strength(self) -> tuple[int, bool]:
        """The more columns are the part's own the better; among equals, one that lacks nothing."""
        return len(self.headings), not self.missing


def matches(sheet: Sheet, registry: Registry, words: Spellings) -> list[Match]:
    """For each part of each return, the header row that fits it best; parts that no row fits are left out."""
    parts = [part for kind in registry.returns.values() for part in kind.parts]
    headers = list(_headers(sheet))
    found = []
    for part in parts:
        captions = _captions(part)
        best: Match | None = None
        for rows, written in headers:
            match = _match(sheet, part, captions, rows, written, words)
            if match.headings and (best is None or _is_better(match, best)):
                best = match
        if best is not None:
            found.append(best)
    return found


def _is_better(match: Match, best: Match) -> bool:
    """Of equals the upper row wins, and one row before two unless the second goes on: 指标 over 编码."""
    if len(match.headings) != len(best.headings):
        return len(match.headings) > len(best.headings)
    goes_on = any(heading.row > match.first_row for heading in match.headings.values())
    return match.first_row == best.first_row == best.last_row and goes_on


def _headers(sheet: Sheet) -> Iterator[tuple[tuple[int, int], list[tuple[int, int, tuple[str, ...]]]]]:
    """Every row, and every two rows, that may be the header: (rows, [(row, column, captions to try)])."""
    searched = sheet.rows[:_ROWS_SEARCHED]
    for row in searched:
        yield (row, row), [(row, column, (cell.text,)) for column, cell in _texts(sheet, row)]
    for row in searched:
        if row + 1 in sheet.rows:
            yield (row, row + 1), list(_two_lines(sheet, row))


def _two_lines(sheet: Sheet, row: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    above = dict(_texts(sheet, row))
    for top, left, bottom, right in sheet.merged:
        if top == bottom == row and left in above:  # a group's caption over several columns
            above |= dict.fromkeys(range(left, min(right, limits.COLUMNS) + 1), above[left])
    below = dict(_texts(sheet, row + 1))
    for column in sorted(above.keys() | below.keys()):
        if column not in below:
            if column in sheet.row(row):
                yield row, column, (above[column].text,)
        elif column not in above:
            yield row + 1, column, (below[column].text,)
        else:
            yield row + 1, column, (below[column].text, above[column].text + below[column].text)


def _texts(sheet: Sheet, row: int) -> Iterable[tuple[int, Cell]]:
    return ((column, cell) for column, cell in sheet.row(row).items() if cell.kind == "text")


def _captions(part: Part) -> dict[str, tuple[Column, bool]]:
    """The part's columns by each of their names; whether the name is the canonical one."""
    return {
        key(name): (column, name == column.name_zh)
        for column in part.columns
        for name in (*column.aliases_zh, column.name_zh)
    }


def _match(
    sheet: Sheet,
    part: Part,
    captions: Mapping[str, tuple[Column, bool]],
    rows: tuple[int, int],
    written: list[tuple[int, int, tuple[str, ...]]],
    words: Spellings,
) -> Match:
    candidates: dict[str, list[tuple[bool, Heading]]] = {}
    told = []
    for row, column, texts in written:
        for text in texts:
            if (label := words.labels.get(_bare(text))) in ("league", "period"):
                told.append((str(label), column))
                break
            if (found := _column(text, captions, words)) is not None:
                field, canonical, unit = found
                candidates.setdefault(field, []).append((canonical, Heading(row, column, text, unit)))
                break
    headings, doubled = {}, []
    for field, (first, *others) in candidates.items():
        used = next((heading for canonical, heading in (first, *others) if canonical), first[1])
        headings[field] = used
        doubled += [Doubled(field, used, unused) for _, unused in (first, *others) if unused != used]
    return Match(sheet, part, *rows, headings, tuple(doubled), tuple(told))


# The same cells are tried for every part, the same captions stand in every file.
@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return key(text).strip(_ORNAMENTS)


def _column(
    text: str, captions: Mapping[str, tuple[Column, bool]], words: Spellings
) -> tuple[str, bool, str | None] | None:
    """The field that a caption means, whether by its canonical name, and the unit in brackets behind it."""
    caption = _bare(text)
    if caption in captions:
        column, canonical = captions[caption]
        return column.field, canonical, None
    bracketed = _TRAILING_BRACKET.fullmatch(caption)
    if bracketed is None or bracketed[1].strip(_ORNAMENTS) not in captions:
        return None
    column, _ = captions[bracketed[1].strip(_ORNAMENTS)]
    is_number = column.holds in ("number", "percent")
    return column.field, False, bracketed[2] if is_number and _is_unit(bracketed[2], words) else None


def _is_unit(text: str, words: Spellings) -> bool:
    """`(万人)` and `(千人)` are units, `(7-9月)` and `(自动计算)` are remarks."""
    return text in words.units or (text[-1] in _UNIT_ENDINGS and not any(sign.isdigit() for sign in text))
