"""Load: a submission's parts go into the waiting room, in the transaction that judges it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, insert

from etl.findings import Finding
from etl.read.model import Reading
from etl.validate import Validated
from etl.warehouse import statement
from schemas.registry.objects import Part


def load_part(
    connection: sa.Connection,
    submission_id: int,
    reading: Reading,
    part: Validated,
    verdict: str,
    at: datetime,
) -> int:
    """The part and, unless it is refused, its rows are in the waiting room; returns its number."""
    part_id = connection.execute(
        statement("intake/part"),
        {
            "submission_id": submission_id,
            "league_code": reading.league_code,
            "return_kind": reading.return_kind,
            "period": str(reading.period),
            "part": part.read.part.part,
            "sheet": part.read.sheet,
            "verdict": verdict,
            "decided_at": at,
        },
    ).scalar_one()
    if verdict != "refused" and part.rows:
        table = table_of(part.read.part)
        connection.execute(
            insert(table),
            [
                {column.name: row.get(column.name) for column in table.columns} | {"part_id": part_id}
                for row in part.rows
            ],
        )
    return int(part_id)


def load_findings(
    connection: sa.Connection,
    submission_id: int,
    findings: Sequence[Finding],
    *,
    raised_by: int,
    at: datetime,
) -> None:
    """The findings are the submission's, found at `at` because `raised_by` arrived."""
    if findings:
        connection.execute(
            statement("intake/finding").bindparams(sa.bindparam("cells", type_=JSONB)),
            [
                {**finding.as_row(), "submission_id": submission_id, "found_at": at, "raised_by": raised_by}
                for finding in findings
            ],
        )


def table_of(part: Part) -> sa.TableClause:
    """The part's table in the waiting room, without what only names or measures the subject."""
    names = ("indicator_name", "project_name", "unit")
    fields = [column.field for column in part.columns if column.field not in names]
    return sa.table(
        part.reported_table,
        *(sa.column(name) for name in ("part_id", "row_no", *fields)),
        sa.column("cells", JSONB),
        schema="intake",
    )
