"""Receive: a file becomes an archived copy and a row; only then does it leave the inbox."""

from __future__ import annotations

import csv
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.receive.inbox import Candidate, candidates, league_of, readable, stable
from etl.store import archive, events
from etl.store.locks import Lock, hold
from etl.store.warehouse import engine, rows, statement, transaction
from schemas.personal import masked

log = logging.getLogger(__name__)


class ArrivalsError(Exception):
    """An arrivals list that does not fit the files that it should name."""


def sweep() -> list[int]:
    """Every stable file of the inbox is received; the new submissions in order of arrival and of name.

    Its arrival is when a sweep first saw it. A file that still grows is left for the next sweep. While
    another sweep is at work, this one waits for its turn.
    """
    inbox = settings().inbox
    inbox.mkdir(parents=True, exist_ok=True)
    with _turn():
        now = datetime.now(UTC)
        listed = candidates(inbox)
        with transaction() as connection:
            names = [candidate.name for candidate in listed]
            seen = rows(connection, "intake/sighting", inbox_paths=names, now=now)
        arrived = {row["inbox_path"]: row["first_seen_at"] for row in seen}
        still = stable(listed, inbox, settings().settle_seconds, settings().rest_seconds)
        started = time.monotonic()
        received = take(still, arrived, from_inbox=True)
    log.info("%d of %d files received in %.2f s", len(received), len(listed), time.monotonic() - started)
    return received


def receive_paths(paths: list[Path], arrivals: Path | None) -> list[int] | None:
    """The files and folders that a command names are received; None where it means all that waits.

    Without paths that is the inbox; a list of arrivals may go with it.
    """
    if not paths and arrivals is None:
        sweep()
        return None
    received = []
    for path in paths or [settings().inbox]:
        received += receive_folder(path, arrivals) if path.is_dir() else receive_file(path)
    return received


def receive_file(path: Path) -> list[int]:
    """One file is received; it stays where it is, unless it lies in the inbox."""
    inbox = settings().inbox
    from_inbox = path.resolve().is_relative_to(inbox)
    root = inbox if from_inbox else path.resolve().parent
    name = path.resolve().relative_to(root).as_posix()
    file = Candidate(path, readable(name), league_of(path.resolve(), root))
    with _turn() if from_inbox else nullcontext():
        return take([file], {file.name: datetime.now(UTC)}, from_inbox=from_inbox)


def receive_folder(root: Path, arrivals: Path | None) -> list[int]:
    """Every file below `root` is received, in order of arrival: as listed in `arrivals`, else now.

    Files of the inbox leave it; any other folder is not touched. ArrivalsError before anything is received
    if the list and the files do not name each other.
    """
    from_inbox = root.resolve() == settings().inbox
    with _turn() if from_inbox else nullcontext():
        listed = candidates(root)
        now = datetime.now(UTC)
        moments = read_arrivals(arrivals, listed) if arrivals else {each.name: now for each in listed}
        return take(listed, moments, from_inbox=from_inbox)


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
    there = {candidate.name for candidate in listed}
    if missing := sorted(moments.keys() - there):
        raise ArrivalsError(f"{arrivals.name} names what is not there: {', '.join(missing)}")
    if unnamed := sorted(there - moments.keys()):
        raise ArrivalsError(f"{arrivals.name} does not name: {', '.join(unnamed)}")
    return moments


def take(listed: list[Candidate], arrived: Mapping[str, datetime], *, from_inbox: bool) -> list[int]:
    """The files as new submissions, in order of arrival and name: archived, recorded, gone from the inbox.

    One that another worker has, that is gone or may not be read is passed over; one that changed meanwhile
    stays in the inbox and is received again as it then is.
    """
    received = []
    archived = []
    for candidate in sorted(listed, key=lambda each: (arrived[each.name], each.name)):
        try:
            archived.append((candidate, candidate.path.stat(), archive.store(candidate.path)))
        except (FileNotFoundError, PermissionError) as fault:
            if fault.filename != str(candidate.path):
                raise  # the archive's fault, not the file's
            log.error("%s is not received: %s", candidate.name, fault)
    with transaction() as connection:
        for candidate, before, stored in archived:
            submission_id = _record(connection, candidate, stored, arrived[candidate.name], from_inbox)
            if submission_id is None:
                _finish_claim(connection, candidate, before, stored.sha256)
            else:
                received.append((submission_id, candidate, before))
    with transaction() as connection:
        archive.log_events(connection)
        for submission_id, candidate, before in received if from_inbox else ():
            if _is_unchanged(candidate.path, before):
                candidate.path.unlink(missing_ok=True)
            connection.execute(statement("intake/left_inbox"), {"submission_id": submission_id})
    return [submission_id for submission_id, _, _ in received]


def _record(
    connection: sa.Connection,
    candidate: Candidate,
    stored: archive.Archived,
    arrived_at: datetime,
    from_inbox: bool,
) -> int | None:
    """The number of the new submission; None if the file is claimed already."""
    about = {
        "file_name": masked(Path(candidate.name).name),
        "sent_as": masked(candidate.name),
        "folder": candidate.folder,
        "sha256": stored.sha256,
        "size_bytes": stored.size_bytes,
    }
    claim = {"arrived_at": arrived_at, "inbox_path": candidate.name if from_inbox else None}
    submission_id: int | None = connection.execute(statement("intake/submission"), about | claim).scalar()
    if submission_id is not None:
        events.record(
            connection,
            "receive",
            submission_id=submission_id,
            at=arrived_at,
            to_state="received",
            detail=about,
        )
    return submission_id


def _finish_claim(
    connection: sa.Connection, candidate: Candidate, before: os.stat_result, sha256: str
) -> None:
    """A crash came between a claim and the removal: the same bytes are received already, so they leave."""
    for claimed in rows(connection, "intake/claimed", inbox_path=candidate.name):
        if claimed["sha256"] == sha256 and _is_unchanged(candidate.path, before):
            candidate.path.unlink(missing_ok=True)
        connection.execute(statement("intake/left_inbox"), {"submission_id": claimed["submission_id"]})


def _is_unchanged(path: Path, before: os.stat_result) -> bool:
    try:
        after = path.stat()
    except FileNotFoundError:
        return True
    return (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@contextmanager
def _turn() -> Iterator[None]:
    """Nobody else takes files from the inbox meanwhile; waits until it is so."""
    with engine().begin() as connection:
        hold(connection, Lock.SWEEP)
        yield
