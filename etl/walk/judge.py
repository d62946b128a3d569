"""The walk from read to verdict, a submission at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from etl.check.holding import as_one, held_parts
from etl.check.sql_rules import check, recheck
from etl.check.trial import would_find
from etl.check.verdicts import submission_verdict
from etl.common.findings import Finding
from etl.load.versions import explained_before, put_in_force, standings
from etl.load.waiting_room import load_part
from etl.load.year_locks import closed
from etl.read.file import read_file
from etl.read.model import Reading
from etl.read.parsed import Parsed, all_parsed
from etl.receive.inbox import contradicting
from etl.store import archive
from etl.store.submissions import Submission
from etl.store.warehouse import rows, statement
from etl.validate.explanations import answered_in_reply
from etl.validate.waivers import with_decided
from etl.walk.alone import everything, judge_alone
from etl.walk.record import Judgement, Run, ToJudge, record
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Registry

Limited = Callable[[], AbstractContextManager[object]]


class Earlier(NamedTuple):
    """The submission that a duplicate has the bytes of."""

    submission_id: int
    file_name: str
    state: str


def take_apart(submissions: Sequence[Submission]) -> list[Parsed | Exception]:
    """The files of a sender's submissions, for `read_submission`."""
    return all_parsed([(archive.path_of(each["sha256"]), each["file_name"]) for each in submissions])


def read_submission(submission: Submission, taken_apart: Parsed | Exception | None = None) -> Reading:
    """The submission's file in the archive, read as it was sent."""
    folder = submission["folder"]
    return read_file(
        archive.path_of(submission["sha256"]),
        name=submission["file_name"],
        folders=(folder, *contradicting(submission["sent_as"], folder)) if folder else (),
        arrived_on=submission["arrived_at"],
        registry=registry(),
        taken_apart=taken_apart,
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
) -> Judgement:
    """As `judge_all`, of one submission, by a verdict that holds from `at` on.

    Without `known_before`, bytes that are in force already are judged like any others.
    """
    sent = [ToJudge(submission, reading, at)]
    (judged,) = judge_all(connection, sent, duplicates_of(connection, sent) if known_before else {})
    return judged


def judge_all(
    connection: sa.Connection,
    sent: Sequence[ToJudge],
    duplicates: Mapping[int, Earlier],
    run: Run | None = None,
    limited: Limited = nullcontext,
) -> list[Judgement]:
    """Each of the submissions has its verdict; parts, findings and moves are recorded. None rests on another.

    Accepted parts that are not held are in force, those that they replace are superseded, and whatever of
    the league's later returns rests on them is checked again. `duplicates`: those whose bytes are in force
    already, and as what. `run` is for the event; in the context of `limited` each that was read is judged,
    and again what rests on it is checked.
    """
    judged = []
    known = with_decided(connection, registry())
    for each in sent:
        with limited() if each.reading.state == "read" else nullcontext():
            first = duplicates.get(each.submission["submission_id"])
            judgement = _judged(connection, each, known) if first is None else _duplicate(each, first)
            judged.append((each, judgement, [finding.as_row() for finding in judgement.findings]))
    record(connection, judged, run)
    judgements = []
    for each, judgement, _ in judged:
        in_force = [part for part, verdict in judgement.parts.items() if verdict != "refused"]
        if set(in_force) - set(judgement.held):
            with limited():
                later = recheck(connection, judgement.submission_id, each.at)
            judgement = replace(judgement, rechecked=tuple(later))
        judgements.append(judgement)
    return judgements


def duplicates_of(connection: sa.Connection, sent: Sequence[ToJudge]) -> dict[int, Earlier]:
    """Of each of them that was read the submission with the same bytes for the same return, if in force."""
    asked = [
        {
            "submission_id": each.submission["submission_id"],
            "sha256": each.submission["sha256"],
            "league_code": each.reading.league_code,
            "period": str(each.reading.period),
        }
        for each in sent
        if each.reading.state == "read" and each.reading.league_code and each.reading.period
    ]
    if not asked:
        return {}
    found = connection.execute(statement("intake/duplicates_of", "sent"), {"sent": asked})
    return {row.submission_id: Earlier(row.first_id, row.file_name, row.state) for row in found}


def _judgement(each: ToJudge) -> Judgement:
    """As far as reading tells."""
    reading = each.reading
    return Judgement(
        each.submission["submission_id"],
        reading.state,
        reading.league_code,
        reading.return_kind,
        str(reading.period) if reading.period else None,
    )


def _duplicate(each: ToJudge, first: Earlier) -> Judgement:
    sent_again = Finding(
        registry().rules["duplicate_sent"],
        given=str(first.submission_id),
        expected=first.file_name,
        facts={"outcome": registry().words["state"][first.state]},
    )
    return replace(
        _judgement(each), verdict="duplicate", findings=(sent_again,), duplicate_of=first.submission_id
    )


def _judged(connection: sa.Connection, each: ToJudge, known: Registry) -> Judgement:
    submission, reading, at, validated = each
    judgement = _judgement(each)
    submission_id = judgement.submission_id
    of_return = judgement.league_code, judgement.return_kind, judgement.period
    before = standings(connection, *of_return)
    explained = explained_before(connection, *of_return) if before else {}
    alone = judge_alone(
        reading,
        known,
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
    if reading.template_version:  # a rule asks for it
        about = {"submission_id": submission_id, "template_version": reading.template_version}
        connection.execute(statement("intake/template_version"), about)
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
    """The findings, those explained that the league answered in the receipt of a reply."""
    return [answered_in_reply(finding, reading.answers, registry()) for finding in findings]
