"""The warehouse's tables beside the second opinion: every column of every row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sa

from etl.publish.annual.content import OF_SOME_YEARS, STAMPS
from etl.summarise.tables import TABLES

Row = Mapping[str, Any]


def mismatches(
    connection: sa.Connection,
    year: int,
    wanted: Mapping[str, Iterable[Row]],
    besides: Collection[str] = (),
) -> list[str]:
    """What differs between `summary.*` and what is wanted of the year: table, key, column and both values.

    When a table was built is not compared.

    `besides`: tables, and columns of any table, that are not compared.
    """
    return [
        line
        for table in TABLES
        # Those of counties and enterprises are worked out in tests/kinds/test_annual.py.
        if table not in besides and table not in OF_SOME_YEARS
        for line in _of_table(connection, year, table, list(wanted[table]), besides)
    ]


def _of_table(
    connection: sa.Connection, year: int, table: str, wanted: list[Row], besides: Collection[str]
) -> Iterator[str]:
    key = sa.inspect(connection).get_pk_constraint(table, "summary")["constrained_columns"]
    found = connection.execute(
        sa.text(f"SELECT * FROM summary.{table} WHERE year = :year"),  # noqa: S608
        {"year": year},
    ).mappings()
    theirs = {tuple(row[name] for name in key): row for row in found}
    ours = {tuple(row[name] for name in key): row for row in wanted}
    assert len(ours) == len(wanted), f"{table}: a key stands twice in the second opinion"
    for at in sorted(theirs.keys() | ours.keys(), key=str):
        if at not in ours or at not in theirs:
            yield f"{table} {at}: only {'in the warehouse' if at in theirs else 'by pandas'}"
            continue
        for column, value in theirs[at].items():
            if column not in (*besides, *STAMPS) and value != _none(ours[at][column]):
                yield f"{table} {at}.{column}: warehouse {value!r}, pandas {ours[at][column]!r}"


def _none(value: Any) -> Any:
    """A value that pandas has for nothing is None."""
    return None if value is None or pd.isna(value) else value
