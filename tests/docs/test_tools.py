"""psql, pandas, ODBC and DuckDB show the same of every table, and a join by one key multiplies nothing."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import duckdb_extension_postgres_scanner
import openpyxl
import pandas as pd
import pytest
import sqlalchemy as sa

from tests.conftest import Opener, Server
from tests.docs.everything import fill
from tests.walk.driving import jibao

if TYPE_CHECKING:
    import pyodbc

SCHEMAS = ("reference", "warehouse", "summary", "analysis")
# What PostgreSQL has, and what DuckDB makes of it.
TYPES = {
    "text": "VARCHAR",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp with time zone": "TIMESTAMP WITH TIME ZONE",
    "jsonb": "VARCHAR",
}
ODBC_DRIVER = "PostgreSQL Unicode"
# These have no row while nothing else than the samples' kinds is in the warehouse.
EMPTY: set[str] = set()


@dataclass(frozen=True)
class House:
    """A warehouse that has everything, and its analyst."""

    server: Server
    database: str
    analyst: sa.Engine

    @property
    def names(self) -> list[str]:
        """Every table and view that the analyst reads."""
        listed = sa.text(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables"
            " WHERE table_schema = ANY(:schemas) ORDER BY 1"
        )
        with self.analyst.connect() as connection:
            return list(connection.execute(listed, {"schemas": list(SCHEMAS)}).scalars())

    def columns(self, name: str) -> dict[str, str]:
        """A table's columns and their types."""
        described = sa.text(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = CAST(:name AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        )
        with self.analyst.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(described, {"name": name})}

    def numbers(self, name: str) -> list[str]:
        return [column for column, kind in self.columns(name).items() if kind.startswith("numeric")]


@pytest.fixture(scope="module")
def house(server: Server, open_warehouse: Opener, empty_database: str) -> Iterator[House]:
    with open_warehouse(empty_database) as engine:
        with engine.begin() as connection:
            fill(connection)
        analyst = sa.create_engine(server.url(str(engine.url.database), "analyst"))
        yield House(server, str(engine.url.database), analyst)
        analyst.dispose()


@pytest.fixture(scope="module")
def attached(house: House) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the warehouse attached, as the guide says."""
    (extension,) = Path(duckdb_extension_postgres_scanner.__file__).parent.rglob("*.duckdb_extension")
    url = house.analyst.url
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{extension}'")
        connection.execute(
            f"ATTACH 'host={url.host} port={url.port} dbname={url.database} user={url.username}"
            f" password={url.password}' AS jibao (TYPE postgres, READ_ONLY)"
        )
        yield connection


@pytest.fixture(scope="module")
def by_odbc(house: House) -> Iterator[pyodbc.Connection]:
    """A connection with the settings that the guide gives for Excel."""
    pyodbc = pytest.importorskip("pyodbc", reason="no ODBC here (unixodbc)", exc_type=ImportError)
    if ODBC_DRIVER not in pyodbc.drivers():
        pytest.skip(f"the ODBC driver {ODBC_DRIVER} is not installed (odbc-postgresql)")
    url = house.analyst.url
    connection = pyodbc.connect(
        f"Driver={{{ODBC_DRIVER}}};Server={url.host};Port={url.port};Database={url.database};"
        f"Uid={url.username};Pwd={url.password};SSLmode=disable;BoolsAsChar=0;MaxLongVarcharSize=1000000"
    )
    yield connection
    connection.close()


def test_every_table_has_rows(house: House) -> None:
    with house.analyst.connect() as connection:
        empty = {
            name
            for name in house.names
            if connection.exec_driver_sql(f"SELECT FROM {name} LIMIT 1").first() is None
        }
    assert empty == EMPTY


def test_every_number_has_a_precision_and_a_scale(house: House) -> None:
    kinds = {kind for name in house.names for kind in house.columns(name).values()}
    assert {kind for kind in kinds if not kind.startswith("numeric(28,")} == set(TYPES)


def test_duckdb_has_the_types_of_postgresql(house: House, attached: duckdb.DuckDBPyConnection) -> None:
    for name in house.names:
        found = {row[0]: row[1] for row in attached.execute(f"DESCRIBE jibao.{name}").fetchall()}
        assert found == {column: _in_duckdb(kind) for column, kind in house.columns(name).items()}, name


def _in_duckdb(kind: str) -> str:
    return TYPES.get(kind) or kind.replace("numeric", "DECIMAL")


def test_all_tools_give_the_same_decimals(
    house: House, attached: duckdb.DuckDBPyConnection, by_odbc: pyodbc.Connection
) -> None:
    told = 0
    for name in house.names:
        if columns := house.numbers(name):
            query = f"SELECT {', '.join(columns)} FROM {name}"  # noqa: S608
            right = Counter(_copied(house, query))
            assert Counter(_by_pandas(house, query)) == right, name
            assert Counter(map(tuple, by_odbc.execute(query).fetchall())) == right, name
            in_duckdb = attached.execute(query.replace(f"FROM {name}", f"FROM jibao.{name}"))
            assert Counter(in_duckdb.fetchall()) == right, name
            told += sum(value is not None for row in right for value in row)
    assert told > 1000


def test_psql_shows_what_the_server_sends(house: House) -> None:
    if shutil.which("psql") is None:
        pytest.skip("psql is not installed")
    query = "SELECT value, value / 3 AS third FROM analysis.provenance WHERE published_as = 'rate'"
    shown = subprocess.run(
        ["psql", "--csv", "--tuples-only", "--command", query, _libpq(house)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    found = [tuple(map(Decimal, line)) for line in csv.reader(shown.stdout.splitlines())]
    assert Counter(found) == Counter(_copied(house, query))
    assert Decimal("33.333333333333") in {value for value, _ in found}


def _libpq(house: House) -> str:
    return house.analyst.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _copied(house: House, query: str) -> list[tuple[Any, ...]]:
    """The rows as the server writes them, which is what psql shows."""
    raw = house.analyst.raw_connection()
    try:
        with raw.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as out:
            text = b"".join(bytes(chunk) for chunk in out).decode()
    finally:
        raw.close()
    # Of one column a line may be empty: that is a blank.
    lines = (line or [""] for line in csv.reader(io.StringIO(text)))
    return [tuple(Decimal(cell) if cell else None for cell in line) for line in lines]


def _by_pandas(house: House, query: str) -> list[tuple[Any, ...]]:
    with house.analyst.connect() as connection:
        frame = pd.read_sql(sa.text(query), connection, coerce_float=False)
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in frame.itertuples(index=False, name=None)
    ]


def test_moments_and_truth_values_are_such_in_every_tool(
    house: House, attached: duckdb.DuckDBPyConnection, by_odbc: pyodbc.Connection
) -> None:
    query = "SELECT arrived_at, is_late FROM {} WHERE period = '2023' AND league_code = '150100'"
    with house.analyst.connect() as connection:
        (right,) = connection.execute(sa.text(query.format("analysis.return_status")))
    (found,) = attached.execute(query.format("jibao.analysis.return_status")).fetchall()
    assert (found[0].timestamp(), found[1]) == (right.arrived_at.timestamp(), right.is_late)
    (row,) = by_odbc.execute(query.format("analysis.return_status")).fetchall()
    assert (row.arrived_at.isoformat(), row.is_late) == ("2024-01-04T00:00:00", False)


def test_a_table_in_a_workbook_has_codes_as_text_and_numbers_as_numbers(house: House, tmp_path: Path) -> None:
    """By its name alone; and a number that a spreadsheet would cut off is text."""
    path = tmp_path / "told.xlsx"
    query = (
        "SELECT '150100' AS code, 12.50 AS figure, 1234567890123456.5 AS long, true AS is_so,"
        " date '2023-01-05' AS day, timestamptz '2023-01-05 00:30+08' AS moment, '=1+1' AS words,"
        " NULL AS blank"
    )
    assert jibao("sql", query, "--xlsx", path) == (0, f"{path}\n")
    sheet = openpyxl.load_workbook(path).active
    values = [cell.value for cell in sheet[2]]
    assert values[:4] == ["150100", 12.5, "1234567890123456.5", True]
    assert [str(value) for value in values[4:]] == [
        "2023-01-05 00:00:00",
        "2023-01-05 00:30:00",
        "=1+1",
        "None",
    ]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "s", "b", "d", "d", "s", "n"]
    assert jibao("sql", "reference.area", "--xlsx", path)[0] == 0
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[1]] == [
        "league_code",
        "name_zh",
        "name_en",
        "is_region",
        "in_region_sum",
    ]
    assert sheet.max_row == 14


# What one row is told by one column, besides the registry's tables.
ONE_KEY = {
    "warehouse.enterprise": "uscc",
    "analysis.submission": "submission_id",
    "warehouse.finding": "finding_id",
}


def test_a_join_by_one_key_multiplies_nothing_and_loses_nothing(house: House) -> None:
    """Whatever has a key's column, beside the tables that have the key: all of them together."""
    known = {**_reference_keys(house), **ONE_KEY}
    joined = 0
    with house.analyst.connect() as connection:
        for name in house.names:
            columns = house.columns(name)
            beside = [
                (f"k{number}", table, key)
                for number, (table, key) in enumerate(known.items())
                if key in columns and table != name
            ]
            joins = [f"LEFT JOIN {table} AS {one} ON told.{key} = {one}.{key}" for one, table, key in beside]
            lost = [
                f"count(*) FILTER (WHERE told.{key} IS NOT NULL AND {one}.{key} IS NULL)"
                for one, table, key in beside
                if table != "reference.league" and table not in ONE_KEY
            ]
            counts = ", ".join([f"(SELECT count(*) FROM {name})", "count(*)", *lost])  # noqa: S608
            query = f"SELECT {counts} FROM {name} AS told {' '.join(joins)}"  # noqa: S608
            plain, together, *without = connection.exec_driver_sql(query).one()
            assert (together, without) == (plain, [0] * len(lost)), (name, beside)
            joined += len(beside)
    assert joined > 150


def _reference_keys(house: House) -> dict[str, str]:
    """The registry's tables that have a key of one column."""
    with house.analyst.connect() as connection:
        inspector = sa.inspect(connection)
        keys = {
            f"reference.{name}": inspector.get_pk_constraint(name, "reference")["constrained_columns"]
            for name in inspector.get_table_names("reference")
        }
    return {name: key[0] for name, key in keys.items() if len(key) == 1}


def test_money_by_department_is_counted_once(house: House) -> None:
    with house.analyst.connect() as connection:
        whole, split = connection.exec_driver_sql(
            "SELECT (SELECT sum(budget) FROM summary.annual_project WHERE year = 2023),"
            " (SELECT sum(budget) FROM analysis.money_department WHERE year = 2023)"
        ).one()
        weights = connection.exec_driver_sql(
            "SELECT DISTINCT sum(weight) FROM reference.project_department GROUP BY project_no"
        ).scalars()
        assert (list(weights), split) == ([1], whole)
        assert whole > 0


def test_the_region_is_told_apart(house: House) -> None:
    """Every table that has the region's row beside its leagues' says which it is."""
    with house.analyst.connect() as connection:
        for name in house.names:
            columns = house.columns(name)
            if name.startswith("summary.") and "league_code" in columns:
                has = connection.exec_driver_sql(
                    f"SELECT FROM {name} WHERE league_code = warehouse.region_code() LIMIT 1"
                ).first()
                assert (has is not None) == ("is_region" in columns), name
        leagues, region = connection.exec_driver_sql(
            "SELECT sum(value) FILTER (WHERE NOT is_region), sum(value) FILTER (WHERE is_region)"
            " FROM summary.annual_indicator WHERE year = 2023 AND indicator_code = 'P00-1'"
        ).one()
        assert leagues == region == 2024 + 2023
