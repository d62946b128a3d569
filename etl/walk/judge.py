"""The walk from read to verdict, a submission at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from etl.check.holding import as_one, held_parts
from etl.check.sql_rules import check, recheck
from etl.check.trial import would_find
from etl.check.verdicts import submission_verdict
from etl.common.findings import Finding
from etl.load.versions import explained_before, put_in_force, standings
from etl.load.waiting_room import PartContent, load_findings, load_part
from etl.load.year_locks import closed
from etl.read.file import read_file
from etl.read.model import Reading
from etl.receive.inbox import contradicting
from etl.store import archive, events
from etl.store.submissions import Submission, submission_row
from etl.store.warehouse import rows, statement
from etl.validate.explanations import answered_in_reply
from etl.validate.part import Validated
from etl.validate.waivers import with_decided
from etl.walk.alone import everything, judge_alone
from schemas.periods import Period
from schemas.registry import registry

Run = Mapping[str, str | int]  # names the task instance of Airflow that walks


@dataclass(frozen=True)
class Judgement:
    """What was decided of one submission. `parts`: part to verdict; empty where no return was recognised."""

    submission_id: int
    verdict: str
    league_code: str | None = None
    return_kind: str | None = None
    period: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    duplicate_of: int | None = None
    contents: Mapping[str, PartContent] = field(default_factory=dict)
    held: tuple[str, ...] = ()  # the parts that are accepted without being in force
    rechecked: tuple[int, ...] = ()  # the league's later submissions in which findings came or went


def read_submission(submission: Submission) -> Reading:
    """The submission's file in the archive, read as it was sent."""
    folder = submission["folder"]
    return read_file(
        archive.path_of(submission["sha256"]),
        name=submission["file_name"],
        folders=(folder, *contradicting(submission["sent_as"], folder)) if folder else (),
        arrived_on=submission["arrived_at"],
        registry=registry(),
    )


def said_before(connection: sa.Connection, submission_ids: Sequence[int]) -> dict[int, Reading]:
    """Of those of the submissions that the league sent before by the same name, and whose return is in force
    as sent, what return that is: such a file is not read again.
    """
    return {
        row["submission_id"]: Reading(
            "read", row["league_code"], row["return_kind"], Period.parse(row["period"])
        )
        for row in rows(connection, "intake/said_before", submission_ids=list(submission_ids))
    }


def judge(
    connection: sa.Connection,
    submission: Submission,
    reading: Reading,
    at: datetime,
    *,
    known_before: bool = True,
    run: Run | None = None,
    validated: Sequence[Validated] | None = None,
) -> Judgement:
    """The submission has its verdict, which holds from `at` on; its parts, findings and moves are recorded.

    Accepted parts that are not held are in force, those that they replace are superseded, and whatever of
    the league's later returns rests on them is checked again. Without `known_before`, bytes that are in
    force already are judged like any others. `run` is for the event.
    `validated`: the reading's parts, where they have been validated already.
    """
    first = duplicate_of(connection, submission, reading) if known_before else None
    judged = _judged(connection, submission, reading, at, first, validated)
    _record(connection, submission, reading, judged, at, run)
    if any(verdict != "refused" and part not in judged.held for part, verdict in judged.parts.items()):
        rechecked = recheck(connection, submission["submission_id"], at)
        judged = replace(judged, rechecked=tuple(rechecked))
    return judged


def duplicate_of(connection: sa.Connection, submission: Submission, reading: Reading) -> int | None:
    """The submission with the same bytes for the same return that is in force; None where nothing is."""
    first = connection.execute(
        statement("intake/duplicate_of"),
        {
            "submission_id": submission["submission_id"],
            "sha256": submission["sha256"],
            "league_code": reading.league_code,
            "period": str(reading.period) if reading.period else None,
        },
    ).scalar()
    return None if first is None else int(first)


def _judged(
    connection: sa.Connection,
    submission: Submission,
    reading: Reading,
    at: datetime,
    first: int | None,
    validated: Sequence[Validated] | None,
) -> Judgement:
    submission_id = submission["submission_id"]
    judgement = Judgement(
        submission_id,
        reading.state,
        reading.league_code,
        reading.return_kind,
        str(reading.period) if reading.period else None,
    )
    if reading.state == "read" and first is not None:
        earlier = submission_row(connection, first)
        sent_again = Finding(
            registry().rules["duplicate_sent"],
            given=str(first),
            expected=earlier["file_name"],
            facts={"outcome": registry().words["state"][earlier["state"]]},
        )
        return replace(judgement, verdict="duplicate", findings=(sent_again,), duplicate_of=first)
    of_return = judgement.league_code, judgement.return_kind, judgement.period
    explained, before = explained_before(connection, *of_return), standings(connection, *of_return)
    alone = judge_alone(
        reading,
        with_decided(connection, registry()),
        at,
        locked=closed(connection, submission, reading, at) if reading.state == "read" else (),
        explained=explained,
        validated=validated,
    )
    parts, verdicts, others = alone.parts, alone.verdicts, list[Finding]()
    if alone.is_checked:
        listed = list(parts.values())
        trial = would_find(connection, submission_id, reading, listed, verdicts, at, explained)
        others += _answered(as_one(trial), reading)
    contents = {
        name: load_part(connection, submission_id, reading, part, verdicts[name], at)
        for name, part in parts.items()
    }
    about = {"submission_id": submission_id, "template_version": reading.template_version}
    connection.execute(statement("intake/template_version"), about)  # what a rule asks for
    if not alone.is_checked:
        findings = everything(alone, registry())
        return replace(judgement, verdict=alone.verdict, parts=verdicts, findings=findings, contents=contents)
    attempt = connection.begin_nested()
    put_in_force(connection, submission_id, reading, verdicts, at, before)
    checked = _answered(as_one(check(connection, submission_id, reading.return_kind, explained)), reading)
    held = held_parts(checked, verdicts)
    if held:  # what it would change is found, and nothing of it changed
        attempt.rollback()
        put_in_force(connection, submission_id, reading, verdicts, at, before, held)
    else:
        attempt.commit()
    named = {
        (finding.rule.rule_id, finding.part, cell["cell"]) for finding in checked for cell in finding.cells
    }
    others = [
        other
        for other in others
        if verdicts[str(other.part)] == "refused"
        or (other.rule.rule_id, other.part, other.place.cell) not in named
    ]
    findings = everything(alone, registry(), [*others, *checked])
    is_open = any(finding.is_open for finding in findings)
    verdict = submission_verdict(verdicts.values(), is_open=is_open, held=held)
    return replace(
        judgement, verdict=verdict, parts=verdicts, held=held, findings=findings, contents=contents
    )


def _answered(findings: Iterable[Finding], reading: Reading) -> list[Finding]:
    """The findings, those explained that she answered in the receipt of a reply."""
    return [answered_in_reply(finding, reading.answers, registry()) for finding in findings]


def _record(
    connection: sa.Connection,
    submission: Submission,
    reading: Reading,
    judged: Judgement,
    at: datetime,
    run: Run | None,
) -> None:
    submission_id = judged.submission_id
    numbers = load_findings(connection, submission_id, judged.findings, raised_by=submission_id, at=at)
    connection.execute(
        statement("intake/verdict"),
        {
            "submission_id": submission_id,
            "state": judged.verdict,
            "league_code": judged.league_code,
            "return_kind": judged.return_kind,
            "period": judged.period,
            "reported_on": reading.reported_on,
            "revision_reason": reading.revision_reason,
            "template_version": reading.template_version,
            "duplicate_of": judged.duplicate_of,
            "decided_at": at,
        },
    )
    events.record(
        connection,
        "judge",
        submission_id=submission_id,
        at=at,
        from_state=submission["state"],
        to_state=judged.verdict,
        detail={
            "league_code": judged.league_code,
            "return_kind": judged.return_kind,
            "period": judged.period,
            "reported_on": str(reading.reported_on) if reading.reported_on else None,
            "revision_reason": reading.revision_reason,
            "template_version": reading.template_version,
            "parts": dict(judged.parts),
            "held": list(judged.held),
            "contents": dict(judged.contents),
            "duplicate_of": judged.duplicate_of,
            "findings": [finding.as_row() for finding in judged.findings],
            "finding_ids": numbers,
            **({"run": run} if run else {}),
        },
    )
