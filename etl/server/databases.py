"""Databases beside the warehouse's, in the embedded PostgreSQL."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.server import postgres

_WAREHOUSE = "jibao"

_DOOR_IS_SHUT = """
    SELECT FROM pg_locks WHERE locktype = 'object' AND classid = 'pg_database'::regclass AND granted
    AND objid = (SELECT oid FROM pg_database WHERE datname = 'jibao') AND mode = 'AccessExclusiveLock'
"""
_CUT_OFF_ALL_BUT = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'jibao' AND pid <> {}
"""


def create_beside(name: str) -> str:
    """A new, empty database of this name is there instead of any before it, the loader's; its address.

    ValueError for a warehouse that is not the embedded one.
    """
    if settings().warehouse_url is not None:
        raise ValueError("the warehouse is JIBAO_WAREHOUSE_URL's: name an empty database with --into")
    drop(name)
    for step in (
        f"CREATE DATABASE {name} OWNER loader",
        f"ALTER DATABASE {name} SET timezone = 'Asia/Shanghai'",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO analyst",
    ):
        postgres.as_superuser(step)
    return sa.make_url(postgres.loader_url()).set(database=name).render_as_string(hide_password=False)


def drop(name: str) -> None:
    """There is no database of this name."""
    postgres.as_superuser(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def put_in_place(name: str, last: sa.Connection) -> str:
    """The database of this name is the warehouse from now on; what the one before it is called now.

    All at once, whatever becomes of this process. `last`: the connection to the warehouse that keeps
    everybody else from it; it is closed when nobody can come in any more. Whoever is connected is cut off.
    """
    kept = f"{_WAREHOUSE}_before_{datetime.now(ZONE):%Y%m%d_%H%M%S}"
    holder = last.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with ThreadPoolExecutor(1) as other:
        # Who renames a database first shuts its door, then waits until everybody has left.
        renaming = other.submit(
            postgres.as_superuser,
            f"ALTER DATABASE {_WAREHOUSE} RENAME TO {kept}",
            f"ALTER DATABASE {name} RENAME TO {_WAREHOUSE}",
        )
        while not renaming.done() and not postgres.as_superuser(_DOOR_IS_SHUT):
            time.sleep(0.01)
        postgres.as_superuser(_CUT_OFF_ALL_BUT.format(holder))
        last.invalidate()
        renaming.result()
    return kept
