"""The rows of parts as Pandera takes them: what was read, and after it what a return leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from etl.read.model import PartRead, Reading, Value
from schemas.periods import Period
from schemas.registry.objects import Registry
from schemas.rules.frame import Row
from schemas.rules.progress import month

SUBJECT_KEYS = {"indicator": "indicator_code", "project": "project_no"}


def frame_rows(sent: Sequence[tuple[PartRead, Reading]], registry: Registry) -> Iterator[Row]:
    """A row for each that was read, then one for each indicator or project left out, as `frame` takes them.

    `sent` are parts of one kind, each with its return, which is numbered by its place there.
    """
    counties = Counter(county.league_code for county in registry.counties.values())
    for number, (read, reading) in enumerate(sent):
        assert reading.period is not None and reading.league_code is not None
        has = {column.field: _has(read, column.field) for column in read.part.columns}
        judged = [column.field for column in read.part.columns if column.required or has[column.field]]
        of_return = partial(
            Row,
            sent=number,
            lacking=frozenset(field for field, is_there in has.items() if not is_there),
            quarter=reading.period.quarter or 0,
            month=month(reading.period.start),
            counties=counties[reading.league_code],
        )
        for row_no, row in enumerate(read.rows):
            values = {field: value_of(row, field) for field in judged}
            faulty = frozenset(field for field in judged if _is_faulty(row, field))
            yield of_return(row=row_no, left_out=False, values=values, faulty=faulty)
        for row_no, code in enumerate(_left_out(read, reading.period, registry), len(read.rows)):
            values = {SUBJECT_KEYS[read.part.subject]: code}
            yield of_return(row=row_no, left_out=True, values=values, faulty=frozenset())


def value_of(row: dict[str, Value], field: str) -> Decimal | str | None:
    return row[field].value if field in row else None


def _has(read: PartRead, field: str) -> bool:
    # A key that the sheet leaves to the name (or the other way round) is filled in by the reader.
    return field in read.columns or field in SUBJECT_KEYS.values() or any(field in row for row in read.rows)


def _is_faulty(row: dict[str, Value], field: str) -> bool:
    """Whether the cell has a fault of its own, or the column is missing, which is a finding already."""
    return field not in row or row[field].fault is not None


def _left_out(read: PartRead, period: Period, registry: Registry) -> list[str]:
    """The codes of whatever the part should have a row for and has not."""
    if read.part.subject == "indicator":
        expected = [
            code
            for code, indicator in registry.indicators.items()
            if indicator.valid_from <= period.end
            and (indicator.valid_to is None or indicator.valid_to >= period.start)
        ]
    elif read.part.subject == "project":
        expected = [str(number) for number in registry.projects if number]
    else:
        return []
    present = {value_of(row, SUBJECT_KEYS[read.part.subject]) for row in read.rows}
    return [code for code in expected if code not in present]
