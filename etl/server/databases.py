"""Databases beside the warehouse's, in the embedded PostgreSQL."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.server import postgres, secret_files

_WAREHOUSE = "jibao"


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
        _do(step)
    return sa.make_url(postgres.loader_url()).set(database=name).render_as_string(hide_password=False)


def drop(name: str) -> None:
    """There is no database of this name."""
    _do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def put_in_place(name: str) -> str:
    """The database of this name is the warehouse from now on; what the one before it is called now.

    Nobody may be at work on them: whoever is connected is cut off.
    """
    kept = f"{_WAREHOUSE}_before_{datetime.now(ZONE):%Y%m%d_%H%M%S}"
    for database in (_WAREHOUSE, name):
        _do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608 - names of ours
            f" WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )
    _do(f"ALTER DATABASE {_WAREHOUSE} RENAME TO {kept}")
    _do(f"ALTER DATABASE {name} RENAME TO {_WAREHOUSE}")
    return kept


def _do(statement: str) -> None:
    password = secret_files.read(settings().secrets, "database-postgres")
    url = sa.make_url(postgres.loader_url()).set(username="postgres", password=password, database="postgres")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
