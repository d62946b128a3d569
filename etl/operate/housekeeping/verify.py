"""The archive against its checksums, and against what the warehouse says is in it."""

from __future__ import annotations

from dataclasses import dataclass

from etl.common.settings import settings
from etl.operate.backup.manifest import hash_of
from etl.store import archive
from etl.store.warehouse import rows, transaction


@dataclass(frozen=True)
class Damage:
    """A file of the archive, by its SHA-256 or the name of its log, and what is wrong with it."""

    name: str
    fault: str


def damages() -> list[Damage]:
    """What is wrong: bytes that changed, files that are gone, events that are not in the log."""
    archive.log_new_events()
    files = settings().archive / "files"
    damaged = [
        Damage(path.name, "its bytes are not what was archived")
        for path in sorted(files.glob("??/*"))
        if hash_of(path) != path.name
    ]
    with transaction() as connection:
        recorded = rows(connection, "house/events")
        kept = {row["sha256"] for row in rows(connection, "house/files")}
    try:  # after them: what is logged meanwhile is no damage
        logged = archive.logged()
    except ValueError as fault:
        return [*damaged, Damage("events", str(fault))]
    known = {place.event_id for place in logged}
    details = (event["detail"] for event in archive.events(logged))
    kept |= {detail["document"] for detail in details if "document" in detail}
    damaged += [
        Damage(sha256, "it is gone") for sha256 in sorted(kept) if not archive.path_of(sha256).is_file()
    ]
    damaged += [
        Damage(f"{row['submission_id'] or 'general'}.jsonl", f"event {row['event_id']} is not in it")
        for row in recorded
        if row["event_id"] not in known
    ]
    return damaged


def verify() -> int:
    """How many files the archive holds, all of them sound.

    RuntimeError if one is not; an alarm is raised for each.
    """
    from etl.store.alarms import raise_alarm

    damaged = damages()
    for damage in damaged:
        raise_alarm("archive_damaged", damage.name, damage.fault)
    if damaged:
        listed = "; ".join(f"{damage.name}: {damage.fault}" for damage in damaged[:20])
        raise RuntimeError(f"the archive has {len(damaged)} damages: {listed}")
    return sum(1 for _ in (settings().archive / "files").glob("??/*"))
