"""Load: submissions' parts go into the waiting room, in the transaction that judges them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TypedDict

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
_AT_ONCE = 5_000  # rows that are written by one statement: as JSON, all of a batch's may be many megabytes

_REPORTED_ROW = sa.table(
    "reported_row",
    *(sa.column(name) for name in ("part_id", "row_no", "subject_code", "indicator_code")),
    sa.column("values", JSONB),
    sa.column("cells", JSONB),
    schema="intake",
)


class _Place(TypedDict):
    sheet: str | None
    header_cell: str | None
    header_cells: dict[str, str]


class PartContent(_Place):
    """What a part holds, as the log of events keeps it: by that it can be loaded again."""

    part_id: int
    rows: list[ReportedRow]


@dataclass(frozen=True)
class ToLoad:
    """The judged parts of a submission, by name, and their verdicts from a moment on."""

    submission_id: int
    reading: Reading
    parts: Mapping[str, Validated]
    verdicts: Mapping[str, str]
    at: datetime


def load_parts(connection: sa.Connection, judged: Sequence[ToLoad]) -> list[dict[str, PartContent]]:
    """The parts and, of those that are not refused, the rows are in the waiting room; what each holds there,
    by its name.
    """
    asked = [_part(each, name) for each in judged for name in each.parts]
    if not asked:
        return [{} for _ in judged]
    loaded = connection.execute(statement("intake/part", "parts"), {"parts": asked})
    numbers = {(row.submission_id, row.part): row.part_id for row in loaded}
    rows: dict[Part, list[Mapping[str, object]]] = defaultdict(list)
    contents = []
    for each in judged:
        contents.append(of_submission := dict[str, PartContent]())
        for name, part in each.parts.items():
            part_id = numbers[each.submission_id, name]
            kept = _rows_kept(part) if each.verdicts[name] != "refused" else []
            of_submission[name] = {"part_id": part_id, **_place(part), "rows": kept}
            rows[part.read.part] += ({**row, "part_id": part_id} for row in kept)
    for known, of_part in rows.items():
        load_rows(connection, known, of_part)
    return contents


def _part(of: ToLoad, name: str) -> dict[str, object]:
    return {
        "submission_id": of.submission_id,
        "league_code": of.reading.league_code,
        "return_kind": of.reading.return_kind,
        "period": str(of.reading.period),
        "part": name,
        **_place(of.parts[name]),
        "verdict": of.verdicts[name],
        "decided_at": of.at.isoformat(),
    }


def load_rows(connection: sa.Connection, part: Part, rows: Sequence[Mapping[str, object]]) -> None:
    """The rows of such parts, as JSON knows them, are in their `intake.reported_*` table."""
    table = table_of(part)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    into = with_json(_ROWS.format(table=table.name, columns=columns), "rows")
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(into, {"rows": rows[start : start + _AT_ONCE]})


def _place(part: Validated) -> _Place:
    """Where it stands; the first cell of its header is where a column that is not there is asked for."""
    cells = part.read.columns
    return {
        "sheet": part.read.sheet,
        "header_cell": next(iter(cells.values()), None),
        "header_cells": dict(cells),
    }


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
