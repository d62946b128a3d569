"""The one supervisord of a home: how it is started, asked and ended.

It starts as soon as anything runs, PostgreSQL alone included, so that PostgreSQL is watched from the first
moment and nothing changes hands when Airflow comes on top.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xmlrpc.client import Fault, ServerProxy

import psutil
from supervisor.xmlrpc import SupervisorTransport

from etl.common.settings import REPOSITORY, Settings, settings
from etl.server.configuration import POSTGRES, written
from etl.server.ending import still_alive
from etl.server.patience import PATIENCE

# Nobody listens; dying in mid-answer; about to leave.
_SILENT = (OSError, HTTPException, Fault)

_SOCKET_LIMIT = 96  # a Unix socket's path has 107 characters at most; supervisord appends its number to it


@dataclass(frozen=True)
class Process:
    """What supervisord knows of a component; `state` as supervisord names it."""

    name: str
    state: str
    pid: int  # 0: none
    started: int  # seconds since 1970; 0: never


@contextmanager
def exclusive() -> Iterator[None]:
    """Only one caller at a time starts and stops things in this home; the others wait."""
    run = settings().run
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    run.chmod(0o700)
    with (run / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start() -> None:
    """supervisord answers afterwards, and has PostgreSQL started. To be called in `exclusive`."""
    if answers():
        return
    now = settings()
    end()
    now.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    configuration = _configuration(now)
    configuration.write_text(written(now, _socket(now)))
    configuration.chmod(0o600)
    launched = subprocess.run(
        [sys.executable, "-m", "supervisor.supervisord", "--configuration", configuration],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "JIBAO_HOME": str(now.home), "PYTHONPATH": str(REPOSITORY)},
    )
    if launched.returncode:
        raise RuntimeError(f"supervisord did not start:\n{launched.stdout}{launched.stderr}")
    deadline = time.monotonic() + PATIENCE
    while not answers():
        if time.monotonic() > deadline:
            raise RuntimeError(f"supervisord does not answer; see {now.logs / 'supervisord.log'}")
        time.sleep(0.05)


def answers() -> bool:
    """Whether this home's supervisord is there and is not about to leave."""
    try:
        return bool(_ask("getState")["statename"] == "RUNNING")
    except _SILENT:
        return False


def processes() -> dict[str, Process]:
    """The components by name; empty if supervisord does not answer."""
    try:
        known = _ask("getAllProcessInfo")
    except _SILENT:
        return {}
    listed = (Process(info["name"], info["statename"], info["pid"], info["start"]) for info in known)
    return {process.name: process for process in listed}


def start_component(name: str) -> None:
    """The component is running, or about to; no change if it was."""
    with suppress(Fault):  # the fault: it was started already
        _ask("startProcess", _full_name(name), False)


def stop_component(name: str) -> None:
    """The component is not running afterwards; it had time to finish what it did."""
    with suppress(Fault):  # the fault: it was not running
        _ask("stopProcess", _full_name(name), True)


def stop_airflow() -> None:
    """None of Airflow's components is running afterwards.

    The scheduler goes first, and lets running tasks end if they soon do: to end they need the API server.
    """
    stop_component("scheduler")
    _ask("stopProcessGroup", "airflow", True)


def end() -> None:
    """No supervisord of this home is left. To be called in `exclusive`, after its components were stopped."""
    if answers():
        with suppress(Fault):
            _ask("shutdown")
    ours = [process for process in psutil.process_iter() if _is_ours(process)]
    stuck = still_alive(ours, 10)
    for process in stuck:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    still_alive(stuck, 10)
    if (away := _socket(settings()).parent) != settings().run:
        shutil.rmtree(away)


def _configuration(now: Settings) -> Path:
    return now.run / "supervisord.conf"


def _is_ours(process: psutil.Process) -> bool:
    try:
        return str(_configuration(settings())) in process.cmdline()
    except psutil.Error:
        return False


def _full_name(name: str) -> str:
    return name if name == POSTGRES else f"airflow:{name}"


def _ask(method: str, *words: Any) -> Any:
    # The address is never used: the transport goes to the socket. OSError where nobody listens.
    transport = SupervisorTransport(None, None, f"unix://{_socket(settings())}")
    with ServerProxy("http://127.0.0.1", transport=transport) as server:
        return getattr(server.supervisor, method)(*words)


def _socket(now: Settings) -> Path:
    """In `run`; where that path is too long for a socket, in a folder of ours below the temporary one."""
    usual = now.run / "supervisor.sock"
    if len(os.fsencode(usual)) <= _SOCKET_LIMIT:
        return usual
    mark = sha256(os.fsencode(now.home)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"jibao-{os.geteuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o077:
        raise RuntimeError(
            f"{folder} is not a folder of ours alone: remove it, or set JIBAO_HOME to a shorter path"
        )
    return folder / usual.name
