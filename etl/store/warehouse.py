"""The way to the warehouse: connections to one that is up to date, and SQL files by name."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from psycopg.errors import LockNotAvailable
from psycopg.pq import ExecStatus
from sqlalchemy.dialects.postgresql import JSONB

from etl.common.settings import SQL, settings
from etl.server.patience import PATIENCE

if TYPE_CHECKING:
    import psycopg

log = logging.getLogger(__name__)

# What PostgreSQL says to whoever comes at the very moment at which a database is replaced by another.
_RENAMED = "just been dropped or renamed"


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
    # A part's rows, or an event with all of them, in a thirtieth of the standard library's time.
    from msgspec.json import encode

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
    """Whatever is done meanwhile in the transaction, which has begun, is undone at the end."""
    _unnoticed(connection, b"SAVEPOINT attempt")
    try:
        yield
    finally:
        if not connection.invalidated:  # else there is nothing left to undo
            _unnoticed(connection, b"ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")


def _unnoticed(connection: sa.Connection, command: bytes) -> None:
    """Not by psycopg, which forgets at a rollback what it has prepared: here no table has changed."""
    done = cast("psycopg.Connection", connection.connection.driver_connection).pgconn.exec_(command)
    if done.status != ExecStatus.COMMAND_OK:
        raise RuntimeError(f"{command.decode()} failed: {done.error_message.decode(errors='replace')}")


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
    from etl.store.migrate import migrate

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
