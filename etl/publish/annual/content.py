"""What a set shows: the rows of its summary tables, as a draft or as a published edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, cast

import sqlalchemy as sa

from etl.common.punctuation import chinese
from etl.common.settings import ZONE
from etl.publish.annual.days import day
from etl.store.warehouse import rows
from etl.summarise.rows import Tables
from schemas.periods import Period

Row = Mapping[str, Any]  # of a table that is known at run time only

# The tables that the annual set shows, and the order of their rows.
ORDERED_BY = {
    "annual_return": "league_code, return_kind DESC, period",
    "annual_waiver": "waiver_id",
    "annual_account": "project_no, league_code",
    "annual_indicator": "project_no, indicator_code, league_code",
    "annual_target": "project_no, target_id, league_code",
    "annual_forecast": "project_no, target_id",
    "action_target": "project_no, target_id, league_code",
    "annual_project": "project_no",
    "annual_reporting": "league_code",
    "annual_suggestion": "project_no NULLS FIRST, league_code, period, row_no",
    "suggestion_matter": "leagues DESC, times DESC, matter_id",
    "earlier_matter": "leagues DESC, times DESC, matter_id",
    "annual_difference": "league_code, indicator_code",
    "annual_finding": "place",
    "annual_submission": "league_code, period, part",
    "annual_county": "league_code, county_code, project_no, indicator_code",
    "annual_enterprise": "month, league_code",
    "annual_industry": "month, industry",
    "annual_words": "place",
}
# A year that is asked for nothing of them, or has no words of the department, has no such tables.
OF_SOME_YEARS = ("annual_county", "annual_enterprise", "annual_industry", "annual_words")

# The tables of the registry that the others' codes lead to, and the order of their rows.
DIMENSIONS = {
    "area": "league_code",
    "county": "county_code",
    "department": "department_zh",
    "indicator": "indicator_code",
    "period": "starts_on, period",
    "project": "project_no",
    "project_department": "project_no, place",
    "target": "target_id",
}

# When a table was built, and as of when: no content, so an approval does not depend on it.
STAMPS = ("as_of", "built_at")


@dataclass(frozen=True)
class Edition:
    """Which issue of a set: a number once it is published, None for a draft."""

    number: int | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None

    @property
    def mark(self) -> str:
        """What stands behind every title and file name: 草稿, or 第1版."""
        return "草稿" if self.number is None else f"第{self.number}版"


@dataclass(frozen=True)
class Field:
    """A column of a table: its PostgreSQL type, whether it may be blank, and its comment.

    `scale`: the decimals that a numeric has room for; `leads_to`: the table that its codes are explained in,
    such as `reference.area`.
    """

    name: str
    type: str
    required: bool
    in_key: bool
    description: str
    scale: int | None = None
    leads_to: str | None = None


@dataclass(frozen=True)
class Dimension:
    """A table of the registry: its rows and columns."""

    rows: Sequence[Row]
    fields: Sequence[Field]


class Change(TypedDict):
    """What differs from an earlier edition: of which table, row and column, and both values as text."""

    table: str
    key_zh: str
    column_zh: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Content:
    """All that a year's set is made from; the same content makes the same files.

    `tables`: the rows of each summary table, ordered; `fields`: their columns. `changes`: what differs from
    the edition published last, `compared_with` (`etl/publish/changes.py`); both empty if there is none.
    `dimensions`: the registry's tables that the codes lead to; they are no content.
    `quarters`: how many of the year's quarters had ended at `as_of`; 4: the year is over.
    """

    year: int
    as_of: datetime
    quarters: int
    tables: Tables
    fields: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    compared_with: int | None = None
    edition: Edition = Edition()
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)

    def __getitem__(self, table: str) -> Sequence[Any]:
        """The rows of a table that is known at run time only."""
        tables: Mapping[str, Any] = self.tables
        rows: Sequence[Any] = tables[table]
        return rows

    @property
    def period(self) -> Period:
        """What the set is about."""
        return Period.of("year", self.year)

    @property
    def is_over(self) -> bool:
        """Whether its period had ended at its moment."""
        return self.period.end < self.as_of.astimezone(ZONE).date()

    @property
    def title(self) -> str:
        """The action and the period; what the document is follows it."""
        return f"重点项目助推就业行动{self.period.name_zh}"

    @property
    def stamp(self) -> str:
        """The moment up to which everything was known."""
        return chinese(f"数据截至:{day(self.as_of)} {self.as_of.astimezone(ZONE):%H:%M}(北京时间)")

    def file_name(self, name: str, suffix: str) -> str:
        """Such as `2023年度行动总结表(草稿).xlsx`."""
        return f"{self.period.name_zh}{name}({self.edition.mark}){suffix}"


def read(connection: sa.Connection, year: int, as_of: datetime) -> Content:
    """What the summary tables say of the year; they must have been built as of `as_of`."""
    quarters = connection.execute(
        sa.text("SELECT warehouse.quarters_ended(:year, :as_of)"), {"year": year, "as_of": as_of}
    ).scalar_one()
    tables = read_tables(connection, ORDERED_BY, year=year)
    there = {
        table: order
        for table, order in ORDERED_BY.items()
        if table not in OF_SOME_YEARS or cast(Mapping[str, Any], tables)[table]
    }
    tables = cast(Tables, {table: rows for table, rows in tables.items() if table in there})
    fields = read_fields(connection, there)
    return Content(year, as_of, quarters, tables, fields, dimensions=read_dimensions(connection))


def read_tables(connection: sa.Connection, ordered_by: Mapping[str, str], **key: int | str) -> Tables:
    """The rows of each summary table whose one key column has this value, in the order given."""
    ((column, value),) = key.items()
    tables = {
        table: [
            {name: _canonical(value) for name, value in row.items() if name not in STAMPS}
            for row in connection.execute(
                sa.text(f"SELECT * FROM summary.{table} WHERE {column} = :value ORDER BY {order}"),  # noqa: S608
                {"value": value},
            ).mappings()
        ]
        for table, order in ordered_by.items()
    }
    return cast(Tables, tables)


def read_fields(
    connection: sa.Connection, tables: Mapping[str, str], of_schema: str = "summary"
) -> dict[str, list[Field]]:
    """The columns of each of these tables, as they stand in it."""
    columns = rows(connection, "publish/fields", tables=list(tables), of_schema=of_schema)
    return {
        table: [
            Field(**{name: value for name, value in row.items() if name != "table_name"})
            for row in columns
            if row["table_name"] == table and row["name"] not in STAMPS
        ]
        for table in tables
    }


def read_dimensions(connection: sa.Connection) -> dict[str, Dimension]:
    """The registry's tables as they are now."""
    fields = read_fields(connection, DIMENSIONS, "reference")
    return {
        table: Dimension(
            [
                {name: None if value == "" else _canonical(value) for name, value in row.items()}
                for row in connection.execute(
                    sa.text(f"SELECT * FROM reference.{table} ORDER BY {order}")  # noqa: S608
                ).mappings()
            ],
            [
                replace(column, required=column.required and _is_never_blank(column))
                for column in fields[table]
            ],
        )
        for table, order in DIMENSIONS.items()
    }


def _is_never_blank(column: Field) -> bool:
    """Whether a column of the registry that is not NULL says something; a text may be blank."""
    return column.in_key or column.type != "text"


def plain(tables: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The tables as JSON has them: equal values are equal texts, whatever type they came in."""
    return {
        table: [{name: _plain(value) for name, value in row.items()} for row in of_table]
        for table, of_table in tables.items()
    }


def fingerprint(tables: Mapping[str, Any]) -> str:
    """SHA-256 of the rows of all tables: the same for the same figures and words, whenever built."""
    text = json.dumps(plain(tables), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """A number without idle zeros: 12.50 and 12.5 are one figure, and make the same files."""
    if not isinstance(value, Decimal):
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _plain(value: Any) -> Any:
    """Moments in one zone and numbers as they are written."""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{_canonical(value):f}"
    return value
