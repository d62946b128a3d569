"""What a component leaves behind when it is killed, found and ended.

Each component leads a session of its own (as in `setsid`) and writes its number down. Whatever it starts
stays in that session, also tasks, which Airflow puts into process groups of their own. So the session's
members are the component, and after its death they are what must go before it starts again: executor workers
that hold inherited database connections and row locks, tasks whose result nobody takes any more.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from etl.common.whole import write_whole
from etl.server.ending import still_alive

_SLACK = 2.0  # seconds; the boot time, from which ages are counted, is known to the second


def claim(record: Path) -> None:
    """This process leads a new session afterwards, and the record says so; what the last one left is dead."""
    end([record])
    if os.getpgrp() == os.getpid():
        # The leader of a process group may not begin a session, so step back into the parent's group first.
        os.setpgid(0, os.getpgid(os.getppid()))
    os.setsid()
    write_whole(record, json.dumps({"session": os.getpid(), "born": _born(os.getpid())}))


def end(records: Sequence[Path], patience: float = 0) -> None:
    """No process of the recorded sessions is alive afterwards, and the records are gone.

    They are asked to stop, and after `patience` seconds killed.
    """
    while alive := [member for record in records for member in members(record)]:
        if patience:
            _signal(alive, signal.SIGTERM)
            alive = still_alive(alive, patience)
        _signal(alive, signal.SIGKILL)
        still_alive(alive, 10)
    for record in records:
        record.unlink(missing_ok=True)


def members(record: Path) -> list[psutil.Process]:
    """The living processes of the recorded session; none where its number is somebody else's by now."""
    try:
        claimed = json.loads(record.read_text())
    except FileNotFoundError:
        return []
    session, born = claimed["session"], claimed["born"]
    leader = _born(session)
    # A number in use as a session is not given out again. So if its leader lives, and is not ours, none of
    # ours is left.
    if leader is not None and abs(leader - born) > _SLACK:
        return []
    return [process for process in psutil.process_iter() if _belongs(process, session, born)]


def _belongs(process: psutil.Process, session: int, born: float) -> bool:
    try:
        if os.getsid(process.pid) != session or process.status() == psutil.STATUS_ZOMBIE:
            return False
        born_later = (_born(process.pid) or 0) >= born - _SLACK
        return born_later and any(
            sys.prefix in word or word.startswith("airflow") for word in process.cmdline()
        )
    except (psutil.Error, OSError):
        return False


def _born(pid: int) -> float | None:
    """Seconds from the machine's start to the process's: stays true when the clock is set."""
    try:
        return psutil.Process(pid).create_time() - psutil.boot_time()
    except psutil.NoSuchProcess:
        return None


def _signal(processes: list[psutil.Process], how: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(how)
