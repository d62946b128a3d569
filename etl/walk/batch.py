"""The walk of files: read them, put them in order, judge each, answer each; leagues take turns.

The DAG `receive_returns` and the command `jibao ingest` both call this.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from math import inf
from typing import TypeVar

from etl.common.garbage import spare_imported
from etl.leagues.reply.answer import answer_to
from etl.leagues.reply.model import Answer
from etl.leagues.reply.outbox import write_replies, write_reply
from etl.read.model import Reading
from etl.store import archive
from etl.store.locks import hold_for_league
from etl.store.submissions import Submission, submission_row
from etl.store.warehouse import rows, transaction
from etl.validate.part import Validated, validate_parts
from etl.walk.judge import Run, duplicate_of, judge, read_submission
from etl.walk.waiting import lots
from schemas.periods import Period
from schemas.registry import registry

log = logging.getLogger(__name__)

Done = TypeVar("Done")
_NO_PERIOD = Period.of("year", 9999)  # after all that have one


class WalkError(RuntimeError):
    """Submissions that we failed to judge, through no fault of the leagues; they wait for the next walk."""

    def __init__(self, failures: Mapping[int, Exception]) -> None:
        listed = "; ".join(f"{number}: {failure!r}" for number, failure in failures.items())
        super().__init__(f"submissions not judged, they stay in the waiting room: {listed}")
        self.failures = dict(failures)


def walk(
    leagues: Mapping[str, Iterable[int]],
    run: Run | None = None,
    *,
    seconds: float = inf,
    answered: Callable[[Answer], object] = lambda _: None,
) -> None:
    """Every submission has its verdict and its reply in the outbox; each reply is also handed to `answered`.

    A league's submissions, which are in order of arrival, are judged so, and in order of period where they
    arrived together (by lots, see `etl.walk.waiting.LOT`). Leagues take turns, a file each, so that none
    waits for another's flood; no more is held in memory than a lot of each. One that has a verdict already is
    passed over. When the seconds are over the file at hand is ended, and the rest waits for the next walk.
    A failure of ours stops no other submission; WalkError names them at the end.
    `run`: the task instance of Airflow that does it, for the events.
    """
    spare_imported()
    until = time.monotonic() + seconds
    failures: dict[int, Exception] = {}
    turns = deque(_steps(submission_ids, failures, run, until) for submission_ids in leagues.values())
    while turns:
        steps = turns.popleft()
        for answer in steps:
            if answer:
                answered(answer)
            turns.append(steps)
            break
    if failures:
        raise WalkError(failures)


def _steps(
    submission_ids: Iterable[int], failures: dict[int, Exception], run: Run | None, until: float
) -> Iterator[Answer | None]:
    """A league's files are read and judged, one a step; the answer, where the step came to one."""
    for lot in lots(submission_ids):
        reading_until = (time.monotonic() + until) / 2  # judging may take as long again
        readings: list[tuple[Submission, Reading]] = []
        for submission in lot:
            if readings and time.monotonic() > reading_until:
                break
            if reading := _tried(partial(_read, submission), submission, failures):
                readings.append((submission, reading))
            yield None
        readings.sort(key=lambda pair: _order(*pair))
        validated = _validated([reading for _, reading in readings])
        for (submission, reading), parts in zip(readings, validated, strict=True):
            yield _tried(partial(_decide, submission, reading, parts, run), submission, failures)
            if time.monotonic() > until:
                return
        if time.monotonic() > reading_until:
            return


def _tried(step: Callable[[], Done], submission: Submission, failures: dict[int, Exception]) -> Done | None:
    """What the step has done; None where it failed, which is a failure of ours."""
    try:
        return step()
    except Exception as failure:
        log.exception("submission %s could not be judged", submission["submission_id"])
        failures[submission["submission_id"]] = failure.with_traceback(None)  # which would hold the file
        return None


def _read(submission: Submission) -> Reading:
    """The file as read. What the league sent before by this name, and is in force, is not read again."""
    sent = {
        "sha256": submission["sha256"],
        "file_name": submission["file_name"],
        "league_code": submission["folder"],
    }
    with transaction() as connection:
        for before in rows(connection, "intake/said_before", **sent):
            period = Period.parse(before["period"])
            return Reading("read", before["league_code"], before["return_kind"], period)
    started = time.monotonic()
    reading = read_submission(submission)
    log.info("submission %s: read in %.2f s", submission["submission_id"], time.monotonic() - started)
    return reading


def _is_unread(reading: Reading) -> bool:
    """Whether only the return is known that the same bytes are in force as."""
    return reading.state == "read" and not (reading.parts or reading.gate)


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
    waiting: Submission, reading: Reading, parts: list[Validated] | None, run: Run | None
) -> Answer | None:
    """The answer; None where somebody else gave one."""
    started = time.monotonic()
    with transaction() as connection:
        hold_for_league(connection, reading.league_code)
        submission = submission_row(connection, waiting["submission_id"])
        if submission["state"] != "received":
            return None
        if _is_unread(reading) and duplicate_of(connection, submission, reading) is None:
            reading, parts = read_submission(submission), None  # replaced meanwhile
        judged = judge(connection, submission, reading, submission["arrived_at"], run=run, validated=parts)
        answer = answer_to(connection, submission["submission_id"])
        # Before the verdict is committed: a reply may be written twice, but none is ever missing.
        write_reply(answer)
        write_replies(connection, judged.rechecked)
    archive.log_new_events()
    log.info(
        "submission %s, %s: %s, answered in %.2f s",
        answer["submission_id"],
        answer["file_name"],
        answer["verdict"],
        time.monotonic() - started,
    )
    return answer
