"""Which part of which return a sheet is, and in which column each of the part's fields stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from etl.read import limits
from etl.read.grid import Cell, Sheet
from etl.read.spellings import Spellings
from schemas.registry.objects import Column, Part, Registry
from schemas.text import key

# Titles, labels and instructions may stand above a header, but hardly on more rows than this.
_ROWS_SEARCHED = 60
_TRAILING_BRACKET = re.compile(r"(.+)\(([^()]+)\)")
# Signs around a caption that are no part of it: `*指标编码` (must be filled in), `项目名称:`.
_ORNAMENTS = "*★▲:"
_UNIT_ENDINGS = "人次个户家场元项所%十百千万亿"
_UNIT_LABEL = re.compile("单位:?")


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
    """Two columns that mean the same field: read if they agree everywhere (see `table`)."""

    field: str
    used: Heading
    unused: Heading


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
            word for _, _, ways in self.columns for way in ways for word in _taken_apart(way.text)[:2]
        )


@dataclass(frozen=True)
class Joined:
    """A text that was put together from several fields of a record; `row` and `column` are of the sheet."""

    field: str
    row: int
    column: int
    pieces: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Match:
    """A sheet read as a part. `named_by`: the columns that name each row's league or period, by label.

    Of a text file (see `realign`): `joined` are the texts that were put together from several fields,
    `ragged` the rows where that is not possible, with the number of their fields.
    """

    sheet: Sheet
    part: Part
    first_row: int
    last_row: int  # of the header
    headings: Mapping[str, Heading]  # by field
    doubled: tuple[Doubled, ...] = ()
    named_by: tuple[tuple[str, int], ...] = ()
    joined: tuple[Joined, ...] = ()
    ragged: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def captions(self) -> Mapping[int, str]:
        """What heads each column that is used, as it is compared."""
        return {heading.column: key(heading.caption) for heading in self.headings.values()}

    @cached_property
    def by_role(self) -> Mapping[str, Sequence[int]]:
        """The columns that are used, by what they are for."""
        roles: dict[str, list[int]] = defaultdict(list)
        for column in self.part.columns:
            if column.field in self.headings:
                roles[column.role].append(self.headings[column.field].column)
        return roles

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
    candidates = list(headers(sheet, sheet.rows[:_ROWS_SEARCHED], words))
    fitting = []
    for part in parts:
        captions = part.captions
        best: Match | None = None
        for header in candidates:
            if not _may_be_better(header, captions, best):
                continue
            match = match_of(sheet, part, captions, header, words)
            if match.headings and (best is None or _is_better(match, best)):
                best = match
        if best is not None:
            fitting.append(best)
    return fitting


def _is_better(match: Match, best: Match) -> bool:
    """Of equals the upper row wins, and one row before two unless the second goes on: 指标 over 编码."""
    if len(match.headings) != len(best.headings):
        return len(match.headings) > len(best.headings)
    goes_on = any(heading.row > match.first_row for heading in match.headings.values())
    return match.first_row == best.first_row == best.last_row and goes_on


def _may_be_better(header: Header, captions: Captions, best: Match | None) -> bool:
    """Whether its words name so many columns, which spares most of a sheet of nothing but headers."""
    named = {captions[word][0].field for word in header.words & captions.keys()}
    if best is None:
        return bool(named)
    goes_on = header.first_row == best.first_row
    return len(named) > len(best.headings) or (goes_on and len(named) == len(best.headings))


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
    return not words.captions.isdisjoint(_taken_apart(text)[:2])


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


Captions = Mapping[str, tuple[Column, bool]]  # of a part, as it has them


def match_of(sheet: Sheet, part: Part, captions: Captions, header: Header, words: Spellings) -> Match:
    """The sheet read as this part (whose captions these are) under this header, whatever it has of it."""
    candidates: dict[str, list[tuple[bool, Heading]]] = {}
    named_by = []
    for row, column, ways in header.columns:
        meant = ((way, meaning) for way in ways if (meaning := _column(way.text, captions, words)))
        if (first_meant := next(meant, None)) is not None:
            way, (field, canonical, unit) = first_meant
            if not (words.qualifies(way.remark) or words.qualifies(_in_brackets(way.text, captions))):
                candidates.setdefault(field, []).append((canonical, Heading(row, column, way.text, unit)))
            continue
        # Only where it heads no column: 单位名称 below 用人 is half of the name of one.
        labels = (words.labels.get(_taken_apart(way.text)[0]) for way in ways)
        named_by += [(label, column) for label in labels if label in ("league", "period")][:1]
    headings, doubled = {}, []
    for field, (first, *others) in candidates.items():
        used = next((heading for canonical, heading in (first, *others) if canonical), first[1])
        headings[field] = used
        doubled += [Doubled(field, used, unused) for _, unused in (first, *others) if unused != used]
    return Match(sheet, part, header.first_row, header.last_row, headings, tuple(doubled), tuple(named_by))


# The same cells are tried for every part, the same captions stand in every file.
@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> tuple[str, str, str]:
    """A caption without ornaments; the same without the brackets behind it; what stands in these."""
    caption = key(text).strip(_ORNAMENTS)
    bracketed = _TRAILING_BRACKET.fullmatch(caption)
    return (caption, bracketed[1].strip(_ORNAMENTS), bracketed[2]) if bracketed else (caption, caption, "")


def _in_brackets(text: str, captions: Captions) -> str:
    """What stands in brackets behind a caption that is none with them."""
    caption, _, bracketed = _taken_apart(text)
    return "" if caption in captions else bracketed


def _column(text: str, captions: Captions, words: Spellings) -> tuple[str, bool, str | None] | None:
    """The field that a caption means, whether by its canonical name, and the unit in brackets behind it."""
    caption, without, bracketed = _taken_apart(text)
    known = caption if caption in captions else without
    if known not in captions:
        return None
    column, canonical = captions[known]
    unit = _UNIT_LABEL.sub("", bracketed) if bracketed and column.holds in ("number", "percent") else ""
    return column.field, canonical and known == caption, unit if unit and _is_unit(unit, words) else None


def _is_unit(text: str, words: Spellings) -> bool:
    """`(万人)` and `(千人)` are units, `(7-9月)` and `(自动计算)` are remarks."""
    return text in words.units or (text[-1] in _UNIT_ENDINGS and not any(sign.isdigit() for sign in text))
