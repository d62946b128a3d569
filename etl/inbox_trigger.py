"""The wake-up of `receive_returns`: an event when files lie still in the inbox.

It is a wake-up only. What there is to do the run finds out for itself, from the folder and the ledger.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

Marks = frozenset[tuple[str, int, int]]  # name, size in bytes, time of change in nanoseconds


class InboxTrigger(BaseEventTrigger):
    """Fires once for each set of files that stood still for a poll and is not announced yet.

    A file that stays where it is, because a run could not take it, does not fire again until it changes;
    the clock of the DAG comes back to it.
    """

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (f"{type(self).__module__}.{type(self).__qualname__}", {})

    async def run(self) -> AsyncIterator[TriggerEvent]:
        from etl.settings import settings

        before: Marks = frozenset()
        announced: Marks = frozenset()
        while True:
            lying = await asyncio.to_thread(_lying)
            if lying == before and lying - announced:
                announced = lying
                yield TriggerEvent({"files": len(lying)})  # type: ignore[no-untyped-call]
            announced &= lying
            before = lying
            await asyncio.sleep(settings().inbox_poll_seconds)


def _lying() -> Marks:
    from etl.inbox import candidates
    from etl.settings import settings

    marks = set()
    for candidate in candidates(settings().inbox):
        try:
            status = candidate.path.stat()
        except FileNotFoundError:
            continue  # taken meanwhile
        marks.add((candidate.name, status.st_size, status.st_mtime_ns))
    return frozenset(marks)
