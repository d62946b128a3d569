"""`jibao up`, `down` and `status`: the whole of PostgreSQL and Airflow's components."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from etl.common.settings import AIRFLOW_PORT, ZONE, settings
from etl.server import airflow, cluster, daemon, ports, postgres, sessions
from etl.server.configuration import AIRFLOW, METRICS, POSTGRES
from etl.server.patience import PATIENCE

_GOING = ("STARTING", "RUNNING", "BACKOFF")
_TRIES = 4  # a component that needs more starts than this within one `up` will not come


@dataclass(frozen=True)
class Row:
    """A component as `status` shows it; `since` and `pid` only while it runs."""

    component: str
    state: str  # running, starting, backoff, stopped, ...; unsupervised: alive, but its supervisor died
    since: datetime | None
    pid: int | None


def up() -> None:
    """Everything runs and is healthy; what ran already was left alone, what was left over is gone.

    A component whose settings changed since is started again. RuntimeError names the component that does
    not come and what it logged last.
    """
    now = settings()
    with ExitStack() as until_healthy:
        with daemon.exclusive():
            for folder in (now.inbox, now.outbox, now.archive):
                folder.mkdir(parents=True, exist_ok=True)
            if not daemon.answers():
                sessions.end(_records())
            postgres.start_in_turn()
            own = sessions.members(airflow.session_record("api-server"))
            until_healthy.enter_context(ports.settled(AIRFLOW_PORT, settings().airflow_port, own))
            if airflow.keep_environment() or airflow.needs_migration():
                daemon.stop_airflow()
            airflow.prepare()
            _start_components()
        _wait_until_healthy()


def down() -> None:
    """No process of this home is left: not PostgreSQL, not Airflow, no task, whoever started it."""
    if not settings().run.exists():
        return
    with daemon.exclusive():
        if daemon.answers():
            daemon.stop_airflow()
        sessions.end(_records(), patience=5)
        if daemon.answers():
            daemon.stop_component(POSTGRES)
        daemon.end()
        cluster.halt(settings().postgres)


def status() -> list[Row]:
    """A row for each component, PostgreSQL first."""
    known = daemon.processes()
    return [_row(known[name]) if name in known else _unsupervised(name) for name in _wanted(POSTGRES)]


def _row(process: daemon.Process) -> Row:
    since = datetime.fromtimestamp(process.started, ZONE) if process.pid else None
    return Row(process.name, process.state.lower(), since, process.pid or None)


def _unsupervised(name: str) -> Row:
    """The row of a component that supervisord cannot tell about, as it is not there itself."""
    if name == POSTGRES:
        server = cluster.postmaster(settings().postgres)
        left = [psutil.Process(server.pid)] if server else []
    else:
        left = sessions.members(airflow.session_record(name))
    if not left:
        return Row(name, "stopped", None, None)
    oldest = min(left, key=lambda process: process.create_time())
    return Row(name, "unsupervised", datetime.fromtimestamp(oldest.create_time(), ZONE), oldest.pid)


def _records() -> list[Path]:
    return [airflow.session_record(name) for name in (*AIRFLOW, METRICS)]


def _wanted(*first: str) -> tuple[str, ...]:
    """The components that the settings ask for: `first`, Airflow's and, if it has a port, its metrics'."""
    return (*first, *AIRFLOW, *([METRICS] if settings().metrics_port else []))


def _start_components() -> None:
    known = daemon.processes()
    for name in _wanted():
        if known[name].state in _GOING:
            continue
        sessions.end([airflow.session_record(name)])
        if name == METRICS:
            ports.require_free(settings().metrics_port, "JIBAO_METRICS_PORT")
        daemon.start_component(name)


def _wait_until_healthy() -> None:
    deadline = time.monotonic() + PATIENCE
    tried: dict[str, set[int]] = {name: set() for name in _wanted(POSTGRES)}
    while missing := _not_healthy():
        known = daemon.processes()
        for name in missing:
            tried[name].add(known[name].pid if name in known else 0)
            if len(tried[name]) > _TRIES:
                raise RuntimeError(_complaint(name, "does not stay up"))
        if time.monotonic() > deadline:
            raise RuntimeError(_complaint(missing[0], f"is not healthy after {PATIENCE} seconds"))
        time.sleep(0.25)


def _not_healthy() -> list[str]:
    """The components that do not run, or gave no sign of life since their last start."""
    known = daemon.processes()
    if not known:
        return list(_wanted(POSTGRES))
    beats = airflow.heartbeats()
    return [name for name in _wanted(POSTGRES) if not _is_healthy(known[name], beats, answers=bool(beats))]


def _is_healthy(process: daemon.Process, beats: dict[str, datetime], *, answers: bool) -> bool:
    if process.state != "RUNNING" or not _is_alive(process.pid):
        return False
    if process.name == POSTGRES:
        return postgres.is_up()
    if process.name == METRICS:
        return True
    if process.name == "api-server":
        return answers
    beat = beats.get(process.name)
    # Airflow calls a component healthy for half a minute after its death, so the sign must be of this life.
    return beat is not None and beat >= datetime.fromtimestamp(process.started, UTC)


def _is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _complaint(name: str, trouble: str) -> str:
    log = settings().logs / f"{name}.log"
    return f"{name} {trouble}. Its log, {log}, ends:\n{postgres.log_end(name)}"
