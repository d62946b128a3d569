"""Every table says what it is, and analysts see what they may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa

from etl.store.locks import Lock, hold
from tests.conftest import Server

SCHEMAS = ("reference", "intake", "warehouse", "summary", "analysis")


@pytest.fixture(scope="module")
def warehouse(module_warehouse: Callable[[], AbstractContextManager[sa.Engine]]) -> Iterator[sa.Engine]:
    """An empty warehouse, in which nothing is changed."""
    with module_warehouse() as engine:
        yield engine


@pytest.fixture
def analyst(server: Server, warehouse: sa.Engine) -> sa.Engine:
    """An analyst who has switched off the read-only default of that role."""
    engine = sa.create_engine(server.url(str(warehouse.url.database), "analyst"), poolclass=sa.NullPool)

    @sa.event.listens_for(engine, "connect")
    def writable(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.execute("SET default_transaction_read_only = off")
        connection.commit()

    return engine


def test_everything_has_a_comment(warehouse: sa.Engine) -> None:
    query = sa.text(
        """
        SELECT class.oid::regclass::text || coalesce('.' || attname, '')
        FROM pg_class AS class
        INNER JOIN pg_namespace AS space ON relnamespace = space.oid
        LEFT JOIN LATERAL (
            SELECT attname, attnum FROM pg_attribute
            WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped
            UNION ALL SELECT NULL, 0
        ) AS part ON true
        WHERE nspname = ANY(:schemas) AND relkind IN ('r', 'v')
            AND coalesce(CASE attnum WHEN 0 THEN obj_description(class.oid, 'pg_class')
                         ELSE col_description(class.oid, attnum) END, '') = ''
        UNION ALL
        SELECT proc.oid::regprocedure::text
        FROM pg_proc AS proc INNER JOIN pg_namespace AS space ON pronamespace = space.oid
        WHERE nspname = ANY(:schemas) AND obj_description(proc.oid, 'pg_proc') IS NULL
        UNION ALL
        SELECT nspname FROM pg_namespace
        WHERE nspname = ANY(:schemas) AND obj_description(oid, 'pg_namespace') IS NULL
        """
    )
    with warehouse.connect() as connection:
        assert connection.execute(query, {"schemas": list(SCHEMAS)}).scalars().all() == []


def test_the_promised_columns_stand_first(warehouse: sa.Engine) -> None:
    promised = {
        "warehouse.indicator_value": "league_code period indicator_code figure year_to_date submission_id"
        " known_from source_file sheet cell",
        "warehouse.annual_value": "league_code year indicator_code value provisional source",
        "warehouse.project_progress": "league_code period project_no status progress problems advice budget"
        " spent leader person until",
        "warehouse.project_completion": "league_code year project_no target completed rate account",
        "warehouse.return_status": "league_code return_kind period due_at effective_due_at arrived_at"
        " accepted_at timeliness versions errors warnings",
        "summary.annual_project": "year project_no name_zh departments_zh standing leagues_reporting"
        " leagues_expected budget spent",
        "summary.annual_indicator": "year indicator_code league_code value previous_year provisional"
        " leagues_reporting leagues_expected",
        "summary.annual_target": "year target_id league_code goal actual share_reached standing"
        " missing_leagues",
        "summary.annual_reporting": "year league_code expected on_time late missing not_due exempt versions"
        " errors warnings median_days_early",
        "summary.annual_suggestion": "year league_code project_no problem suggestion source",
        "summary.annual_difference": "year league_code indicator_code from_quarters from_annual_return"
        " difference explanation",
    }
    with warehouse.connect() as connection:
        for name, columns in promised.items():
            there = list(connection.execute(sa.text(f"SELECT * FROM {name}")).keys())  # noqa: S608
            assert there[: len(columns.split())] == columns.split(), name


GIVEN = {
    "timestamp with time zone": "now()",
    "integer": "2023",
    "jsonb": "'[]'",
    "text[]": "'{150100}'",
}


def test_an_analyst_reads_four_schemas(analyst: sa.Engine, warehouse: sa.Engine) -> None:
    with warehouse.connect() as connection:
        names = sa.inspect(connection)
        readable = [
            f"{schema}.{name}"
            for schema in ("reference", "warehouse", "summary", "analysis")
            for name in [*names.get_table_names(schema), *names.get_view_names(schema)]
        ]
        functions = connection.execute(
            sa.text(
                "SELECT oid::regproc::text, string_to_array(oidvectortypes(proargtypes), ', ')"
                " FROM pg_proc WHERE proretset AND pronamespace"
                " IN ('warehouse'::regnamespace, 'analysis'::regnamespace)"
            )
        )
        readable += [f"{name}({', '.join(map(GIVEN.get, types))})" for name, types in functions]
    assert len(readable) > 30
    with analyst.connect() as connection:
        for name in readable:
            connection.execute(sa.text(f"SELECT * FROM {name}"))  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM intake.submission",
        "DELETE FROM summary.annual_target",
        "UPDATE reference.league SET name_zh = 'x'",
        "INSERT INTO summary.annual_project (year) VALUES (2023)",
        "CREATE TABLE warehouse.mine (a integer)",
        "CREATE TABLE public.mine (a integer)",
        "SELECT lo_creat(-1)",
        "SELECT lo_unlink(1)",
        "SELECT pg_logical_emit_message(false, 'a', 'b')",
        "SELECT pg_notify('a', 'b')",
        "SELECT pg_current_xact_id()",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_xact_lock_shared(1, 2)",
        "SELECT pg_export_snapshot()",
    ],
)
def test_an_analyst_neither_reads_the_waiting_room_nor_writes(analyst: sa.Engine, statement: str) -> None:
    with analyst.connect() as connection, pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        connection.execute(sa.text(statement))


def test_the_analyst_cannot_take_anybodys_turn(analyst: sa.Engine, warehouse: sa.Engine) -> None:
    with warehouse.begin() as connection:
        hold(connection, Lock.SWEEP)
    with analyst.connect() as connection, pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        connection.execute(sa.text("SELECT name FROM public.turn FOR UPDATE"))


def test_an_analyst_does_not_take_the_rights_of_all(analyst: sa.Engine, warehouse: sa.Engine) -> None:
    database = warehouse.url.database
    with analyst.connect() as connection:
        connection.execute(sa.text("DROP OWNED BY analyst"))
        connection.execute(sa.text(f"REVOKE ALL ON DATABASE {database} FROM analyst"))
        connection.commit()
    with analyst.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM summary.annual_target")).scalar_one() == 0


def test_nobody_makes_temporary_tables_in_a_warehouse(server: Server, empty_database: str) -> None:
    """In one of somebody else's server too, where everybody may by default."""
    engine = sa.create_engine(server.url(empty_database), poolclass=sa.NullPool)
    may = sa.text("SELECT has_database_privilege('analyst', current_database(), 'TEMPORARY')")
    with engine.connect() as connection:
        assert connection.execute(may).scalar_one() is False
