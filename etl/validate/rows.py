"""The rows of parts as Pandera takes them: what was read, and after it what a return leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from etl.read.model import PartRead, Reading, Value
from schemas.registry.objects import Part, Registry
from schemas.rules.frame import Row
from schemas.rules.progress import month


def frame_rows(sent: Sequence[tuple[PartRead, Reading]], registry: Registry) -> Iterator[Row]:
    """A row for each that was read, then one for each indicator or project left out, as `frame` takes them.

    `sent` are parts of one kind, each with its return, which is numbered by its place there.
    """
    counties = Counter(county.league_code for county in registry.counties.values())
    for number, (read, reading) in enumerate(sent):
        assert reading.period is not None and reading.league_code is not None
        keys = subject_keys(read.part, registry)
        has = {column.field: _has(read, column.field, keys) for column in read.part.row_columns}
        judged = [column.field for column in read.part.row_columns if column.required or has[column.field]]
        of_return = partial(
            Row,
            sent=number,
            lacking=frozenset(field for field, is_there in has.items() if not is_there),
            quarter=reading.period.quarter or 0,
            month=month(reading.period.start),
            counties=counties[reading.league_code],
            starts=reading.period.start.isoformat(),
            ends=reading.period.end.isoformat(),
            period=reading.period.name_zh,
        )
        before = None
        for row_no, row in enumerate(read.rows):
            place = next((row[field].cell for field in keys if field in row), None)
            is_first, before = not read.part.is_wide or place != before, place
            cells = [(field, row.get(field)) for field in judged]
            values = {field: cell.value if cell else None for field, cell in cells}
            # The cell has a fault of its own, or the column is missing, which is a finding already.
            faulty = frozenset([field for field, cell in cells if cell is None or cell.fault is not None])
            yield of_return(row=row_no, left_out=False, values=values, faulty=faulty, first=is_first)
        for row_no, code in enumerate(_left_out(read, reading, registry), len(read.rows)):
            values = {keys[0]: code}
            yield of_return(row=row_no, left_out=True, values=values, faulty=frozenset())


def subject_keys(part: Part, registry: Registry) -> tuple[str, ...]:
    """The fields that hold code and name of what the part's rows are about; none where that is nothing."""
    subject = registry.subjects.get(part.subject)
    return (subject.code_field, subject.name_field) if subject else ()


def value_of(row: dict[str, Value], field: str) -> Decimal | str | None:
    return row[field].value if field in row else None


def _has(read: PartRead, field: str, keys: tuple[str, ...]) -> bool:
    # A key that the sheet leaves to the name (or the other way round) is filled in by the reader.
    return field in read.columns or field in keys[:1] or any(field in row for row in read.rows)


def _left_out(read: PartRead, reading: Reading, registry: Registry) -> list[str]:
    """The codes of whatever the part should have a row for and has not."""
    subject = registry.subjects.get(read.part.subject)
    if subject is None or subject.listed_in is None or reading.period is None:
        return []
    listed: Mapping[object, object] = getattr(registry, subject.listed_in)
    starts, ends = reading.period.start, reading.period.end
    expected = [
        str(code)
        for code, one in listed.items()
        if code != 0  # the headline goal is no project to report on
        and getattr(one, "league_code", reading.league_code) == reading.league_code
        and _is_valid(one, starts, ends)
    ]
    present = {value_of(row, subject.code_field) for row in read.rows}
    return [code for code in expected if code not in present]


def _is_valid(one: object, starts: date, ends: date) -> bool:
    last: date | None = getattr(one, "valid_to", None)
    first: date = getattr(one, "valid_from", ends)
    return first <= ends and (last is None or last >= starts)
