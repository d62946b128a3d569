"""All sample returns, by `jibao ingest --arrivals`: what they say is what the warehouse has, to the digit."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.cli import main
from etl.settings import REPOSITORY, ZONE

SAMPLES = REPOSITORY / "tests" / "samples"
pytestmark = pytest.mark.slow


def expected(name: str) -> list[dict[str, str]]:
    with (SAMPLES / "expected" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ingest(*arguments: str | Path) -> list[dict[str, Any]]:
    """The replies of `jibao ingest --json`, which must end well."""
    import contextlib
    import io

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(["ingest", "--json", *map(str, arguments)]) == 0
    answers: list[dict[str, Any]] = json.loads(printed.getvalue())
    return answers


def ingest_samples() -> list[dict[str, Any]]:
    return ingest(SAMPLES / "returns", "--arrivals", SAMPLES / "arrivals.csv")


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def contents(engine: sa.Engine, schema: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table and view of a schema, in order of its text."""
    found = {}
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        for name in inspector.get_table_names(schema) + inspector.get_view_names(schema):
            found[name] = sorted(map(tuple, connection.execute(sa.text(f"SELECT * FROM {schema}.{name}"))), key=str)
    return found


@pytest.fixture(scope="module")
def filled(module_warehouse: Callable[[], AbstractContextManager[sa.Engine]]) -> Iterator[sa.Engine]:
    with module_warehouse() as engine:
        answers = ingest_samples()
        assert Counter(answer["verdict"] for answer in answers).keys() <= {"accepted", "accepted_with_warnings"}
        assert len(answers) == 108
        yield engine


def test_quarterly_values(filled: sa.Engine) -> None:
    with filled.connect() as connection:
        rows = connection.execute(
            sa.text(
                "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
            )
        )
        found = {tuple(row)[:3]: tuple(row)[3:] for row in rows}
    assert found == {
        (row["league_code"], row["period"], row["indicator_code"]): (
            number(row["quarter"]),
            number(row["year_to_date"]),
        )
        for row in expected("facts.csv")
    }


def test_annual_values(filled: sa.Engine) -> None:
    with filled.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT league_code, year, indicator_code, value, provisional FROM warehouse.annual_value")
        )
        found = {(row[0], str(row[1]), row[2]): (row[3], row[4]) for row in rows}
    assert found == {
        (row["league_code"], row["year"], row["indicator_code"]): (number(row["value"]), False)
        for row in expected("annual.csv")
    }


def test_timeliness_by_nominal_due_dates(filled: sa.Engine) -> None:
    """The sample's own account judges by nominal dates; ours is asked for the same by comparing with due_at."""
    with filled.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT league_code, return_kind, period, arrived_at, due_at FROM warehouse.return_status")
        )
        found = {tuple(row)[:3]: (row[3], row[4], row[3] is not None and row[3] <= row[4]) for row in rows}
    for row in expected("returns.csv"):
        assert found[row["league_code"], row["return"], row["period"]] == (
            datetime.fromisoformat(row["arrived_at"]).replace(tzinfo=ZONE),
            datetime.fromisoformat(row["due_at"]).replace(tzinfo=ZONE),
            row["on_time"] == "1",
        )


def test_no_sample_raises_an_error(filled: sa.Engine) -> None:
    with filled.connect() as connection:
        errors = connection.execute(sa.text("SELECT * FROM intake.finding WHERE severity = 'error'")).all()
    assert errors == []


def test_the_same_run_again_changes_nothing(filled: sa.Engine) -> None:
    from etl.summarise import summarise

    for year in (2022, 2023):
        summarise(year)
    before = {schema: contents(filled, schema) for schema in ("warehouse", "summary")}
    assert {answer["verdict"] for answer in ingest_samples()} == {"duplicate"}
    for year in (2022, 2023):
        assert not any(summarise(year).changed.values())
    assert {schema: contents(filled, schema) for schema in ("warehouse", "summary")} == before
