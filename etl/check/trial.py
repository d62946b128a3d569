"""What the SQL rules would find in refused parts, so that a league hears of everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from etl.check.doubt import RowOfPart, may_be_there, rules_at_fault
from etl.check.sql_rules import check
from etl.common.findings import Finding, with_subject
from etl.load.versions import put_in_force
from etl.load.waiting_room import ToLoad, load_parts
from etl.read.grid import position
from etl.read.model import Reading
from etl.store.warehouse import attempt
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
    """The warnings that there would be, were the refused parts accepted as they are; nothing is kept.

    Of the refused parts: a row that has an error is left alone, but for a cause of that error, and for a
    whole column's: one root cause is one finding. So is what is said of a whole column at its header, where a
    row of it has an error; what may be left out only because a row's code cannot be told; and, of an open
    list, each row about a subject that stands there twice: any may be the one with the wrong code. Of the
    others: what compares them with a refused one, where that has no error about the same.
    To be asked before the submission's parts are loaded for good.
    """
    refused = {part for part, verdict in verdicts.items() if verdict == "refused"}
    if not refused:
        return []
    errors = [finding for part in parts for finding in part.findings if finding.severity == "error"]
    in_error = {subject for each in errors for subject in _subjects(each)}
    at_fault = rules_at_fault(parts)

    def wanted(findings: Sequence[Finding]) -> Iterable[Finding]:
        hidden = {id(finding) for part in parts for finding in may_be_there(part, findings)}
        return (
            finding
            for finding in findings
            if finding.severity == "warning"
            and id(finding) not in hidden
            and (
                (_is_of_column(finding) or _is_cause_of(finding, at_fault))
                and not (_is_at_header(finding, parts) and _is_in_doubt(finding, parts))
                if finding.part in refused
                else in_error.isdisjoint(_subjects(finding))
            )
        )

    with attempt(connection):
        once = {part.read.part.part: replace(part, rows=tuple(_each_subject_once(part))) for part in parts}
        accepted = dict.fromkeys(verdicts, "accepted")
        load_parts(connection, [ToLoad(submission_id, reading, once, accepted, at)])
        put_in_force(connection, submission_id, reading, accepted, at)
        return check(connection, submission_id, reading.return_kind, explained, wanted)


def _subjects(finding: Finding) -> Iterable[str]:
    """The indicators and projects that it is about."""
    for cell in with_subject(finding):
        yield from (str(cell[name]) for name in ("indicator_code", "project_no") if cell[name])


def _is_of_column(finding: Finding) -> bool:
    cause = registry().causes.get(finding.rule.rule_id)
    return cause is not None and cause.together == "facts"


def _is_cause_of(finding: Finding, at_fault: Mapping[RowOfPart, set[str]]) -> bool:
    """Whether each error of its row is one that it explains."""
    cause = registry().causes.get(finding.rule.rule_id)
    explained = cause.absorbs if cause else ()
    own = finding.part, position(finding.place.cell)[0] if finding.place.cell else 0
    return own not in at_fault or at_fault[own].issubset(explained)


def _is_at_header(finding: Finding, parts: Sequence[Validated]) -> bool:
    return any(
        part.read.part.part == finding.part and finding.place.cell in part.read.columns.values()
        for part in parts
    )


def _is_in_doubt(finding: Finding, parts: Sequence[Validated]) -> bool:
    """Whether a row of the part has an error in what it is about, or in the finding's indicator.

    A total that is too high without that row is so with it.
    """
    is_too_high = finding.difference is not None and Decimal(finding.difference) > 0
    return not (is_too_high or finding.subject_code) and any(
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
