"""Whether processes have ended. One that is dead has, even if nobody has asked for it yet.

An orphan is asked for by the machine's first process, which in a container may do so late, or never.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def has_ended(process: psutil.Process) -> bool:
    try:
        # While a thread of a dead process still ends, so do its files and ports.
        return not process.is_running() or (
            process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
        )
    except psutil.NoSuchProcess:
        return True


def still_alive(processes: Iterable[psutil.Process], patience: float) -> list[psutil.Process]:
    """Those that have not ended after so many seconds; empty as soon as all have."""
    deadline = time.monotonic() + patience
    while alive := [process for process in processes if not has_ended(process)]:
        if time.monotonic() > deadline:
            break
        processes = alive
        time.sleep(0.02)
    return alive
