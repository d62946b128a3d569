"""The embedded PostgreSQL of `JIBAO_HOME`, and the addresses of the databases."""

from __future__ import annotations

import socket
import time
from contextlib import closing

from etl.common.settings import settings
from etl.server import cluster, daemon, secret_files
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
    running = cluster.postmaster(now.postgres)
    if running and running.port != now.postgres_port:
        raise RuntimeError(
            f"the PostgreSQL of {now.home} listens on port {running.port}, the settings say"
            f" {now.postgres_port}: export JIBAO_POSTGRES_PORT={running.port}, or `jibao down` first"
        )
    if not daemon.answers():
        cluster.halt(now.postgres)  # an orphan: its supervisor died
    if cluster.postmaster(now.postgres) is None:
        require_free(now.postgres_port, "JIBAO_POSTGRES_PORT")
    cluster.initialise(now.postgres, cluster.binaries(now.postgres_bin), now.secrets)
    daemon.start()
    daemon.start_component(POSTGRES)
    _wait()


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
    found = cluster.postmaster(now.postgres)
    return found is not None and found.ready and found.port == now.postgres_port


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


def airflow_url() -> str:
    """SQLAlchemy's address of Airflow's metadata: as given, else in the embedded PostgreSQL."""
    return settings().airflow_url or _url("airflow", "airflow")


def require_free(port: int, variable: str) -> None:
    """RuntimeError, naming the variable that sets another, if somebody listens on this port."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise RuntimeError(
                f"port {port} on 127.0.0.1: {error.strerror}. Set {variable} to a free one"
            ) from error


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
