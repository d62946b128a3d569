"""Driving the walk as an operator does, by `jibao ingest`."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import psycopg
import sqlalchemy as sa

from etl.cli.program import main
from etl.common.numbers import exact
from etl.common.settings import REPOSITORY
from etl.store.numbers import exact_numbers

SAMPLES = REPOSITORY / "tests" / "samples"
SAMPLES_2024 = REPOSITORY / "tests" / "samples-2024"
STORIES = REPOSITORY / "tests" / "stories"


def jibao(*arguments: str | Path) -> tuple[int, str]:
    """The exit code of a command, and what it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = main([str(argument) for argument in arguments])
    return code, printed.getvalue()


def ingest(*arguments: str | Path) -> dict[str, dict[str, Any]]:
    """The replies of `jibao ingest --json`, which must end well, by file."""
    code, printed = jibao("ingest", "--json", *arguments)
    assert code == 0
    return {answer["file"]: answer for answer in json.loads(printed)}


def listed(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def quarterly_values() -> list[tuple[Any, ...]]:
    """What the sample returns say: league, period, indicator, figure, year-to-date."""
    return [
        (
            row["league_code"],
            row["period"],
            row["indicator_code"],
            *map(_number, (row["quarter"], row["year_to_date"])),
        )
        for row in listed(SAMPLES / "expected" / "facts.csv")
    ]


def annual_values() -> list[tuple[Any, ...]]:
    """What the sample annual returns say: league, year, indicator, value; none of it provisional."""
    return [
        (row["league_code"], int(row["year"]), row["indicator_code"], _number(row["value"]), False)
        for row in listed(SAMPLES / "expected" / "annual.csv")
    ]


def _number(text: str) -> Decimal | None:
    return exact(Decimal(text)) if text else None


def contents(engine: sa.Engine, schema: str) -> dict[str, list[str]]:
    """Every row of every table and view of a schema, as text, in order."""
    with engine.connect() as connection:
        exact_numbers(cast(psycopg.Connection, connection.connection.driver_connection))
        inspector = sa.inspect(connection)
        names = inspector.get_table_names(schema) + inspector.get_view_names(schema)
        return {
            name: sorted(map(str, connection.execute(sa.text(f"SELECT * FROM {schema}.{name}"))))  # noqa: S608
            for name in names
        }


def rules(answer: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """The rule, sheet and cell of each finding that is more than an info, errors first."""
    return [
        (finding["rule"], finding["sheet"], finding["cell"])
        for finding in answer["findings"]
        if finding["severity"] != "info"
    ]


def one_by_one(into: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Each step of the story with a folder that holds its file alone, and its arrival beside it."""
    for step in listed(STORIES / "steps.csv"):
        folder = into / step["step"]
        (folder / step["file"]).parent.mkdir(parents=True)
        shutil.copy(STORIES / "returns" / step["file"], folder / step["file"])
        with folder.with_suffix(".csv").open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([("file", "arrived_at"), (step["file"], step["arrived_at"])])
        yield step, folder
