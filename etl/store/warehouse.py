"""The way to the warehouse: connections, SQL files by name, and the schema brought up to date."""

from __future__ import annotations

import functools
import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from psycopg.errors import LockNotAvailable
from sqlalchemy.dialects.postgresql import JSONB

from etl.common.settings import SQL, settings
from etl.server.patience import PATIENCE
from etl.store.locks import Lock, hold
from schemas.registry import folder

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

# What PostgreSQL says to whoever comes at the very moment at which a database is replaced by another.
_RENAMED = "just been dropped or renamed"

# Views and functions are not migrated but made anew when their files change, in this order.
REPLACEABLE = (
    "intake/arrival",
    "intake/open_warning",
    "intake/part_standing",
    "intake/verdict_now",
    "intake/wholly_in_force",
    "intake/figure_in_force",
    "intake/progress_in_force",
    "intake/row_in_force",
    "intake/enterprise_beside",
    "warehouse/schema",
    "warehouse/region_code",
    "warehouse/quarters_ended",
    "warehouse/league_year",
    "warehouse/accepted_part",
    "warehouse/version_in_force",
    "warehouse/finding",
    "warehouse/indicator_value",
    "warehouse/annual_return_value",
    "warehouse/annual_value",
    "warehouse/project_progress",
    "warehouse/project_completion",
    "warehouse/suggestion",
    "warehouse/county_value",
    "warehouse/enterprise_month",
    "warehouse/enterprise",
    "warehouse/recruitment_event",
    "warehouse/league_month",
    "warehouse/industry_month",
    "warehouse/return_status",
    "warehouse/base_figure",
    "warehouse/matter_answer",
    "intake/suggested",
    "warehouse/year_figure",
    "warehouse/year_indicator",
    "warehouse/target_standing",
    "warehouse/summary_age",
    "analysis/schema",
    "analysis/submission",
    "analysis/indicator_year",
    "analysis/indicator_year_as_of",
    "analysis/indicator_quarter",
    "analysis/target_year",
    "analysis/target_quarter",
    "analysis/return_status",
    "analysis/money_year",
    "analysis/completion_year",
    "analysis/project_quarter",
    "analysis/suggestion",
    "analysis/open_warning",
    "analysis/reported_value",
    "analysis/revision",
    "analysis/provenance",
    "analysis/edition_figure",
    "analysis/county_year",
    "analysis/enterprise_month",
)
# After those and the registry's own.
_SHARED_COMMENTS = ("warehouse/shared_comments", "analysis/shared_comments")


@functools.cache
def engine(url: str | None = None) -> sa.Engine:
    """An engine for the loader's warehouse; starts the embedded PostgreSQL if nothing answers there."""
    from etl.server import postgres
    from etl.store.numbers import exact_numbers

    if url is None:
        postgres.ensure()
        url = postgres.loader_url()
    # Planning the rules takes longer than they do: each is planned once a connection.
    prepared = {"prepare_threshold": 0, "options": "-c plan_cache_mode=force_generic_plan"}
    # The connection that was used last has planned most.
    pool = {"pool_size": 2, "max_overflow": 8, "pool_pre_ping": True, "pool_use_lifo": True}
    # A fault of the database names the statement, not its parameters; what PostgreSQL adds may quote a row.
    made = sa.create_engine(
        url, connect_args=prepared, hide_parameters=True, json_serializer=_as_json, **pool
    )
    sa.event.listen(made, "connect", exact_numbers)
    return made


def _as_json(value: object) -> str:
    from msgspec.json import (
        encode,
    )  # of a part's rows, or an event with all of them, in a thirtieth of the time

    return encode(value).decode()


@contextmanager
def transaction() -> Iterator[sa.Connection]:
    """A transaction on an up-to-date warehouse: committed at the end, rolled back by an exception.

    It begins when nobody is in `alone`; if the warehouse was replaced meanwhile, in the new one.
    """
    _up_to_date(settings().due_rule)
    with _entered() as connection:
        yield connection
        connection.commit()


@contextmanager
def undone() -> Iterator[sa.Connection]:
    """A transaction on an up-to-date warehouse of which nothing is left at its end."""
    _up_to_date(settings().due_rule)
    with engine().connect() as connection:
        yield connection
        _unnoticed(connection, b"ROLLBACK")


@contextmanager
def attempt(connection: sa.Connection) -> Iterator[None]:
    """Whatever is done meanwhile in the transaction is undone at the end."""
    _unnoticed(connection, b"SAVEPOINT attempt")
    try:
        yield
    finally:
        _unnoticed(connection, b"ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")


def _unnoticed(connection: sa.Connection, command: bytes) -> None:
    """Not by psycopg, which forgets at a rollback what it has prepared: here no table has changed."""
    cast("psycopg.Connection", connection.connection.driver_connection).pgconn.exec_(command)


@contextmanager
def alone() -> Iterator[sa.Connection]:
    """A transaction beside which there is no other until its end, whatever becomes of its process.

    Who is in one ends it first; who comes waits. TimeoutError if there is always somebody.
    """
    _up_to_date(settings().due_rule)
    with engine().connect() as connection:
        deadline = time.monotonic() + PATIENCE
        # It does not queue: who has a transaction may need a second one to end it, and would wait behind us.
        while not _at_once(connection, "LOCK TABLE public.turn IN ACCESS EXCLUSIVE MODE NOWAIT"):
            if time.monotonic() > deadline:
                raise TimeoutError(f"somebody was at work on the warehouse for {PATIENCE} s: again, later")
            time.sleep(0.05)
        yield connection
        if not connection.invalidated:
            connection.commit()


def _entered() -> sa.Connection:
    """A connection in a transaction that whoever is `alone` waits for."""
    while True:
        try:
            connection = engine().connect()
        except sa.exc.OperationalError as refused:
            if _RENAMED not in str(refused.orig):
                raise
            time.sleep(0.05)
            continue
        if _at_once(connection, "LOCK TABLE public.turn IN ACCESS SHARE MODE NOWAIT"):
            return connection
        log.warning("waiting: the warehouse is being replaced by `jibao rebuild`")
        try:
            connection.exec_driver_sql("LOCK TABLE public.turn IN ACCESS SHARE MODE")
        except sa.exc.OperationalError as cut_off:
            connection.close()
            if not cut_off.connection_invalidated:
                raise
        else:
            return connection


def _at_once(connection: sa.Connection, lock: str) -> bool:
    """Whether the transaction has the lock; else it is over."""
    try:
        connection.exec_driver_sql(lock)
    except sa.exc.OperationalError as refused:
        connection.rollback()
        if not isinstance(refused.orig, LockNotAvailable):
            raise
        return False
    return True


@functools.cache
def _up_to_date(due_rule: str) -> None:
    migrate(engine(), due_rule)


@functools.cache
def statement(name: str, *as_json: str) -> sa.TextClause:
    """The SQL of `sql/<name>.sql`, its parameters bound by name, those in `as_json` written as JSON."""
    return with_json((SQL / f"{name}.sql").read_text(encoding="utf-8"), *as_json)


@functools.cache
def with_json(sql: str, *names: str) -> sa.TextClause:
    """The statement, whose parameters of these names are written as JSON."""
    return sa.text(sql).bindparams(*(sa.bindparam(name, type_=JSONB) for name in names))


def rows(connection: sa.Connection, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of `sql/<name>.sql` as mappings."""
    return as_mappings(connection.execute(statement(name), parameters))


def as_mappings(result: sa.CursorResult[Any]) -> list[dict[str, Any]]:
    """All rows, each by the names of its columns."""
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]  # half of what its own mappings take


def migrate(target: sa.Engine, due_rule: str) -> None:
    """Tables, views, functions, reference rows and grants are up to date; nothing changes when they were."""
    from etl.store import reference

    wanted = {"schema": _fingerprint_of_sql(), "reference": reference.fingerprint(due_rule)}
    with target.begin() as connection:
        if _made_from(connection) == wanted:
            return
    scripts = of_scripts(target.url)
    _make_turns(scripts)
    with scripts.begin() as connection:
        hold(connection, Lock.MIGRATE)
        made = _made_from(connection)
        if made.get("schema") != wanted["schema"]:
            _make_schema(connection)
        if made != wanted:  # a new schema may have tables of reference that are still empty
            reference.sync(connection, due_rule)
        for thing, fingerprint in wanted.items():
            connection.execute(statement("intake/made_from"), {"thing": thing, "fingerprint": fingerprint})


def of_scripts(url: sa.URL | str) -> sa.Engine:
    """An engine for scripts: a prepared statement, as those of `engine` are, cannot be several."""
    return sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True)


def _make_turns(target: sa.Engine) -> None:
    """The table of turns is there; whoever makes it at the same time makes the same."""
    # PostgreSQL tells the slower of two of it by an error, whatever "if not exists" says.
    with suppress(sa.exc.IntegrityError), target.begin() as connection:
        connection.exec_driver_sql((SQL / "turn.sql").read_text(encoding="utf-8"))


def _make_schema(connection: sa.Connection) -> None:
    # Most who connect find the schema made, and Alembic takes long to import.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SQL / "migrations"))
    config.attributes["connection"] = connection
    # The type of a column that a view reads cannot be changed; they are all made anew below.
    connection.exec_driver_sql("DROP SCHEMA IF EXISTS analysis CASCADE")
    try:
        command.upgrade(config, "head")
    except CommandError as unknown:
        raise RuntimeError(
            f"the warehouse is of another version of Jibao ({unknown}): use that one, or make the warehouse "
            "again from the archive alone (docs/runbook.md, Rebuild)"
        ) from unknown
    for file in _views():
        try:
            connection.exec_driver_sql(file.read_text(encoding="utf-8"))
        except sa.exc.DBAPIError as error:
            raise RuntimeError(f"{file} cannot be made: {error.orig}") from error
    grant(connection)


def _views() -> list[Path]:
    """The files of all views and functions, those of the registry's folder among them, in order of making."""
    own = sorted((folder() / "views").glob("*.sql"))
    ours, last = ([SQL / f"{name}.sql" for name in names] for names in (REPLACEABLE, _SHARED_COMMENTS))
    return [*ours, *own, *last]


def grant(connection: sa.Connection) -> None:
    """The analyst may read what is the analyst's to read."""
    connection.exec_driver_sql((SQL / "grants.sql").read_text(encoding="utf-8"))


def _fingerprint_of_sql() -> str:
    files = [*sorted((SQL / "migrations").rglob("*.sql")), *sorted((SQL / "migrations").rglob("*.py"))]
    digest = hashlib.sha256()
    for file in [*files, SQL / "turn.sql", *_views(), SQL / "grants.sql"]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made_from(connection: sa.Connection) -> dict[str, str]:
    """The fingerprint of each thing as it was last made; empty for a new database."""
    # Not to_regclass: within a transaction it does not hear of what another has just committed.
    there = "SELECT FROM pg_catalog.pg_tables WHERE (schemaname, tablename) = ('intake', 'made_from')"
    if connection.execute(sa.text(there)).first() is None:
        return {}
    made = connection.execute(sa.text("SELECT thing, fingerprint FROM intake.made_from"))
    return {row.thing: row.fingerprint for row in made}
