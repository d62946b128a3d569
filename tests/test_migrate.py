"""The warehouse is made once, by whoever comes first; the others wait and find it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Any

import psycopg
import sqlalchemy as sa

from etl.server.patience import PATIENCE
from etl.store.locks import Lock, hold
from etl.store.warehouse import migrate
from tests.conftest import Server
from tests.waiting import until


def ask(engine: sa.Engine, query: sa.TextClause) -> Any:
    with engine.connect() as connection:
        return connection.execute(query).scalar()


WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

# By which transactions a table and a view of what is in force were made.
MADE = sa.text(
    "SELECT count(DISTINCT xmin::text) FROM pg_type"
    " WHERE oid IN (to_regtype('intake.submission'), to_regtype('warehouse.return_status'))"
)


def test_who_waited_for_another_makes_nothing_again(server: Server) -> None:
    """What is made twice drops the views that readers of the first have begun to read."""
    name = server.create("template1")
    engine, *others = (sa.create_engine(server.url(name)) for _ in range(3))
    with ThreadPoolExecutor() as pool, ExitStack() as idle:
        # Airflow's sessions, which PostgreSQL tells first of what has changed: those that wait hear it late.
        where = server.url("postgres", "postgres").replace("+psycopg", "")
        for _ in range(20):
            idle.enter_context(closing(psycopg.connect(where)))
        with engine.begin() as first:
            hold(first, Lock.MIGRATE)
            callers = [pool.submit(migrate, other, "announced_break") for other in others]
            until(lambda: ask(engine, WAITING) == 2)
        for caller in callers:
            caller.result(PATIENCE)
    assert ask(engine, MADE) == 1
    for each in (engine, *others):
        each.dispose()
    server.drop(name)
