"""What more organisations do to what is asked of all of them: one return's rules, a year's sums.

Four years of returns of the twelve leagues, in a warehouse of these and in one where N made-up
organisations have the same figures, laid in as rows. Processor seconds, medians of those in turn; then
the year's indicators beside DuckDB's.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.store import warehouse as way
from etl.store.migrate import of_scripts
from etl.summarise import tables
from etl.summarise.tables import FOR_MANY, build, build_periods
from tests.scale.counties import HALVES, Cost, Place, place
from tests.scale.returns import copied

_LEAGUE, _LEFT_OUT_FROM = "150100", "2025-07"  # its next return is the one that is checked
_YEARS, _YEAR, _AS_OF = range(2022, 2026), 2025, datetime(2026, 2, 1, tzinfo=ZONE)
_APART = 100_000  # numbers between a row and its next copy
_TABLES = (
    "submission", "part", "part_validity", "finding", "reported_figure", "reported_progress",
    "reported_completion", "reported_suggestion", "reported_row",
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
# The tables that add figures up over leagues and years.
_SUMS = ("annual_indicator", "annual_target", "annual_forecast", "action_target")
# The figures of a quarter are others, of another version.
_OTHERWISE = """
WITH part AS (
    SELECT part_id FROM intake.part
    WHERE (league_code, period, part) = (:league, :period, 'data')
),
figure AS (
    UPDATE intake.reported_figure SET figure = figure + 1, year_to_date = year_to_date + 1
    WHERE part_id IN (SELECT part_id FROM part)
)
UPDATE intake.part_validity SET known_from = known_from + interval '1 microsecond'
WHERE part_id IN (SELECT part_id FROM part)
"""
_MORE = 10  # times that it is checked again by the process that has checked it once
# What DuckDB is given, each a table of its own.
_GIVEN = {
    "reported": "SELECT part_id, indicator_code, figure, year_to_date FROM intake.reported_figure",
    "part": "SELECT part_id, league_code, return_kind, period, part FROM intake.part",
    "validity": "SELECT part_id, known_from, known_until FROM intake.part_validity",
    "period": "SELECT period, year, quarter FROM reference.period",
    "asked": "SELECT return_kind, part, feeds FROM reference.part",
    "indicator": "SELECT indicator_code, measure FROM reference.indicator",
    "league": "SELECT league_code, name_zh, in_region_sum FROM reference.league",
    "owed": "SELECT DISTINCT league_code, year FROM reference.expected_return",
}
# As sql/summary/annual_indicator.sql, without ratios, and without what has to do with quarters that are over.
_BY_DUCKDB = """
CREATE TABLE annual_indicator AS
WITH reported_value AS (
    SELECT
        part.league_code, period.year, reported.indicator_code,
        CASE asked.feeds WHEN 'year' THEN 5 ELSE period.quarter END AS place,
        CASE WHEN asked.feeds = 'year' OR measure = 'stock' THEN figure ELSE year_to_date END AS value
    FROM validity
    JOIN part USING (part_id)
    JOIN period USING (period)
    JOIN asked USING (return_kind, part)
    JOIN reported USING (part_id)
    JOIN indicator USING (indicator_code)
    WHERE
        known_from <= $as_of AND (CAST(known_until AS timestamptz) > $as_of OR known_until IS NULL)
        AND feeds IN ('figures', 'year') AND measure <> 'ratio'
),
latest AS (
    SELECT league_code, year, indicator_code, arg_max(value, place) AS value, max(place) AS place
    FROM reported_value
    WHERE value IS NOT NULL
    GROUP BY ALL
),
figure AS (
    SELECT owed.year, owed.league_code, name_zh, in_region_sum, indicator_code, value, place
    FROM owed
    JOIN league USING (league_code)
    CROSS JOIN (FROM indicator WHERE measure <> 'ratio') AS indicator
    LEFT JOIN latest USING (league_code, year, indicator_code)
    WHERE owed.year BETWEEN $year - 1 AND $year
),
valued AS (
    SELECT year, league_code, indicator_code, value, place < 5 AS provisional, 1 AS reporting, 1 AS expected,
        NULL AS missing
    FROM figure
    WHERE value IS NOT NULL
    UNION ALL
    SELECT year, '150000', indicator_code, sum(value), bool_or(place < 5), count(value), count(*),
        string_agg(name_zh, '、' ORDER BY league_code) FILTER (value IS NULL)
    FROM figure
    WHERE in_region_sum
    GROUP BY year, indicator_code
)
SELECT *, lag(value) OVER (PARTITION BY indicator_code, league_code ORDER BY year) AS previous_year
FROM valued
QUALIFY year = $year
"""


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
                f"{what}: {few:.3f} s with 12, {many:.3f} s with {12 + asked.count}: {many / few:.2f} times"
            )
        _beside_duckdb(places[12 + asked.count])
        _refreshed(places[12 + asked.count], asked.times)
    return 0


@contextmanager
def _filled(count: int) -> Iterator[Place]:
    """A warehouse that has the samples, and as much of so many organisations more."""
    with tempfile.TemporaryDirectory(prefix="jibao-wide-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL may run as an account of its own, which has to come in here
        copied(folder / "project", count)
        with place(folder) as where:
            for half in _written(folder):
                where.run(
                    "etl.cli", "ingest", str(half / "returns"), "--arrivals", str(half / "arrivals.csv")
                )
            engine = of_scripts(where.url)
            with engine.begin() as connection:
                _widen(connection, folder / "project" / "schemas" / "registry" / "leagues.csv")
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
            yield where


def _written(folder: Path) -> list[Path]:
    """Four years of the twelve leagues, by halves; one lacks its last returns, whose first is in `next`."""
    copied(folder / "twelve", 0)
    words = [sys.executable, "-m", "tests.scale.returns", str(folder / "sent")]
    subprocess.run(words, cwd=folder / "twelve", env={**os.environ, "PYTHONPATH": "."}, check=True)
    arrivals = folder / "sent" / "second" / "arrivals.csv"
    with arrivals.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["arrived_at"])
    last = [row for row in rows if row["file"].startswith(_LEAGUE) and row["arrived_at"] > _LEFT_OUT_FROM]
    sent = [folder / "sent" / "second" / "returns" / row["file"] for row in last]
    (folder / "next").mkdir()
    sent[0].rename(folder / "next" / sent[0].name)
    for file in sent[1:]:
        file.unlink()
    with arrivals.open("w", encoding="utf-8", newline="") as file:
        made = csv.DictWriter(file, rows[0])
        made.writeheader()
        made.writerows(row for row in rows if row not in last)
    return [folder / "sent" / half for half in HALVES]


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


def _checked(where: Place, times: int = 1) -> Cost:
    (file,) = (where.project.parent / "next").iterdir()
    cost, _ = where.run("etl.cli", "check", *[str(file)] * times)
    return cost


def _checked_again(where: Place) -> float:
    """Where the statements have been planned."""
    return (_checked(where, 1 + _MORE).postgres - _checked(where).postgres) / _MORE


def _summed(where: Place) -> float:
    return _made_anew(where, "annual_indicator", build)


def _shorter(where: Place) -> float:
    """No figures are kept for these tables."""
    return _made_anew(where, "quarter_target", build_periods)


def _made_anew(where: Place, table: str, make: Callable[[sa.Connection, int, datetime], object]) -> float:
    def made() -> None:
        engine = way.engine(where.url)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"DELETE FROM summary.{table}")  # noqa: S608
            make(connection, _YEAR, _AS_OF)
        engine.dispose()

    return where.spent(made)


_MEASURED: dict[str, Callable[[Place], float]] = {
    "the rules of one more return (PostgreSQL)": lambda where: _checked(where).postgres,
    "of one more after it, by the same process (PostgreSQL)": _checked_again,
    "jibao check of it, from cold (ours)": lambda where: _checked(where).ours,
    f"the tables of {_YEAR} (all)": _summed,
    "those of its quarters and months (all)": _shorter,
}


def _refreshed(where: Place, times: int) -> None:
    """What it takes to make the sums of all years anew, and to take one league's quarter in."""
    engine = way.engine(where.url)

    def made(years: Iterable[int], *, anew: bool) -> None:
        with engine.begin() as connection:
            for year in years:
                build(connection, year, _AS_OF, anew=anew)

    def emptied() -> None:
        with engine.begin() as connection:
            for table in _SUMS:
                connection.exec_driver_sql(f"DELETE FROM summary.{table}")  # noqa: S608

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(tables, "TABLES", _SUMS)
        changed.setattr(tables, "suggested", lambda *_: [])
        whole, some = [], []
        for _ in range(times):
            emptied()
            whole.append(where.spent(lambda: made(_YEARS, anew=True)))
            # One after another, as returns come.
            for _ in range(times):
                with engine.begin() as connection:
                    about = {"league": _LEAGUE, "period": f"{_YEAR}Q4"}
                    connection.execute(sa.text(_OTHERWISE), about)
                some.append(where.spent(lambda: made([_YEAR], anew=False)))
            with engine.begin() as connection:
                again = build(connection, _YEAR, _AS_OF)
                assert not any(again.values()), f"made anew, the sums are others: {again}"
    engine.dispose()
    whole_s, some_s = statistics.median(whole), statistics.median(some)
    print(
        f"the sums of {_YEARS[0]} to {_YEARS[-1]} made anew: {whole_s:.2f} s; of {_YEAR} after a league's"
        f" quarter: {some_s:.2f} s: 1/{whole_s / some_s:.0f}"
    )


def _beside_duckdb(where: Place) -> None:
    """What the indicators of the year take us, and DuckDB from tables of its own."""
    select = way.statement("summary/annual_indicator").text
    about = {"year": _YEAR, "as_of": _AS_OF}

    def by_us() -> None:
        engine = way.engine(where.url)
        with engine.begin() as connection:
            connection.exec_driver_sql(FOR_MANY)
            made = sa.text(f"CREATE TEMPORARY TABLE made AS {select}")
            connection.execute(made, {**about, "leagues": None})
        engine.dispose()

    ours = where.spent(by_us)
    engine = of_scripts(where.url)
    with engine.connect() as connection, duckdb.connect() as database:
        for name, query in _GIVEN.items():
            rows = pd.read_sql(sa.text(query), connection)
            database.execute(f"CREATE TABLE {name} AS FROM rows")
            print(f"{name}: {len(rows)} rows")
        started = time.process_time()
        database.execute(_BY_DUCKDB, about)
        theirs = time.process_time() - started
        made = database.execute("SELECT count(*), sum(value) FROM annual_indicator").fetchall()
    print(
        f"the indicators of {_YEAR}: ours {ours:.2f} s, DuckDB {theirs:.2f} s:"
        f" {ours / theirs:.1f} times; {made}"
    )


if __name__ == "__main__":
    sys.exit(main())
