"""What is expected of the warehouse: the rows of `schemas/quality/expectations.csv`, as objects."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from etl.common.punctuation import chinese
from etl.common.settings import REPOSITORY, SQL

_FILE = REPOSITORY / "schemas" / "quality" / "expectations.csv"

# The expectation of which `sql/quality/<name>.sql` returns the offending rows.
BY_QUERY = "offending_rows"

_KEY = "expect_compound_columns_to_be_unique"


@dataclass(frozen=True)
class Expected:
    """A row of the file: an expectation of a table, or the same one of each of several columns.

    `expectation` is the name that Great Expectations has for it, `arguments` its other arguments.
    """

    name: str
    suite: str
    table: str
    expectation: str
    columns: tuple[str, ...]
    arguments: Mapping[str, Any]
    says_zh: str

    def query(self, year: int) -> str:
        """The SQL that returns the offending rows of the year; only what is judged `BY_QUERY` has it."""
        text = (SQL / "quality" / f"{self.name}.sql").read_text(encoding="utf-8")
        return text.replace(":year", str(int(year)))


@dataclass(frozen=True)
class Table:
    """A table of the warehouse, what is expected of it, and the columns that tell its rows apart."""

    suite: str
    name: str
    expected: tuple[Expected, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return next((row.columns for row in self.expected if row.expectation == _KEY), ())


@functools.cache
def tables() -> tuple[Table, ...]:
    """The tables that are judged, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [_expected(row) for row in csv.DictReader(file)]
    return tuple(_grouped(rows))


def _expected(row: Mapping[str, str]) -> Expected:
    return Expected(
        name=row["name"],
        suite=row["suite"],
        table=row["table"],
        expectation=row["expectation"],
        columns=tuple(row["columns"].split()),
        arguments=json.loads(row["arguments"] or "{}"),
        says_zh=chinese(row["says_zh"]),
    )


def _grouped(rows: Iterable[Expected]) -> Iterable[Table]:
    for (suite, name), of_table in groupby(rows, key=lambda row: (row.suite, row.table)):
        yield Table(suite, name, tuple(of_table))
