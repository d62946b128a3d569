"""Load: a submission's parts go into the waiting room, in the transaction that judges it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TypedDict, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from etl.common.findings import FindingRow
from etl.read.model import Reading
from etl.store.warehouse import statement, with_json
from etl.validate.part import ReportedRow, Validated
from schemas.registry.objects import Part

_ROWS = (
    "INSERT INTO intake.{table} ({columns})"
    " SELECT {columns} FROM jsonb_populate_recordset(NULL::intake.{table}, :rows)"
)


_REPORTED_ROW = sa.table(
    "reported_row",
    *(sa.column(name) for name in ("part_id", "row_no", "subject_code", "indicator_code")),
    sa.column("values", JSONB),
    sa.column("cells", JSONB),
    schema="intake",
)


class PartContent(TypedDict):
    """What a part holds, as the log of events keeps it: by that it can be loaded again."""

    part_id: int
    sheet: str | None
    header_cell: str | None
    header_cells: dict[str, str]
    rows: list[ReportedRow]


def load_part(
    connection: sa.Connection,
    submission_id: int,
    reading: Reading,
    part: Validated,
    verdict: str,
    at: datetime,
) -> PartContent:
    """The part and, unless it is refused, its rows are in the waiting room; what it holds there."""
    content = {
        "sheet": part.read.sheet,
        "header_cell": _header_cell(part),
        "header_cells": dict(part.read.columns),
    }
    part_id = connection.execute(
        statement("intake/part", "header_cells"),
        {
            "submission_id": submission_id,
            "league_code": reading.league_code,
            "return_kind": reading.return_kind,
            "period": str(reading.period),
            "part": part.read.part.part,
            **content,
            "verdict": verdict,
            "decided_at": at,
        },
    ).scalar_one()
    rows = _rows_kept(part) if verdict != "refused" else []
    load_rows(connection, part.read.part, part_id, rows)
    return cast(PartContent, {"part_id": part_id, **content, "rows": rows})


def load_rows(
    connection: sa.Connection, part: Part, part_id: int, rows: Sequence[Mapping[str, object]]
) -> None:
    """The rows, as JSON knows them, are in the part's `intake.reported_*` table."""
    if not rows:
        return
    table = table_of(part)
    given = [{**row, "part_id": part_id} for row in rows]
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    into = with_json(_ROWS.format(table=table.name, columns=columns), "rows")
    connection.execute(into, {"rows": given})


def _header_cell(part: Validated) -> str | None:
    """The first cell of the part's header: where a column that is not there is asked for."""
    return next(iter(part.read.columns.values()), None)


def _rows_kept(part: Validated) -> list[ReportedRow]:
    """The part's rows of its `intake.reported_*` table, as JSON knows them and without `part_id`."""
    table = table_of(part.read.part)
    names = [column.name for column in table.columns if column.name != "part_id"]
    if "values" not in names:
        return [{name: _as_json(row.get(name)) for name in names} for row in part.rows]
    fields = [column.field for column in part.read.part.row_columns]
    return [
        {name: row.get(name) for name in names}
        | {"values": {field: _as_json(row[field]) for field in fields if row[field] is not None}}
        for row in part.rows
    ]


def found_in(
    submission_id: int, rows: Iterable[FindingRow], raised_by: int, at: datetime
) -> list[Mapping[str, object]]:
    """The rows as findings of the submission, raised at `at` by the arrival of `raised_by`."""
    return [
        {**row, "submission_id": submission_id, "raised_by": raised_by, "found_at": at.isoformat()}
        for row in rows
    ]


def keep_findings(connection: sa.Connection, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """The findings are those of their submissions; their numbers. One that has its `finding_id` keeps it."""
    if not rows:
        return []
    kept = statement("intake/finding", "findings")
    return list(connection.execute(kept, {"findings": list(rows)}).scalars())


def _as_json(value: object) -> object:
    """A number as its digits: JSON's own would not keep them in every reader."""
    return str(value) if isinstance(value, Decimal) else value


def table_of(part: Part) -> sa.TableClause:
    """The part's table in the waiting room, without what only names or measures the subject.

    `reported_row` takes any part: its fields by name, what the row is about beside them.
    """
    if part.reported_table == "reported_row":
        return _REPORTED_ROW
    names = ("indicator_name", "project_name", "unit")
    return _table(
        part.reported_table, tuple(column.field for column in part.columns if column.field not in names)
    )


@cache
def _table(name: str, fields: tuple[str, ...]) -> sa.TableClause:
    return sa.table(
        name,
        *(sa.column(each) for each in ("part_id", "row_no", *fields)),
        sa.column("cells", JSONB),
        schema="intake",
    )
