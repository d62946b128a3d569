"""Which part of which return a sheet is, and in which column each of the part's fields stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from etl.read.grid import Sheet
from etl.read.header import Header, headers, taken_apart
from etl.read.spellings import Spellings
from schemas.registry.objects import Column, Part, Registry
from schemas.text import key

# Titles, labels and instructions may stand above a header, but hardly on more rows than this.
_ROWS_SEARCHED = 60
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


Captions = Mapping[str, tuple[Column, bool]]  # of a part, as it has them


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
        labels = (words.labels.get(taken_apart(way.text)[0]) for way in ways)
        named_by += [(label, column) for label in labels if label in ("league", "period")][:1]
    headings, doubled = {}, []
    for field, (first, *others) in candidates.items():
        used = next((heading for canonical, heading in (first, *others) if canonical), first[1])
        headings[field] = used
        doubled += [Doubled(field, used, unused) for _, unused in (first, *others) if unused != used]
    return Match(sheet, part, header.first_row, header.last_row, headings, tuple(doubled), tuple(named_by))


def _in_brackets(text: str, captions: Captions) -> str:
    """What stands in brackets behind a caption that is none with them."""
    caption, _, bracketed = taken_apart(text)
    return "" if caption in captions else bracketed


def _column(text: str, captions: Captions, words: Spellings) -> tuple[str, bool, str | None] | None:
    """The field that a caption means, whether by its canonical name, and the unit in brackets behind it."""
    caption, without, bracketed = taken_apart(text)
    known = caption if caption in captions else without
    if known not in captions:
        return None
    column, canonical = captions[known]
    unit = _UNIT_LABEL.sub("", bracketed) if bracketed and column.holds in ("number", "percent") else ""
    return column.field, canonical and known == caption, unit if unit and _is_unit(unit, words) else None


def _is_unit(text: str, words: Spellings) -> bool:
    """`(万人)` and `(千人)` are units, `(7-9月)` and `(自动计算)` are remarks."""
    return text in words.units or (text[-1] in _UNIT_ENDINGS and not any(sign.isdigit() for sign in text))
