"""The walk from read to verdict, a submission at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from etl.check.holding import as_one, held_parts
from etl.check.sql_rules import check, recheck
from etl.check.trial import would_find
from etl.check.verdicts import submission_verdict
from etl.common.findings import Finding
from etl.load.versions import Standings, explained_before, put_in_force, standings
from etl.load.waiting_room import PartContent, ToLoad, load_parts
from etl.load.year_locks import closed
from etl.read.file import read_file
from etl.read.model import Reading
from etl.read.parsed import Parsed, all_parsed
from etl.receive.inbox import contradicting
from etl.store import archive
from etl.store.events import record_all
from etl.store.submissions import Submission
from etl.store.warehouse import attempt, rows, statement
from etl.validate.explanations import Explained, answered_in_reply
from etl.validate.waivers import with_decided
from etl.walk.alone import Alone, everything, judge_alone
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
    known = with_decided(connection, registry())
    new = [each for each in sent if each.submission["submission_id"] not in duplicates]

    def limit(each: ToJudge) -> AbstractContextManager[object]:
        return limited() if each.reading.state == "read" else nullcontext()

    looked_at: dict[int, _ByItself] = {}
    for each in new:
        with limit(each):
            looked_at[each.submission["submission_id"]] = _by_itself(connection, each, known)
    whole = [number for number, itself in looked_at.items() if not itself.is_refused]
    loaded = load_parts(connection, [looked_at[number].to_load for number in whole])
    contents = dict(zip(whole, loaded, strict=True))
    judged = []
    for each in sent:
        number = each.submission["submission_id"]
        with limit(each):
            judgement = (
                _judged(connection, looked_at[number], contents.get(number))
                if number in looked_at
                else _duplicate(each, duplicates[number])
            )
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


@dataclass(frozen=True)
class _ByItself:
    """A submission as judged without the others, how its return stood `before`, and what was explained."""

    sent: ToJudge
    before: Standings
    explained: Explained
    alone: Alone

    @property
    def to_load(self) -> ToLoad:
        number = self.sent.submission["submission_id"]
        return ToLoad(number, self.sent.reading, self.alone.parts, self.alone.verdicts, self.sent.at)

    @property
    def is_refused(self) -> bool:
        """Whether a part of it is; then it is asked what would be found, before anything is loaded."""
        return "refused" in self.alone.verdicts.values()


def _by_itself(connection: sa.Connection, each: ToJudge, known: Registry) -> _ByItself:
    submission, reading, at, validated = each
    of_return = reading.league_code, reading.return_kind, str(reading.period) if reading.period else None
    before = standings(connection, *of_return)
    explained = explained_before(connection, *of_return) if before else {}
    locked = closed(connection, submission, reading, at) if reading.state == "read" else ()
    alone = judge_alone(reading, known, at, locked=locked, explained=explained, validated=validated)
    return _ByItself(each, before, explained, alone)


def _judged(
    connection: sa.Connection, itself: _ByItself, contents: Mapping[str, PartContent] | None
) -> Judgement:
    """Its verdict against the others; `contents` are what its parts hold, None where they are not loaded."""
    (submission, reading, at, _), alone, explained = itself.sent, itself.alone, itself.explained
    judgement, submission_id = _judgement(itself.sent), submission["submission_id"]
    verdicts, others = alone.verdicts, list[Finding]()
    if contents is None:
        if alone.is_checked:
            parts = list(alone.parts.values())
            trial = would_find(connection, submission_id, reading, parts, verdicts, at, explained)
            others += _answered(as_one(trial), reading)
        (contents,) = load_parts(connection, [itself.to_load])
    judgement = replace(judgement, parts=verdicts, contents=contents)
    if reading.template_version:  # a rule asks for it
        about = {"submission_id": submission_id, "template_version": reading.template_version}
        connection.execute(statement("intake/template_version"), about)
    if not alone.is_checked:
        return replace(judgement, verdict=alone.verdict, findings=everything(alone, registry()))
    moves = put_in_force(connection, submission_id, reading, verdicts, at, itself.before)
    # Rules ask which versions it has replaced: that is an event, which is written with the verdict.
    with attempt(connection) if itself.before else nullcontext():
        if itself.before:
            record_all(connection, moves)
        found = check(connection, submission_id, reading.return_kind, explained)
    checked = _answered(as_one(found), reading)
    held = held_parts(checked, verdicts)
    if held:  # what it would change is found, and nothing of it changed
        moves = put_in_force(connection, submission_id, reading, verdicts, at, itself.before, held)
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
    return replace(judgement, verdict=verdict, held=held, findings=findings, moves=moves)


def _answered(findings: Iterable[Finding], reading: Reading) -> list[Finding]:
    """The findings, those explained that the league answered in the receipt of a reply."""
    return [answered_in_reply(finding, reading.answers, registry()) for finding in findings]
