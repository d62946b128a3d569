"""A league's files, read on from lot to lot as their turn comes."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import NamedTuple

from etl.common.faults import log_fault
from etl.read.model import Reading
from etl.read.parsed import Parsed
from etl.store.submissions import Submission, submission_rows
from etl.store.warehouse import transaction
from etl.validate.part import Validated
from etl.walk.judge import read_submission, said_before, take_apart
from etl.walk.waiting import lots
from schemas.periods import Period

log = logging.getLogger(__name__)

# Files of a league that are taken apart at once, if none is larger than this; a process for each costs more.
_AT_ONCE, _SMALL = 8, 64 << 10
_NO_PERIOD = Period.of("year", 9999)  # after all that have one


class Read(NamedTuple):
    """A file as read; `validated`: its parts, None where they are not yet, or need not be."""

    submission: Submission
    reading: Reading
    validated: Sequence[Validated] | None = None


def lots_read(
    submission_ids: Iterable[int], failures: dict[int, Exception], until: float
) -> Iterator[Sequence[Read] | None]:
    """A league's files are read, one a step: None, and at the end of a lot its files in order of judging."""
    with transaction() as connection:
        submissions = submission_rows(connection, list(submission_ids))
        known = said_before(connection, [submission["submission_id"] for submission in submissions])
    for number, lot in enumerate(lots(submissions)):
        if number:  # what the lot before has brought is known by now
            with transaction() as connection:
                known = said_before(connection, [submission["submission_id"] for submission in lot])
        reading_until = (time.monotonic() + until) / 2  # judging may take as long again
        # What was read goes with its frame: until its next lot the league waits for all others.
        yield (yield from _lot_read(lot, known, reading_until, failures))
        if time.monotonic() > reading_until:
            return


def _lot_read(
    lot: Sequence[Submission], known: Mapping[int, Reading], until: float, failures: dict[int, Exception]
) -> Generator[None, None, Sequence[Read] | None]:
    """The lot's files in order of judging, None if none could be read; before each but the first, a step."""
    read: list[Read] = []
    for place, (submission, taken_apart) in enumerate(_taken_apart(lot, known)):
        if read and time.monotonic() > until:
            break
        if place:
            yield
        try:
            reading = known.get(submission["submission_id"]) or _read(submission, taken_apart)
            read.append(Read(submission, reading))
        except Exception as failure:
            note(failure, submission, failures)
    return sorted(read, key=_order) or None


def _taken_apart(
    lot: Sequence[Submission], known: Mapping[int, Reading]
) -> Iterator[tuple[Submission, Parsed | Exception | None]]:
    """Each of the submissions; small files in a league's own folder have been taken apart a few at once."""
    for is_small, of_kind in groupby(lot, lambda each: _is_small(each, known)):
        if not is_small:
            yield from ((submission, None) for submission in of_kind)
            continue
        while at_once := list(islice(of_kind, _AT_ONCE)):
            yield from zip(at_once, take_apart(at_once), strict=True)


def _is_small(submission: Submission, known: Mapping[int, Reading]) -> bool:
    is_to_read = submission["submission_id"] not in known
    return is_to_read and submission["folder"] is not None and submission["size_bytes"] <= _SMALL


def note(failure: Exception, submission: Submission, failures: dict[int, Exception]) -> None:
    """A failure of ours, which is being handled, is known."""
    log_fault(log, "submission %s could not be judged", submission["submission_id"])
    failures[submission["submission_id"]] = failure.with_traceback(None)  # which would hold the file


def _read(submission: Submission, taken_apart: Parsed | Exception | None) -> Reading:
    started = time.monotonic()
    reading = read_submission(submission, taken_apart)
    log.info("submission %s: read in %.2f s", submission["submission_id"], time.monotonic() - started)
    return reading


def is_unread(reading: Reading) -> bool:
    """Whether only the return is known that the same bytes are in force as."""
    return reading.state == "read" and not (reading.parts or reading.gate)


def _order(read: Read) -> tuple[datetime, Period, int]:
    submission = read.submission
    return submission["arrived_at"], read.reading.period or _NO_PERIOD, submission["submission_id"]
