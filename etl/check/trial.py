"""What the SQL rules would find in refused parts, so that a league hears of everything at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from etl.check.sql_rules import check
from etl.common.findings import Finding
from etl.load.versions import put_in_force
from etl.load.waiting_room import load_part
from etl.read.grid import position
from etl.read.model import Reading
from etl.validate.explanations import Explained
from etl.validate.part import ReportedRow, Validated
from schemas.registry import registry

_SUBJECTS = ("indicator_code", "project_no", "subject_code")


def would_find(
    connection: sa.Connection,
    submission_id: int,
    reading: Reading,
    parts: Sequence[Validated],
    verdicts: Mapping[str, str],
    at: datetime,
    explained: Explained,
) -> list[Finding]:
    """The warnings that the refused parts would have, were they accepted as they are; nothing is kept.

    A row that has an error is left alone, but for a whole column's cause: one root cause is one finding. So
    is what is said of a whole column at its header, where a row of it has an error; and, of an open list,
    each row about a subject that stands there twice: any of them may be the one with the wrong code.
    To be asked before the submission's parts are loaded for good.
    """
    refused = {part for part, verdict in verdicts.items() if verdict == "refused"}
    if not refused:
        return []
    at_fault = {row for part in parts for row in _rows_at_fault(part.findings)}
    at_fault |= {row for part in parts if _is_open(part) for row in _rows_doubled(part)}
    trial = connection.begin_nested()
    try:
        for part in parts:
            once = replace(part, rows=tuple(_each_subject_once(part)))
            load_part(connection, submission_id, reading, once, "accepted", at)
        put_in_force(connection, submission_id, reading, dict.fromkeys(verdicts, "accepted"), at)
        return check(
            connection,
            submission_id,
            reading.return_kind,
            explained,
            lambda finding: (
                finding.part in refused
                and finding.severity == "warning"
                and (_is_of_column(finding) or not at_fault.intersection(_rows(finding)))
                and not (_is_at_header(finding, parts) and _is_in_doubt(finding, parts))
            ),
        )
    finally:
        trial.rollback()


def _is_of_column(finding: Finding) -> bool:
    cause = registry().causes.get(finding.rule.rule_id)
    return cause is not None and cause.together


def _is_at_header(finding: Finding, parts: Sequence[Validated]) -> bool:
    return any(
        part.read.part.part == finding.part and finding.place.cell in part.read.columns.values()
        for part in parts
    )


def _is_in_doubt(finding: Finding, parts: Sequence[Validated]) -> bool:
    """Whether a row of the part has an error in what it is about, or in the finding's indicator."""
    return any(
        other.severity == "error" and other.indicator_code in (None, finding.indicator_code)
        for part in parts
        if part.read.part.part == finding.part
        for other in part.findings
    )


def _each_subject_once(part: Validated) -> Iterable[ReportedRow]:
    """The part's rows, without those about a subject that an earlier row is about."""
    seen = set()
    for row in part.rows:
        subject = tuple(row.get(name) for name in _SUBJECTS)
        if part.read.part.subject == "none" or subject not in seen:
            seen.add(subject)
            yield row


def _is_open(part: Validated) -> bool:
    subject = registry().subjects.get(part.read.part.subject)
    return subject is not None and subject.listed_in is None


def _rows_doubled(part: Validated) -> Iterable[tuple[str | None, int]]:
    """The part and row of each row about a subject that another row is about, too."""
    times = Counter(row["subject_code"] for row in part.rows)
    for row in part.rows:
        if times[row["subject_code"]] > 1:
            yield part.read.part.part, position(next(iter(row["cells"].values())))[0]


def _rows_at_fault(findings: Iterable[Finding]) -> Iterable[tuple[str | None, int]]:
    return (row for finding in findings if finding.severity == "error" for row in _rows(finding))


def _rows(finding: Finding) -> list[tuple[str | None, int]]:
    """The part and row of each cell that the finding is about."""
    return [(finding.part, position(cell["cell"])[0]) for cell in finding.cells if cell["cell"]]
