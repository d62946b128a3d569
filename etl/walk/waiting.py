"""What waits for its verdict: by league, and in lots that are small enough to be held at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from etl.common.faults import log_fault
from etl.read.evidence import league_in_name
from etl.store.submissions import Submission, submission_rows
from etl.store.warehouse import rows, transaction
from etl.walk.judge import read_submission
from schemas.registry import registry

log = logging.getLogger(__name__)

# Files that are read before the first of them is judged: more than a league owes in the whole of the action,
# so that all its returns, brought together, are judged in order of period.
LOT = 50


def leagues_waiting(
    submission_ids: Iterable[int] | None = None, seconds: float | None = None
) -> dict[str, list[int]]:
    """The submissions without a verdict by league, each league's in order of arrival.

    The league is that of the folder, else of the file's name; only a file with neither is read for it, as
    long as `seconds` are not over: the rest is left out. `unassigned` holds those whose league is not known.
    """
    wanted = None if submission_ids is None else set(submission_ids)
    until = None if seconds is None else time.monotonic() + seconds
    with transaction() as connection:
        waiting = rows(connection, "intake/waiting")
    leagues: dict[str, list[int]] = {}
    for row in waiting:
        if wanted is not None and row["submission_id"] not in wanted:
            continue
        league = row["league_code"] or league_in_name(row["file_name"], registry())
        if league is None:
            if until is not None and time.monotonic() > until:
                continue
            league = _league_inside(row["submission_id"])
        leagues.setdefault(league, []).append(row["submission_id"])
    return leagues


def lots(submissions: Iterable[Submission]) -> Iterator[list[Submission]]:
    """The submissions, which are in order of arrival, by lots of `LOT` at most.

    What arrived together is in one lot, unless it is more than that.
    """
    lot: list[Submission] = []
    for _, together in groupby(submissions, lambda each: each["arrived_at"]):
        while some := list(islice(together, LOT)):
            if len(lot) + len(some) > LOT:
                yield lot
                lot = []
            lot += some
    if lot:
        yield lot


def _league_inside(submission_id: int) -> str:
    try:
        with transaction() as connection:
            (submission,) = submission_rows(connection, [submission_id])
        return read_submission(submission).league_code or "unassigned"
    except Exception:
        log_fault(log, "the league of submission %s could not be read", submission_id)
        return "unassigned"  # the walk then fails on it, and reports it
