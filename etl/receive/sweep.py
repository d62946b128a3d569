"""Receive: a file becomes an archived copy and a row; only then does it leave the inbox."""

from __future__ import annotations

import csv
import logging
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from operator import itemgetter
from pathlib import Path

from etl.common.faults import log_fault
from etl.common.settings import ZONE, settings
from etl.receive.claims import Kept, claim, keep, let_go
from etl.receive.folders import Obstacle
from etl.receive.inbox import Candidate, Listing, listing, named, shown_name, stable
from etl.store import archive
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, transaction

log = logging.getLogger(__name__)

_BATCH = 100  # files whose claims are logged, and that leave the inbox, together


class ArrivalsError(Exception):
    """An arrivals list that does not fit the files that it should name."""


@dataclass(frozen=True)
class Swept:
    """The new submissions, and how many files that lay still are left for the next sweep.

    Folders in which more lies than is looked at count as one each, if anything was received.
    """

    received: list[int]
    left: int


def sweep(seconds: float = inf) -> Swept:
    """Every stable file of the inbox is received, as far as the seconds go; folders take turns, so that none
    waits for another's flood.

    A file's arrival is when a sweep first saw it, and each folder's are received in order of arrival. One
    that still grows is left for the next sweep. While another sweep is at work, this one waits for its turn.
    """
    inbox = settings().inbox
    inbox.mkdir(parents=True, exist_ok=True)
    with _turn():
        now = datetime.now(UTC)
        lying = _lying(inbox)
        with transaction() as connection:
            names = [file.name for file in lying.files]
            seen = rows(connection, "intake/sighting", inbox_paths=names, now=now)
        arrived = {row["inbox_path"]: row["first_seen_at"] for row in seen}
        still = stable(lying.files, inbox, settings().settle_seconds, settings().rest_seconds)
        started = time.monotonic()
        swept = _take(_in_turn(still, arrived), arrived, from_inbox=True, until=started + seconds)
    taken = len(swept.received)
    log.info("%d of %d files received in %.2f s", taken, len(names), time.monotonic() - started)
    return Swept(swept.received, swept.left + (len(lying.more) if swept.received else 0))


def _in_turn(files: Iterable[Candidate], arrived: Mapping[str, datetime]) -> list[Candidate]:
    """Each folder's files in order of arrival and name: first the first of each, then the second of each."""
    places: Counter[str | None] = Counter()
    in_turn = []
    for file in sorted(files, key=lambda each: (arrived[each.name], each.name)):
        in_turn.append((places[file.folder], file))
        places[file.folder] += 1
    return [file for _, file in sorted(in_turn, key=itemgetter(0))]


def receive_paths(paths: list[Path], arrivals: Path | None) -> list[int]:
    """The files and folders that a command names are received; without one, the inbox by its arrivals."""
    received = []
    for path in paths or [settings().inbox]:
        received += receive_folder(path, arrivals) if path.is_dir() else receive_file(path)
    return received


def receive_file(path: Path) -> list[int]:
    """One file is received; it stays where it is, unless it lies in the inbox. Obstacle if it cannot be."""
    file = named(path)
    from_inbox = file.spot.is_sent
    with _turn() if from_inbox else nullcontext():
        return take([file], {file.name: datetime.now(UTC)}, from_inbox=from_inbox)


def receive_folder(root: Path, arrivals: Path | None) -> list[int]:
    """Every file below `root` is received, in order of arrival: as listed in `arrivals`, else now.

    Files of the inbox leave it; any other folder is not touched. ArrivalsError before anything is received
    if the list and the files do not name each other.
    """
    root = root.resolve()
    from_inbox = root == settings().inbox
    with _turn() if from_inbox else nullcontext():
        listed = _lying(root).files
        now = datetime.now(UTC)
        moments = read_arrivals(arrivals, listed) if arrivals else {each.name: now for each in listed}
        return take(listed, moments, from_inbox=from_inbox)


def _lying(root: Path) -> Listing:
    """What lies below `root`; the log names what is passed over."""
    lying = listing(root)
    for blocked in lying.blocked:
        log.error("%s is not received: %s", shown_name(blocked.name), blocked.why)
    return lying


def read_arrivals(arrivals: Path, listed: list[Candidate]) -> dict[str, datetime]:
    """The moment of each file's arrival (a list without a zone is in Asia/Shanghai).

    The list is a CSV with `file` and `arrived_at`. ArrivalsError if it cannot be read as one, names a file
    twice or one that is not there, or leaves one out.
    """
    moments: dict[str, datetime] = {}
    with arrivals.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                name, moment = row["file"], datetime.fromisoformat(row["arrived_at"])
            except (KeyError, TypeError, ValueError) as fault:
                raise ArrivalsError(
                    f"{arrivals.name}, line {line}: file,arrived_at expected ({fault})"
                ) from fault
            if name in moments:
                raise ArrivalsError(f"{arrivals.name}, line {line}: {name} is named twice")
            moments[name] = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    there = {file.name for file in listed}
    if missing := sorted(moments.keys() - there):
        raise ArrivalsError(f"{arrivals.name} names what is not there: {', '.join(missing)}")
    if unnamed := sorted(there - moments.keys()):
        raise ArrivalsError(f"{arrivals.name} does not name: {', '.join(unnamed)}")
    return moments


def take(listed: list[Candidate], arrived: Mapping[str, datetime], *, from_inbox: bool) -> list[int]:
    """The files as new submissions, in order of arrival and name: archived, recorded, gone from the inbox.

    Each is taken for itself. One that another worker has, that is gone or may not be read is passed over; one
    that changed meanwhile stays in the inbox and is received again as it then is; one that cannot be removed
    stays claimed. What the archive or the warehouse does not take is raised when the others have been tried.
    HistoryError before anything is taken.
    """
    waiting = sorted(listed, key=lambda each: (arrived[each.name], each.name))
    return _take(waiting, arrived, from_inbox=from_inbox, until=inf).received


def _take(
    waiting: list[Candidate], arrived: Mapping[str, datetime], *, from_inbox: bool, until: float
) -> Swept:
    """As `take`, in this order, and what is left at that moment of the monotonic clock is left."""
    with transaction() as connection:
        archive.log_events(connection)  # nothing is taken where archive and warehouse do not go together
    received: list[int] = []
    faults: list[Exception] = []
    left = deque(waiting)
    while left:
        kept: list[Kept] = []
        while left and len(kept) < _BATCH and (time.monotonic() < until or not kept):
            file = left.popleft()
            try:
                kept.append(keep(file, arrived[file.name]))
            except Obstacle as obstacle:
                log.error("%s is not received: %s", shown_name(file.name), obstacle.why)
            except OSError as fault:  # others may do
                log_fault(log, "%s could not be received", shown_name(file.name))
                faults.append(fault)
        claimed = claim(kept, from_inbox, faults)
        let_go(claimed, from_inbox)
        received += [each.submission_id for each in claimed if each.is_new]
        if time.monotonic() >= until:
            break
    if faults:
        raise faults[0]
    return Swept(received, len(left))


@contextmanager
def _turn() -> Iterator[None]:
    """Nobody else takes files from the inbox meanwhile; waits until it is so."""
    with transaction() as connection:
        hold(connection, Lock.SWEEP)
        yield
