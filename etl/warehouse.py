"""The way to the warehouse: connections, SQL files by name, and the schema brought up to date."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from etl.settings import SQL, settings

# Views and functions are not migrated but made anew when their files change, in this order.
REPLACEABLE = (
    "intake/figure_in_force",
    "intake/progress_in_force",
    "warehouse/schema",
    "warehouse/quarters_ended",
    "warehouse/accepted_part",
    "warehouse/version_in_force",
    "warehouse/finding",
    "warehouse/indicator_value",
    "warehouse/annual_return_value",
    "warehouse/annual_value",
    "warehouse/project_progress",
    "warehouse/project_completion",
    "warehouse/suggestion",
    "warehouse/return_status",
    "warehouse/year_figure",
    "warehouse/shared_comments",
)
_MIGRATION_LOCK = 7_233_001


@functools.cache
def engine(url: str | None = None) -> sa.Engine:
    """An engine for the loader's warehouse; starts the embedded PostgreSQL if nothing answers there."""
    from etl.server import postgres

    if url is None:
        postgres.ensure()
        url = postgres.loader_url()
    return sa.create_engine(url, pool_size=2, max_overflow=8, pool_pre_ping=True)


@contextmanager
def transaction() -> Iterator[sa.Connection]:
    """A transaction on an up-to-date warehouse: committed at the end, rolled back by an exception."""
    _up_to_date(settings().due_rule)
    with engine().begin() as connection:
        yield connection


@functools.cache
def _up_to_date(due_rule: str) -> None:
    migrate(engine(), due_rule)


@functools.cache
def statement(name: str) -> sa.TextClause:
    """The SQL of `sql/<name>.sql`, its parameters bound by name."""
    return sa.text((SQL / f"{name}.sql").read_text(encoding="utf-8"))


def rows(connection: sa.Connection, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of `sql/<name>.sql` as mappings."""
    return [dict(row) for row in connection.execute(statement(name), parameters).mappings()]


def migrate(target: sa.Engine, due_rule: str) -> None:
    """Tables, views, functions, reference rows and grants are up to date; nothing changes when they were."""
    from etl import reference

    with target.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        config = Config()
        config.set_main_option("script_location", str(SQL / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _replace(connection)
        if _changed(connection, "reference", reference.fingerprint(due_rule)):
            reference.sync(connection, due_rule)
        connection.exec_driver_sql((SQL / "grants.sql").read_text(encoding="utf-8"))


def _replace(connection: sa.Connection) -> None:
    texts = [(SQL / f"{name}.sql").read_text(encoding="utf-8") for name in REPLACEABLE]
    if not _changed(connection, "views", hashlib.sha256("\0".join(texts).encode()).hexdigest()):
        return
    for text in texts:
        connection.exec_driver_sql(text)


def _changed(connection: sa.Connection, thing: str, fingerprint: str) -> bool:
    """Whether `thing` was made from something else; it is from now on recorded as made from this."""
    made = connection.execute(
        sa.text("SELECT fingerprint FROM intake.made_from WHERE thing = :thing"), {"thing": thing}
    ).scalar()
    if made == fingerprint:
        return False
    connection.execute(
        sa.text(
            "INSERT INTO intake.made_from VALUES (:thing, :fingerprint)"
            " ON CONFLICT (thing) DO UPDATE SET fingerprint = excluded.fingerprint"
        ),
        {"thing": thing, "fingerprint": fingerprint},
    )
    return True
