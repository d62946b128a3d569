"""The wake-up of `receive_returns`: an event when files lie still in the inbox.

It is a wake-up only. What there is to do the run finds out for itself, from the folder and the ledger.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

# Name, size in bytes, time of change in nanoseconds, and whether it has lain still for long.
Marks = frozenset[tuple[str, int, int, bool]]
_CLOCKS_APART = 2  # seconds between this clock and that of the file system, at most


class InboxTrigger(BaseEventTrigger):
    """Fires once for each set of files that stood still for a poll and is not announced yet.

    A file that stays where it is, because a run could not take it, fires again when it changes, and once when
    it has lain still for `rest_seconds`; then the clock of the DAG comes back to it.
    """

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (f"{type(self).__module__}.{type(self).__qualname__}", {})

    async def run(self) -> AsyncIterator[TriggerEvent]:
        from etl.common.settings import settings

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
    from etl.common.settings import settings
    from etl.receive.inbox import listing

    # A workbook that is cut off is taken only when it has lain still so long: that is news, too.
    rested = time.time() - settings().rest_seconds - _CLOCKS_APART
    return frozenset(
        (file.name, file.mark.size_bytes, file.mark.modified_ns, file.changed < rested)
        for file in listing(settings().inbox).files
    )
