"""What more organisations do to what is asked of all of them: one return's rules, a year's sums.

The samples' returns of the twelve leagues, in a warehouse of these and in one where N made-up
organisations have the same figures, laid in as rows. Processor seconds, medians of those in turn; then
DuckDB's for the sums.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.store import warehouse as way
from etl.summarise.tables import build
from tests.scale.counties import Cost, Place, place
from tests.scale.returns import copied
from tests.walk.driving import SAMPLES, SAMPLES_2024

_FILE = SAMPLES_2024 / "returns" / "150100" / "呼和浩特市_2024Q1.xlsx"
_AS_OF = datetime(2024, 6, 1, tzinfo=ZONE)
_APART = 100_000  # numbers between a row and its next copy
_TABLES = (
    "submission", "part", "part_validity", "finding", "reported_figure", "reported_progress",
    "reported_completion", "reported_suggestion",
)  # fmt: skip
# What a made row has in place of what it is copied from.
_OTHER = {
    "submission_id": f"old.submission_id + made.block * {_APART}",
    "part_id": f"old.part_id + made.block * {_APART}",
    "league_code": "made.league_code",
    "folder": "made.league_code",
    "sha256": "encode(sha256(convert_to(made.league_code || old.sha256, 'UTF8')), 'hex')",
}
_OWNERS = {
    "submission": "",
    "part": "",
    "finding": " INNER JOIN intake.submission AS owner USING (submission_id)",
}
_BY_PART = " INNER JOIN intake.part AS owner USING (part_id)"
_FIGURES = (
    "SELECT part.league_code, left(part.period, 4) AS year, reported.indicator_code, reported.figure"
    " FROM intake.reported_figure AS reported INNER JOIN intake.part USING (part_id)"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.scale.wide", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="organisations beside the twelve leagues")
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    with ExitStack() as stack:
        places = {12 + count: stack.enter_context(_filled(count)) for count in (0, asked.count)}
        for what, measure in _MEASURED.items():
            spent: dict[int, list[float]] = {count: [] for count in places}
            for _ in range(asked.times + 1):
                for count, where in places.items():
                    spent[count].append(measure(where))
            few, many = (statistics.median(seconds[1:]) for seconds in spent.values())
            print(
                f"{what}: {few:.2f} s with 12, {many:.2f} s with {12 + asked.count}: {many / few:.2f} times"
            )
        _beside_duckdb(places[12 + asked.count])
    return 0


@contextmanager
def _filled(count: int) -> Iterator[Place]:
    """A warehouse that has the samples, and as much of so many organisations more."""
    with tempfile.TemporaryDirectory(prefix="jibao-wide-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        copied(folder / "project", count)
        with place(folder) as where:
            sent = (str(SAMPLES / "returns"), "--arrivals", str(SAMPLES / "arrivals.csv"))
            where.run("etl.cli", "ingest", *sent)
            engine = way.of_scripts(where.url)
            with engine.begin() as connection:
                _widen(connection, folder / "project" / "schemas" / "registry" / "leagues.csv")
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
            yield where


def _widen(connection: sa.Connection, leagues: Path) -> None:
    with leagues.open(encoding="utf-8-sig", newline="") as file:
        codes = [row["league_code"] for row in csv.DictReader(file)]
    made = [
        {"league_code": code, "alike": codes[number % 12], "block": 1 + number // 12}
        for number, code in enumerate(codes[12:])
    ]
    connection.exec_driver_sql("CREATE TEMPORARY TABLE made (league_code text, alike text, block integer)")
    if not made:
        return
    connection.execute(sa.text("INSERT INTO made VALUES (:league_code, :alike, :block)"), made)
    for table in _TABLES:
        columns = connection.execute(
            sa.text(
                "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:name AS regclass) AND attnum > 0"
                " AND NOT attisdropped AND attgenerated = '' AND attname <> 'finding_id'"
            ),
            {"name": f"intake.{table}"},
        ).scalars()
        taken = {column: _OTHER.get(column, f"old.{column}") for column in columns}
        owner = _OWNERS.get(table, _BY_PART)
        connection.exec_driver_sql(
            f"INSERT INTO intake.{table} ({', '.join(taken)}) OVERRIDING SYSTEM VALUE"  # noqa: S608
            f" SELECT {', '.join(taken.values())} FROM intake.{table} AS old{owner}"
            f" INNER JOIN made ON made.alike = {'owner' if owner else 'old'}.league_code"
        )


def _checked(where: Place) -> Cost:
    cost, _ = where.run("etl.cli", "check", str(_FILE))
    return cost


def _summed(where: Place) -> float:
    def rebuilt() -> None:
        engine = way.engine(where.url)
        with engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM summary.annual_indicator")
            build(connection, 2023, _AS_OF)
        engine.dispose()

    return where.spent(rebuilt)


_MEASURED: dict[str, Callable[[Place], float]] = {
    "the rules of one more return (PostgreSQL)": lambda where: _checked(where).postgres,
    "jibao check of it, from cold (ours)": lambda where: _checked(where).ours,
    "the tables of 2023 (all)": _summed,
}


def _beside_duckdb(where: Place) -> None:
    """What it takes DuckDB to add up the same figures, by year and indicator, from a table of its own."""
    engine = way.of_scripts(where.url)
    with engine.connect() as connection:
        figures = pd.read_sql(sa.text(_FIGURES), connection)
    with duckdb.connect() as database:
        database.execute("CREATE TABLE figure AS SELECT * FROM figures")
        started = time.process_time()
        sums = database.execute(
            "SELECT year, indicator_code, sum(figure) FROM figure GROUP BY ALL"
        ).fetchall()
        spent = time.process_time() - started
    print(f"{len(figures)} figures; DuckDB adds them up to {len(sums)} sums in {spent:.3f} s")


if __name__ == "__main__":
    sys.exit(main())
