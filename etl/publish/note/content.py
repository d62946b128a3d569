"""What the note on a month shows: the rows of its summary tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from etl.publish.annual.content import Content, read_dimensions, read_fields, read_tables
from schemas.periods import Period

# The tables that a note shows, and the order of their rows; the region comes first.
ORDERED_BY = {
    "month_return": "league_code",
    "month_enterprise": "league_code",
    "month_industry": "vacancies DESC NULLS LAST, industry",
    "month_vacancy": "place",
    "month_event": "place",
    "month_submission": "league_code, part",
}


@dataclass(frozen=True)
class NoteContent(Content):
    """All that the note on a month is made from; its tables are `summary.month_*`."""

    month: int = 1

    @property
    def period(self) -> Period:
        """What the note is about."""
        return Period.of("month", self.year, self.month)


def read(connection: sa.Connection, month: Period, as_of: datetime) -> NoteContent:
    """What the summary tables say of the month; they must have been built as of `as_of`."""
    tables = read_tables(connection, ORDERED_BY, period=str(month))
    fields = read_fields(connection, ORDERED_BY)
    return NoteContent(
        month.year,
        as_of,
        month.number // 3,
        tables,
        fields,
        dimensions=read_dimensions(connection),
        month=month.number,
    )
