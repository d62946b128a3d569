"""Homes for tests that start real servers, and what one asks of them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
import pytest
import sqlalchemy as sa

from etl.common.settings import Settings, settings
from etl.server import airflow, cluster, postgres, sessions, supervisor
from etl.server.ending import still_alive
from etl.server.patience import PATIENCE
from etl.store.migrate import migrate


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def set_home(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Settings:
    """The settings of a home in this folder, which is not there yet, with free ports."""
    for name in ("JIBAO_WAREHOUSE_URL", "JIBAO_POSTGRES_BIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JIBAO_HOME", str(folder))
    monkeypatch.setenv("JIBAO_POSTGRES_PORT", str(free_port()))
    monkeypatch.setenv("JIBAO_AIRFLOW_PORT", str(free_port()))
    return settings()


def prepare(folder: Path) -> None:
    """A home is in this folder whose PostgreSQL has an empty warehouse, and nothing runs."""
    with _new_home(folder):
        engine = sa.create_engine(postgres.loader_url())
        migrate(engine, settings().due_rule)
        engine.dispose()


def prepare_airflow(plain: Path, folder: Path) -> None:
    """The same with Airflow's database, as a first `up` leaves it."""
    with _new_home(folder, plain):
        airflow.prepare()


@contextmanager
def _new_home(folder: Path, like: Path | None = None) -> Iterator[None]:
    """PostgreSQL runs in a home that is new, or a copy, and is laid into the folder at the end."""
    with pytest.MonkeyPatch.context() as environment, TemporaryDirectory(prefix="jibao-") as name:
        home = set_home(environment, Path(name) / "home")
        if like:
            copy_home(like, home.home)
        postgres.ensure()
        yield
        supervisor.down()
        folder.mkdir()
        copy_home(home.home, folder)


def copy_home(prepared: Path, folder: Path) -> None:
    """The home in this folder, which may be there, is one more of those that were prepared."""
    folder.mkdir(exist_ok=True)
    # Not by shutil: the files are PostgreSQL's account's, and stay so.
    subprocess.run(["cp", "-a", prepared / "postgres", prepared / "secrets", folder], check=True)


def discard(home: Settings) -> None:
    """Nothing runs in a home that is needed no more; nothing in it was given the time to end well."""
    with suppress(FileNotFoundError, psutil.NoSuchProcess):  # it may never have started
        kill(supervisord(home))
    sessions.end(list(home.run.glob("*.session")))
    supervisor.down()


@contextmanager
def connect(url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with closing(psycopg.connect(url.replace("+psycopg", ""), autocommit=True)) as connection:
        yield connection


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    with connect(url) as connection:
        return connection.execute(question).fetchall()


def server_pid(home: Settings) -> int:
    server = cluster.postmaster(home.postgres)
    assert server is not None
    return server.pid


def kill(pid: int) -> None:
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGKILL)
    assert not still_alive([process], PATIENCE)


def supervisord(home: Settings) -> int:
    return int((home.run / "supervisord.pid").read_text())


def mentioning(text: str) -> list[int]:
    """The numbers of the processes whose command line mentions this."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.NoSuchProcess):
            if text in " ".join(process.cmdline()):
                found.append(process.pid)
    return found


def living(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that have not ended, however long one waits."""
    return still_alive(processes, PATIENCE)
