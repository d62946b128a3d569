"""Load: a submission's parts go into the waiting room, in the transaction that judges it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

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
        table = _table(part.read.part)
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
            [_finding_row(finding, submission_id, raised_by, at) for finding in findings],
        )


def _finding_row(finding: Finding, submission_id: int, raised_by: int, at: datetime) -> dict[str, Any]:
    return {
        "submission_id": submission_id,
        "rule_id": finding.rule.rule_id,
        "rule_version": finding.rule.version,
        "severity": finding.severity,
        "part": finding.part,
        "field": finding.field,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "project_no": finding.project_no,
        "indicator_code": finding.indicator_code,
        "given": finding.given,
        "expected": finding.expected,
        "difference": finding.difference,
        "says_zh": finding.says("zh"),
        "to_do_zh": finding.to_do("zh"),
        "says_en": finding.says("en"),
        "to_do_en": finding.to_do("en"),
        "cells": list(finding.cells),
        "explanation": finding.explanation,
        "waiver_id": finding.waiver_id,
        "found_at": at,
        "raised_by": raised_by,
    }


def _table(part: Part) -> sa.TableClause:
    """The part's table, with its fields but those that only name or measure the subject."""
    names = ("indicator_name", "project_name", "unit")
    fields = [column.field for column in part.columns if column.field not in names]
    return sa.table(
        part.reported_table,
        *(sa.column(name) for name in ("part_id", "row_no", *fields)),
        sa.column("cells", JSONB),
        schema="intake",
    )
