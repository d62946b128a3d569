"""The archive: every file byte for byte, named by its SHA-256, and an append-only log of events.

It alone is enough to build the warehouse again. A log is a file a submission, one JSON object a line.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from etl.settings import settings
from etl.warehouse import rows, statement

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Archived:
    sha256: str
    size_bytes: int


def path_of(sha256: str) -> Path:
    """Where the archive keeps, or would keep, the file of that hash."""
    return settings().archive / "files" / sha256[:2] / sha256


def store(file: Path) -> Archived:
    """The file's bytes are in the archive, safely on disk, under their hash; OSError if that cannot be."""
    folder = settings().archive / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source:
        copy = tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False)  # noqa: SIM115
        try:
            with copy:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            target = path_of(digest.hexdigest())
            target.parent.mkdir(exist_ok=True)
            Path(copy.name).replace(target)
        finally:
            Path(copy.name).unlink(missing_ok=True)
    _sync_folder(target.parent)
    return Archived(digest.hexdigest(), size)


def log_events(connection: sa.Connection) -> None:
    """Every committed event that is not in the log yet is appended to it; a crash repeats, never loses."""
    folder = settings().archive / "events"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for event in rows(connection, "intake/unarchived_events"):
        line = json.dumps(event, ensure_ascii=False, default=str, sort_keys=True)
        with (folder / f"{event['submission_id'] or 'general'}.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
            log.flush()
            os.fsync(log.fileno())
        written.append({"event_id": event["event_id"]})
    if written:
        connection.execute(statement("intake/event_archived"), written)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
