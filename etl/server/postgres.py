"""The embedded PostgreSQL of `JIBAO_HOME`, and the addresses of the databases."""

from __future__ import annotations

import time
from typing import Literal

import psutil

from etl.common.settings import POSTGRES_PORT, settings
from etl.server import cluster, daemon, ports, secret_files
from etl.server.configuration import POSTGRES
from etl.server.patience import PATIENCE


def ensure() -> None:
    """A warehouse is there to talk to: that of `JIBAO_WAREHOUSE_URL`, else the embedded one, now started."""
    if settings().warehouse_url is None:
        start()


def start() -> None:
    """The embedded PostgreSQL accepts connections; made at the first start, left alone if it was up.

    It outlives the caller and is restarted when it dies. RuntimeError says what to do if it cannot start.
    """
    if not is_up():
        with daemon.exclusive():
            start_in_turn()


def start_in_turn() -> None:
    """As `start`, for who is in `daemon.exclusive` already."""
    now = settings()
    wanted = now.postgres_port
    running = cluster.postmaster(now.postgres)
    if running and running.port != wanted:
        if ports.is_set(POSTGRES_PORT):
            raise RuntimeError(
                f"the PostgreSQL of {now.home} listens on port {running.port}, {POSTGRES_PORT} says {wanted}:"
                " unset it, or `jibao down` first"
            )
        wanted = running.port
    if not daemon.answers():
        cluster.halt(now.postgres)  # an orphan: its supervisor died
    elif not running:
        daemon.stop_component(POSTGRES)  # else it would wait for its next try before it takes another port
    server = cluster.postmaster(now.postgres)
    with ports.settled(POSTGRES_PORT, wanted, [psutil.Process(server.pid)] if server else []):
        cluster.initialise(now.postgres, cluster.binaries(now.postgres_bin), now.secrets)
        daemon.start()
        daemon.start_component(POSTGRES)
        _wait()
        as_superuser(*cluster.analyst_again(now.secrets))


def stop() -> None:
    """The embedded PostgreSQL is not running; nor is anything else of this home if only it was."""
    with daemon.exclusive():
        if daemon.answers():
            daemon.stop_component(POSTGRES)
        cluster.halt(settings().postgres)
        if not any(process.pid for process in daemon.processes().values()):
            daemon.end()


def is_up() -> bool:
    """Whether the embedded PostgreSQL of this home accepts connections on the port of the settings."""
    now = settings()
    server = cluster.postmaster(now.postgres)
    return server is not None and server.ready and server.port == now.postgres_port


def loader_url() -> str:
    """SQLAlchemy's address of the warehouse for the role that owns it."""
    given = settings().warehouse_url
    if given is None:
        return _url("loader", "jibao")
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            return f"postgresql+psycopg://{given.removeprefix(plain)}"
    return given


def analyst_url() -> str:
    """SQLAlchemy's address of the warehouse for the role that may only read.

    In a warehouse of `JIBAO_WAREHOUSE_URL` that is the given role stepping down to `analyst` for the session.
    """
    if settings().warehouse_url is None:
        return _url("analyst", "jibao")
    given = loader_url()
    options = "options=-c%20role%3Danalyst%20-c%20default_transaction_read_only%3Don"
    return f"{given}{'&' if '?' in given else '?'}{options}"


def as_superuser(*statements: str) -> bool:
    """Done in the embedded server, several all or none; whether the last gave a row."""
    import sqlalchemy as sa  # a clerk's machine has no use for it

    isolation: Literal["AUTOCOMMIT", "READ COMMITTED"] = "READ COMMITTED" if statements[1:] else "AUTOCOMMIT"
    engine = sa.create_engine(
        _url("postgres", "postgres"), isolation_level=isolation, poolclass=sa.pool.NullPool
    )
    with engine.begin() as connection:
        for statement in statements:
            done = connection.exec_driver_sql(statement)
        return done.returns_rows and done.first() is not None


def airflow_url() -> str:
    """SQLAlchemy's address of Airflow's metadata: as given, else in the embedded PostgreSQL."""
    return settings().airflow_url or _url("airflow", "airflow")


def _url(role: str, database: str) -> str:
    now = settings()
    password = secret_files.read(now.secrets, f"database-{role}")
    return f"postgresql+psycopg://{role}:{password}@127.0.0.1:{now.postgres_port}/{database}"


def _wait() -> None:
    now = settings()
    tried: set[int] = set()
    deadline = time.monotonic() + PATIENCE
    while not is_up():
        tried |= {process.pid for name, process in daemon.processes().items() if name == POSTGRES}
        if len(tried) > 4 or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL does not start:\n{log_end(POSTGRES)}\n(from {now.logs})")
        time.sleep(0.05)


def log_end(component: str, lines: int = 15) -> str:
    """The last lines that a component logged."""
    log = settings().logs / f"{component}.log"
    if not log.exists():
        return "(no log yet)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
