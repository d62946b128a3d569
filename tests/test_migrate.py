"""The warehouse is made once, by whoever comes first; later makings leave what it holds."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.receive.sweep import sweep
from etl.server.patience import PATIENCE
from etl.store.locks import Lock, hold
from etl.store.migrate import migrate
from tests.conftest import Opener, Server
from tests.waiting import until


def ask(engine: sa.Engine, query: sa.TextClause) -> Any:
    with engine.connect() as connection:
        return connection.execute(query).scalar()


WAITING = sa.text(
    "SELECT count(*) FROM pg_locks WHERE locktype IN ('transactionid', 'tuple') AND NOT granted"
)

# By which transaction each was made.
MADE_BY = {
    kind: sa.text(f"SELECT xmin::text FROM pg_type WHERE oid = to_regtype('{name}')")  # noqa: S608
    for kind, name in (("table", "intake.submission"), ("view", "warehouse.return_status"))
}


def test_who_waited_for_another_makes_nothing_again(server: Server) -> None:
    """What is made twice drops the views that readers of the first have begun to read."""
    name = server.create("template1")
    engine, *others = (sa.create_engine(server.url(name)) for _ in range(3))
    with ThreadPoolExecutor() as pool, ExitStack() as idle:
        # Airflow's sessions, which PostgreSQL tells first of what has changed: those that wait hear it late.
        where = server.url("postgres", "postgres").replace("+psycopg", "")
        for _ in range(20):
            idle.enter_context(closing(psycopg.connect(where)))
        with engine.begin() as connection:
            connection.exec_driver_sql((SQL / "turn.sql").read_text(encoding="utf-8"))
        with engine.begin() as first:
            hold(first, Lock.MIGRATE)
            callers = [pool.submit(migrate, other, "announced_break") for other in others]
            until(lambda: ask(engine, WAITING) == 2)
        for caller in callers:
            caller.result(PATIENCE)
    assert ask(engine, MADE_BY["table"]) == ask(engine, MADE_BY["view"])
    for each in (engine, *others):
        each.dispose()
    server.drop(name)


def test_files_that_have_changed_make_views_anew_and_leave_the_tables_as_they_are(
    warehouse: sa.Engine,
) -> None:
    """As where a warehouse, or a backup of one, was made by the release before."""
    with warehouse.begin() as connection:
        made = {kind: ask(warehouse, query) for kind, query in MADE_BY.items()}
        connection.execute(sa.text("INSERT INTO intake.sighting VALUES ('a.xlsx', now())"))
        connection.execute(
            sa.text("UPDATE intake.made_from SET fingerprint = 'other' WHERE thing = 'schema'")
        )
    migrate(warehouse, "announced_break")
    assert ask(warehouse, sa.text("SELECT inbox_path FROM intake.sighting")) == "a.xlsx"
    assert ask(warehouse, MADE_BY["table"]) == made["table"]
    assert ask(warehouse, MADE_BY["view"]) != made["view"]


def test_what_is_kept_of_a_table_goes_when_its_sql_changes(
    warehouse: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = Path(shutil.copytree(SQL, tmp_path / "sql"))
    with (sql / "summary" / "annual_indicator.sql").open("a", encoding="utf-8") as file:
        file.write("-- otherwise\n")
    made = ask(warehouse, MADE_BY["view"])
    migrate(warehouse, "announced_break")
    assert ask(warehouse, MADE_BY["view"]) == made
    monkeypatch.setattr("etl.store.migrate.SQL", sql)
    migrate(warehouse, "announced_break")
    assert ask(warehouse, MADE_BY["view"]) != made


def test_a_warehouse_of_another_version_is_left_as_it_is(warehouse: sa.Engine) -> None:
    with warehouse.begin() as connection:
        connection.execute(sa.text("UPDATE public.alembic_version SET version_num = '0015'"))
        connection.execute(
            sa.text("UPDATE intake.made_from SET fingerprint = 'other' WHERE thing = 'schema'")
        )
    made = {kind: ask(warehouse, query) for kind, query in MADE_BY.items()}
    with pytest.raises(RuntimeError, match=r"of another version of Jibao.*'0015'.*Rebuild"):
        migrate(warehouse, "announced_break")
    assert made == {kind: ask(warehouse, query) for kind, query in MADE_BY.items()}


def test_the_first_that_is_ever_done_may_be_a_sweep(open_warehouse: Opener) -> None:
    """The turn that it waits for is a row, in a warehouse that nobody has made yet."""
    with open_warehouse("template1"):
        assert sweep().received == []
