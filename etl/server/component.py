"""Becomes one component: `python -m etl.server.component NAME`. What supervisord starts, and starts again.

Before that it ends what the last one of this name left behind, whoever killed it and how.
"""

from __future__ import annotations

import os
import sys

from etl.common.settings import POSTGRES_PORT, settings
from etl.server import cluster, sessions
from etl.server.configuration import POSTGRES


def main(name: str) -> None:
    """Does not return: this process is PostgreSQL or a component of Airflow afterwards."""
    if name == POSTGRES:
        _become_postgres()
    else:
        _become_airflow(name)


def _become_postgres() -> None:
    # supervisord's environment is that of its own start; the home remembers the port of the last one.
    os.environ.pop(POSTGRES_PORT, None)
    now = settings()
    cluster.halt(now.postgres)
    cluster.free_lock(now.postgres)
    programs = cluster.binaries(now.postgres_bin)
    words = cluster.command(now.postgres, programs, now.postgres_port)
    account = cluster.let_in(now.postgres, programs)
    os.chdir("/")
    os.umask(0o077)
    if account:
        account.become()
    os.execv(words[0], words)


def _become_airflow(name: str) -> None:
    from etl.server import airflow

    sessions.claim(airflow.session_record(name))
    airflow.load_environment()
    airflow.wait_for_database()
    words = airflow.command(name)
    os.execv(words[0], words)


if __name__ == "__main__":
    main(sys.argv[1])
