"""Drafts: the tables of a period and its set as they are now, or a set of an earlier moment in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from etl.locks import Lock, hold
from etl.publish import sets
from etl.publish.changes import with_changes
from etl.settings import ZONE
from etl.summarise import summarise
from etl.warehouse import transaction
from schemas.periods import Period


def draft(period: Period, as_of: datetime | None, folder: Path | None) -> Iterator[str]:
    """The draft set lies in the folder (default: the outbox); a line a file, before them what changed.

    With `as_of` it says what was known then, and the tables go on saying what they said. ValueError for a
    period in which no return is due, or a quarter that is not over.
    """
    if period.quarter is None and as_of is None and folder is None:
        summary = summarise(period.year)
        changed = ", ".join(f"{table} {count}" for table, count in summary.changed.items() if count)
        yield f"{period}: {changed or 'nothing changed'}"
        yield from (f"  {path}" for path in summary.paths)
        return
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        attempt = connection.begin_nested()
        content = with_changes(connection, sets.made(connection, period, as_of or datetime.now(ZONE)))
        if as_of is not None:
            attempt.rollback()
        paths = sets.write(folder or sets.folder_of(period), content)
    yield f"{period}: {content.stamp}"
    yield from (f"  {path}" for path in paths)
