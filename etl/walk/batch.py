"""The walk of a league's files: read them, put them in order, judge each, answer each.

The DAG `receive_returns` and the command `jibao ingest` both call this.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from etl.leagues.reply.answer import answer_to
from etl.leagues.reply.model import Answer
from etl.leagues.reply.outbox import write_replies, write_reply
from etl.read.evidence import league_in_name
from etl.read.model import Reading
from etl.store import archive
from etl.store.locks import hold_for_league
from etl.store.submissions import Submission, submission_row
from etl.store.warehouse import rows, transaction
from etl.validate.part import Validated, validate_parts
from etl.walk.judge import Run, judge, read_submission
from schemas.periods import Period
from schemas.registry import registry

log = logging.getLogger(__name__)

_NO_PERIOD = Period.of("year", 9999)  # after all that have one


class WalkError(RuntimeError):
    """Submissions that we failed to judge, through no fault of the leagues; they wait for the next walk."""

    def __init__(self, failures: Mapping[int, Exception], answers: Sequence[Answer] = ()) -> None:
        listed = "; ".join(f"{number}: {failure!r}" for number, failure in failures.items())
        super().__init__(f"submissions not judged, they stay in the waiting room: {listed}")
        self.failures = dict(failures)
        self.answers = tuple(answers)  # to the submissions that were judged all the same


def leagues_waiting(submission_ids: Iterable[int] | None = None) -> dict[str, list[int]]:
    """The submissions without a verdict by league, each league's in order of arrival.

    The league is that of the folder, else of the file's name; only a file with neither is read for it.
    `unassigned` holds those of which no league is known.
    """
    wanted = None if submission_ids is None else set(submission_ids)
    with transaction() as connection:
        waiting = rows(connection, "intake/waiting")
    leagues: dict[str, list[int]] = {}
    for row in waiting:
        if wanted is None or row["submission_id"] in wanted:
            league = (
                row["league_code"]
                or league_in_name(row["file_name"], registry())
                or _league_inside(row["submission_id"])
            )
            leagues.setdefault(league, []).append(row["submission_id"])
    return leagues


def _league_inside(submission_id: int) -> str:
    try:
        return read_submission(_submission(submission_id)).league_code or "unassigned"
    except Exception:
        log.exception("the league of submission %s could not be read", submission_id)
        return "unassigned"  # the walk then fails on it, and reports it


def walk(submission_ids: Iterable[int], run: Run | None = None) -> list[Answer]:
    """Every submission has its verdict and its reply in the outbox; the replies, in the order of judging.

    They are judged in order of arrival, and of period where they arrived together. One that has a verdict
    already is passed over. A failure of ours stops no other submission; WalkError names them at the end.
    `run`: the task instance of Airflow that does it, for the events.
    """
    failures: dict[int, Exception] = {}
    readings: list[tuple[Submission, Reading]] = []
    for submission_id in submission_ids:
        try:
            started = time.monotonic()
            submission = _submission(submission_id)
            readings.append((submission, _read(submission)))
            log.info("submission %s: read in %.2f s", submission_id, time.monotonic() - started)
        except Exception as failure:
            log.exception("submission %s could not be read", submission_id)
            failures[submission_id] = failure
    answers = []
    readings.sort(key=lambda pair: _order(*pair))
    validated = _validated([reading for _, reading in readings])
    for (submission, reading), parts in zip(readings, validated, strict=True):
        try:
            started = time.monotonic()
            answer = _decide(submission["submission_id"], reading, parts, run)
        except Exception as failure:
            log.exception("submission %s could not be judged", submission["submission_id"])
            failures[submission["submission_id"]] = failure
        else:
            if answer:
                answers.append(answer)
                log.info(
                    "submission %s, %s: %s, answered in %.2f s",
                    answer["submission_id"],
                    answer["file_name"],
                    answer["verdict"],
                    time.monotonic() - started,
                )
    if failures:
        raise WalkError(failures, answers)
    return answers


def _submission(submission_id: int) -> Submission:
    with transaction() as connection:
        return submission_row(connection, submission_id)


def _read(submission: Submission) -> Reading:
    """The file as read. What the league sent before by this name, and was accepted, is not read again."""
    sent = {
        "sha256": submission["sha256"],
        "file_name": submission["file_name"],
        "league_code": submission["folder"],
    }
    with transaction() as connection:
        for before in rows(connection, "intake/said_before", **sent):
            period = Period.parse(before["period"])
            return Reading("read", before["league_code"], before["return_kind"], period)
    return read_submission(submission)


def _validated(readings: Sequence[Reading]) -> list[list[Validated] | None]:
    """Each reading's parts, all validated in one pass; None where there is nothing to validate.

    None for all if that fails: judged alone, each validates its own, and only the one at fault fails.
    """
    sent = [
        (part, reading)
        for reading in readings
        if reading.state == "read" and not reading.gate
        for part in reading.parts
    ]
    try:
        validated = iter(validate_parts(sent, registry()))
    except Exception:
        log.exception("%s parts could not be validated together", len(sent))
        return [None] * len(readings)
    return [
        [next(validated) for _ in reading.parts] if reading.state == "read" and not reading.gate else None
        for reading in readings
    ]


def _order(submission: Submission, reading: Reading) -> tuple[datetime, Period, int]:
    return submission["arrived_at"], reading.period or _NO_PERIOD, submission["submission_id"]


def _decide(
    submission_id: int, reading: Reading, parts: list[Validated] | None, run: Run | None
) -> Answer | None:
    with transaction() as connection:
        league = reading.league_code or "unassigned"
        hold_for_league(connection, league)
        submission = submission_row(connection, submission_id)
        if submission["state"] != "received":
            return None
        judged = judge(connection, submission, reading, submission["arrived_at"], run=run, validated=parts)
        answer = answer_to(connection, submission_id)
        # Before the verdict is committed: a reply may be written twice, but none is ever missing.
        write_reply(answer)
        write_replies(connection, judged.rechecked)
    archive.log_new_events()
    return answer
