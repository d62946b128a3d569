"""The archive: every file byte for byte, named by its SHA-256, and an append-only log of events.

It alone is enough to build the warehouse again. The log is a folder a timeline, in it a file a submission,
one JSON object a line; what is about no submission is in `general.jsonl`. What was published is kept as a
file too, which its event names.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl.common import whole
from etl.common.faults import log_fault
from etl.common.settings import settings
from etl.store import timelines
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction

log = logging.getLogger(__name__)


def _in_utc(value: object) -> str:
    return str(value.astimezone(UTC) if isinstance(value, datetime) else value)


# An event is the same line whatever zone the session is in.
_AS_JSON: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "default": _in_utc}


@dataclass(frozen=True)
class Archived:
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Logged:
    """Where the log holds an event, in bytes of a file."""

    event_id: int
    file: Path
    start: int
    size: int


def path_of(sha256: str) -> Path:
    """Where the archive keeps, or would keep, the file of that hash."""
    return settings().archive.joinpath("files", sha256[:2], sha256)


def kept(content: Iterable[bytes]) -> Archived | None:
    """What the archive has of these bytes, whole and safely on disk; None where it has no copy to be read."""
    digest, size = hashlib.sha256(), 0
    for piece in content:
        digest.update(piece)
        size += len(piece)
    held = Archived(digest.hexdigest(), size)
    path = path_of(held.sha256)
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != held.sha256:
                return None
    except OSError:  # none, or a bad one, in whose place another is written
        return None
    whole.sync_folder(path.parent)
    return held


def store(content: Iterable[bytes]) -> Archived:
    """The bytes are in the archive, safely on disk, under their hash; OSError if that cannot be."""
    folder = settings().archive / "files"
    _make_folders(folder)
    digest, size = hashlib.sha256(), 0
    copy = tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False)  # noqa: SIM115
    try:
        with copy:
            for piece in content:
                digest.update(piece)
                size += len(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        target = path_of(digest.hexdigest())
        _make_folders(target.parent)
        Path(copy.name).replace(target)
    finally:
        Path(copy.name).unlink(missing_ok=True)
    whole.sync_folder(target.parent)
    return Archived(digest.hexdigest(), size)


def store_document(document: Any) -> str:
    """The document is in the archive as JSON; its SHA-256, by which `path_of` finds it."""
    text = json.dumps(document, ensure_ascii=False, default=str, sort_keys=True)
    return store([text.encode()]).sha256


def logged() -> list[Logged]:
    """Where every event of the log stands, in order of happening; one that a crash logged twice, once.

    What a timeline logged after the point from which the next one went on was given up, and is left out.
    A last line without an end is what a crash left of one that was not logged yet.
    ValueError names the line that cannot be read, or two that are different events of one number.
    """
    head = timelines.head()
    known = head.timelines if head else ()
    until = {before.name: after.after for before, after in pairwise(known)}
    places: dict[int, Logged] = {}
    given_up: Counter[str] = Counter()
    for file in sorted(timelines.log_folder().rglob("*.jsonl")):
        if (name := file.parent.name) not in {timeline.name for timeline in known}:
            raise ValueError(f"{file} is of no timeline that the archive's log knows of")
        for place in _in_file(file):
            if place.event_id > until.get(name, place.event_id):
                given_up[name] += 1
            elif (other := places.setdefault(place.event_id, place)) != place and not _is_same(other, place):
                raise ValueError(f"event {place.event_id} is one in {other.file} and another in {file}")
    for name, count in given_up.items():
        log.warning("%s events of timeline %s came after %s, and were given up", count, name, until[name])
    return [places[number] for number in sorted(places)]


def _in_file(file: Path) -> Iterator[Logged]:
    start = 0
    for number, line in enumerate(file.read_bytes().split(b"\n")[:-1], start=1):
        try:
            event_id = json.loads(line)["event_id"]
        except (ValueError, KeyError, TypeError) as fault:
            raise ValueError(f"{file.name}, line {number} of the archive's log: {fault!r}") from fault
        yield Logged(event_id, file, start, len(line))
        start += len(line) + 1


def _line(place: Logged) -> bytes:
    with place.file.open("rb") as file:
        file.seek(place.start)
        return file.read(place.size)


def _is_same(one: Logged, other: Logged) -> bool:
    return bool(json.loads(_line(one)) == json.loads(_line(other)))


def events(places: Iterable[Logged]) -> Iterator[dict[str, Any]]:
    """The events that stand there, one after the other: a long log need not be in memory at once."""
    return (json.loads(_line(place)) for place in places)


def log_events(connection: sa.Connection) -> None:
    """Every committed event that is not in the log yet is appended to it; a crash repeats, never loses.

    Nobody else appends meanwhile: on a shared file system two at once could mix their lines. HistoryError if
    archive and warehouse are not of one history: then nothing may be added to either.
    """
    hold(connection, Lock.LOG)
    unlogged = rows(connection, "intake/unarchived_events")
    lines = {event["event_id"]: _as_line(event) for event in unlogged}
    head = timelines.require_one(connection, lines)
    if not lines:
        return
    head = head or timelines.begin(connection)
    folder = timelines.log_folder() / head.name
    _make_folders(folder)
    of_file: dict[str, list[str]] = defaultdict(list)
    for event in unlogged:
        of_file[f"{event['submission_id'] or 'general'}.jsonl"].append(lines[event["event_id"]] + "\n")
    for name, of_submission in of_file.items():
        _append(folder / name, "".join(of_submission))
    whole.sync_folder(folder)
    timelines.advance(connection, head, lines)
    connection.execute(statement("intake/event_archived"), {"event_ids": list(lines)})


def _as_line(event: dict[str, Any]) -> str:
    """The event as JSON; its detail, which may hold thousands of rows, as the warehouse wrote it."""
    known = json.dumps({name: value for name, value in event.items() if name != "detail"}, **_AS_JSON)
    return f'{known[:-1]}, "detail": {event["detail"]}}}'


def _append(file_of_log: Path, lines: str) -> None:
    """The lines are the log's last, safely on disk, and whole: what a crash left of one is gone before."""
    with open(file_of_log, "ab+", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.seek(0)
        held = file.read()
        if (whole_lines := held.rfind(b"\n") + 1) < len(held):
            file.truncate(whole_lines)
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def log_new_events() -> None:
    """As `log_events`, in a transaction of its own: for after one that recorded events.

    Where the disk does not take it, the events wait in the warehouse for the next time: what was decided
    stands, and must not be decided again.
    """
    try:
        with transaction() as connection:
            log_events(connection)
    except OSError:
        log_fault(log, "the events are not in the archive's log yet")


def _make_folders(folder: Path) -> None:
    """Nobody else reads what is in the archive; the home is others' way to the inbox and the outbox."""
    whole.make_folders(settings().home)
    whole.make_folders(folder, 0o700)
