"""The walk of files: read them, put them in order, judge and answer them; leagues take turns.

The DAG `receive_returns` and the command `jibao ingest` both call this. What does not rest on each other, a
file of each of several leagues or all that change nothing, is judged and answered together, in one
transaction; one file is a batch of one.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from math import inf

from etl.common.allowance import Overrun, allowance
from etl.common.faults import log_fault
from etl.common.garbage import spare_imported
from etl.leagues.reply.answer import answers_to
from etl.leagues.reply.model import Answer
from etl.leagues.reply.outbox import write_replies, write_reply
from etl.read.file import over_limits
from etl.read.model import Reading
from etl.store import archive
from etl.store.locks import hold_for_leagues
from etl.store.submissions import submission_rows
from etl.store.warehouse import transaction
from etl.validate.part import Validated, validate_parts
from etl.walk.judge import (
    duplicates_of,
    judge_all,
    read_submission,
)
from etl.walk.reading import Read, is_unread, lots_read, note
from etl.walk.record import Run, ToJudge
from schemas.personal import masked
from schemas.registry import registry

log = logging.getLogger(__name__)

_ROWS = 30_000  # that are validated together: more gains nothing, and the other leagues would wait for it
TOGETHER = 16  # leagues of which a file each is judged together, and a lot each is held
# Of the processor, for each step from verdict to reply: ten thousand rows, all of them wrong, take 6 in all.
# On a slow machine that is several times as much, and no honest return may be refused for it.
_DECIDING_SECONDS = 25


class WalkError(RuntimeError):
    """Submissions that we failed to judge, through no fault of the leagues; they wait for the next walk."""

    def __init__(self, failures: Mapping[int, Exception]) -> None:
        listed = "; ".join(f"{number}: {masked(repr(failure))}" for number, failure in failures.items())
        super().__init__(f"submissions not judged, they stay in the waiting room: {listed}")
        self.failures = dict(failures)


class _ReplacedMeanwhile(Exception):
    """What is in force no more is not known to change nothing."""


@dataclass(eq=False)
class _League:
    """What is on its way of a league: a lot that is being read, then its files in the order of judging."""

    reading: Iterator[Sequence[Read] | None]
    in_order: deque[Read] = field(default_factory=deque)
    is_reading: bool = True


def walk(
    leagues: Mapping[str, Iterable[int]],
    run: Run | None = None,
    *,
    seconds: float = inf,
    answered: Callable[[Answer], object] = lambda _: None,
) -> None:
    """Every submission has its verdict and its reply in the outbox; each reply is also handed to `answered`.

    A league's submissions, which are in order of arrival, are judged so, and in order of period where they
    arrived together (by lots, see `etl.walk.waiting.LOT`). Leagues take turns, a file each (what is sent
    again and changes nothing is one turn), so that none waits for another's flood; of `TOGETHER` leagues, and
    no more, a lot is held in memory. One that has a verdict already is passed over. When the seconds are over
    the files at hand are ended, and the rest waits for the next walk. A failure of ours stops no other
    submission; WalkError names them at the end.
    `run`: the task instance of Airflow that does it, for the events.
    """
    spare_imported()
    until = time.monotonic() + seconds
    failures: dict[int, Exception] = {}
    waiting = deque(_League(lots_read(numbers, failures, until)) for numbers in leagues.values())
    together: list[_League] = []
    while together or waiting:
        while waiting and len(together) < TOGETHER:
            together.append(waiting.popleft())
        _read_on([league for league in together if not league.in_order])
        ready = [league for league in together if league.in_order]
        for answer in _decided([read for league in ready for read in _next(league)], run, failures):
            answered(answer)
        if time.monotonic() > until:
            together = [league for league in together if league not in ready]
        else:
            waiting += [league for league in ready if not league.in_order]
        together = [league for league in together if league.in_order or league.is_reading]
    if failures:
        raise WalkError(failures)


def _next(league: _League) -> Iterator[Read]:
    """The league's next file; those that are known to change nothing together."""
    yield (read := league.in_order.popleft())
    while is_unread(read.reading) and league.in_order and is_unread(league.in_order[0].reading):
        yield (read := league.in_order.popleft())


def _read_on(leagues: Sequence[_League]) -> None:
    """Each has read one file more; those whose lot is read to its end have it in order, and validated."""
    read_whole: list[tuple[_League, Sequence[Read]]] = []
    for league in leagues:
        lot = next(league.reading, ())
        league.is_reading = lot is None
        if lot:
            read_whole.append((league, lot))
    if not read_whole:
        return
    validated = iter(_validated([read.reading for _, lot in read_whole for read in lot]))
    for league, lot in read_whole:
        league.in_order.extend(read._replace(validated=next(validated)) for read in lot)


def _validated(readings: Sequence[Reading]) -> list[list[Validated] | None]:
    """Each reading's parts, validated in one pass while they have no more than `_ROWS` rows in all.

    None where there is nothing to validate, for what has more, and for all if it fails: judged in its turn,
    each validates its own, and only the one at fault fails.
    """
    room = _ROWS
    together: list[Reading | None] = []
    for reading in readings:
        size = sum(len(part.rows) for part in reading.parts)
        fits = reading.state == "read" and not reading.gate and size <= room
        room -= size if fits else 0
        together.append(reading if fits else None)
    sent = [(part, reading) for reading in together if reading for part in reading.parts]
    try:
        with allowance(_DECIDING_SECONDS):
            validated = iter(validate_parts(sent, registry()))
    except (Exception, Overrun):
        log_fault(log, "%s parts could not be validated together", len(sent), level=logging.WARNING)
        return [None] * len(readings)
    return [[next(validated) for _ in reading.parts] if reading else None for reading in together]


def _decided(batch: Sequence[Read], run: Run | None, failures: dict[int, Exception]) -> list[Answer]:
    """The answers to those that nobody else has answered; where one is at fault, each is decided alone.

    What takes too long is refused for that.
    """
    to_judge = [read.reading for read in batch if not is_unread(read.reading)]
    leagues = [reading.league_code for reading in to_judge if reading.league_code]
    if len(set(leagues)) < len(leagues):  # that was not seen before one of them was read
        return [answer for read in batch for answer in _decided([read], run, failures)]
    try:
        return _decide(batch, run) if batch else []
    except (Exception, Overrun) as failure:
        if len(batch) > 1:
            # Also where what one repeats has been replaced meanwhile: then it is judged in its turn.
            log_fault(log, "%s files could not be decided together", len(batch), level=logging.WARNING)
            return [answer for read in batch for answer in _decided([read], run, failures)]
        submission, reading, _ = batch[0]
        if isinstance(failure, Overrun):
            log.warning("submission %s takes too long to judge", submission["submission_id"])
            return _decided([Read(submission, over_limits(reading, registry()))], run, failures)
        note(failure, submission, failures)
        return []


def _decide(batch: Sequence[Read], run: Run | None) -> list[Answer]:
    started = time.monotonic()
    limited = partial(allowance, _DECIDING_SECONDS)
    with transaction() as connection:
        hold_for_leagues(connection, {read.reading.league_code for read in batch})
        current = submission_rows(connection, [read.submission["submission_id"] for read in batch])
        sent = [
            ToJudge(submission, reading, submission["arrived_at"], parts)
            for submission, (_, reading, parts) in zip(current, batch, strict=True)
            if submission["state"] == "received"
        ]
        duplicates = duplicates_of(connection, sent)
        replaced = [
            each
            for each in sent
            if is_unread(each.reading) and each.submission["submission_id"] not in duplicates
        ]
        if replaced and len(sent) > 1:
            raise _ReplacedMeanwhile
        sent = [
            each._replace(reading=read_submission(each.submission), validated=None) for each in replaced
        ] or sent
        judged = judge_all(connection, sent, duplicates, run, limited)
        answers = answers_to(connection, [judgement.submission_id for judgement in judged])
        # Before the verdicts are committed: a reply may be written twice, but none is ever missing.
        for (_, reading, *_), answer in zip(sent, answers, strict=True):
            with limited() if reading.state == "read" else nullcontext():
                write_reply(answer)
        write_replies(connection, [number for judgement in judged for number in judgement.rechecked])
    archive.log_new_events()
    for answer in answers:
        log.info(
            "submission %s, %s: %s, answered in %.2f s",
            answer["submission_id"],
            answer["file_name"],
            answer["verdict"],
            time.monotonic() - started,
        )
    return answers
