"""Files are kept in the archive and claimed by submissions, together; only then do they leave the inbox."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from etl.common.faults import log_fault
from etl.receive.folders import Mark, Obstacle
from etl.receive.inbox import Candidate, shown_name
from etl.store import archive, events
from etl.store.warehouse import rows, statement, transaction

log = logging.getLogger(__name__)

_PIECE = 1 << 20


@dataclass(frozen=True)
class Kept:
    """A file whose bytes, as they were at that mark, are in the archive."""

    file: Candidate
    arrived_at: datetime
    mark: Mark
    archived: archive.Archived


@dataclass(frozen=True)
class Claimed:
    """A file that a submission claims. `mark` is None where it holds other bytes than that by now."""

    file: Candidate
    mark: Mark | None
    submission_id: int
    is_new: bool


def keep(file: Candidate, arrived_at: datetime) -> Kept:
    """The file is archived; Obstacle where it cannot be read."""
    with file.spot.opened() as (opened, seen):
        archived = archive.kept(_bytes(opened))
        if archived is None:
            opened.seek(0)
            archived = archive.store(_bytes(opened))
        return Kept(file, arrived_at, seen, archived)


def claim(kept: Sequence[Kept], from_inbox: bool, faults: list[Exception]) -> list[Claimed]:
    """The files are claimed, all at once; where one cannot be, each by itself, and the fault is noted."""
    try:
        with transaction() as connection:
            return _record(connection, kept, from_inbox) if kept else []
    except (OSError, sa.exc.DataError) as fault:
        if len(kept) > 1:
            return [claimed for each in kept for claimed in claim([each], from_inbox, faults)]
        log_fault(log, "%s could not be received", shown_name(kept[0].file.name))
        faults.append(fault)
        return []


def _bytes(file: BinaryIO) -> Iterator[bytes]:
    """Its bytes, a piece at a time; Obstacle where its disk does not give them."""
    while True:
        try:
            piece = file.read(_PIECE)
        except OSError as fault:
            raise Obstacle(f"无法读取:{fault.strerror}") from fault
        if not piece:
            return
        yield piece


def let_go(claimed: Iterable[Claimed], from_inbox: bool) -> None:
    """The claims are in the archive's log, and their files gone from the inbox."""
    with transaction() as connection:
        archive.log_events(connection)
        left = []
        for each in claimed if from_inbox else ():
            try:
                if each.mark is not None:
                    each.file.spot.remove(each.mark)
            except Obstacle as obstacle:
                log.error("%s stays in the inbox: %s", shown_name(each.file.name), obstacle.why)
            else:
                left.append(each.submission_id)
        if left:
            connection.execute(statement("intake/left_inbox"), {"submission_ids": left})


def _record(connection: sa.Connection, kept: Sequence[Kept], from_inbox: bool) -> list[Claimed]:
    """The claims of the files: of new submissions, or of those that claimed them before.

    None of one that another worker claimed and has let go, or has taken whole since it was opened.
    """
    inserted = connection.execute(
        statement("intake/submission", "files"),
        {"files": [_about(each) | _claim_of(each, from_inbox) for each in kept]},
    )
    numbers = {row.place - 1: row.submission_id for row in inserted}
    claimed, gone = list[Claimed](), list[int]()
    moves: list[events.Move] = []
    for place, each in enumerate(kept):
        number = numbers.get(place)
        if number is None:
            claimed += _claimed_before(connection, each)
            continue
        try:
            if from_inbox:
                each.file.spot.status()  # since it was opened, another worker may have taken it whole
        except Obstacle as obstacle:
            log.error("%s is not received: %s", shown_name(each.file.name), obstacle.why)
            gone.append(number)
        else:
            claimed.append(Claimed(each.file, each.mark, number, True))
            moves.append(events.Move("receive", number, each.arrived_at, "received", detail=_about(each)))
    if gone:
        connection.execute(statement("intake/unclaimed"), {"submission_ids": gone})
    events.record_all(connection, moves)
    return claimed


def _claimed_before(connection: sa.Connection, each: Kept) -> Iterator[Claimed]:
    """A crash came between a claim and the removal, or another worker is between them."""
    for before in rows(connection, "intake/claimed", inbox_path=each.file.name):
        mark = each.mark if before["sha256"] == each.archived.sha256 else None
        yield Claimed(each.file, mark, before["submission_id"], False)


def _about(each: Kept) -> dict[str, Any]:
    return {
        "file_name": shown_name(Path(each.file.name).name),
        "sent_as": shown_name(each.file.name),
        "folder": each.file.folder,
        "sha256": each.archived.sha256,
        "size_bytes": each.archived.size_bytes,
    }


def _claim_of(each: Kept, from_inbox: bool) -> dict[str, Any]:
    return {
        "arrived_at": each.arrived_at.isoformat(),
        "inbox_path": each.file.name if from_inbox else None,
    }
