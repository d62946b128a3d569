"""What the sample returns say, filed by hand at their arrivals, and warehouses to build tables in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import Opener
from tests.summarise.filing import Row, figures, file_return, moment

EXPECTED = Path(__file__).resolve().parents[1] / "samples" / "expected"
PROJECTS = range(1, 30)


@cache
def expected(name: str) -> list[dict[str, str]]:
    """The rows of `samples/expected/<name>.csv`."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def taken_back(engine: sa.Engine) -> Iterator[sa.Connection]:
    """What is done by this connection is checked as at a commit, and never was."""
    with engine.connect() as opened:
        yield opened
        opened.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.fixture(scope="module")
def common(open_warehouse: Opener, empty_database: str) -> Iterator[sa.Engine]:
    """An empty warehouse of a module, for `connection`."""
    with open_warehouse(empty_database) as engine:
        yield engine


@pytest.fixture
def connection(common: sa.Engine) -> Iterator[sa.Connection]:
    """An empty warehouse, as this test alone sees it."""
    yield from taken_back(common)


@pytest.fixture(scope="module")
def common_filled(open_warehouse: Opener, filled_database: str) -> Iterator[sa.Engine]:
    """A warehouse of a module with every sample return, for `filled_connection`."""
    with open_warehouse(filled_database) as engine:
        yield engine


@pytest.fixture
def filled_connection(common_filled: sa.Engine) -> Iterator[sa.Connection]:
    """A warehouse with every sample return, as this test alone sees it."""
    yield from taken_back(common_filled)


def file_samples(connection: sa.Connection) -> None:
    """Every sample return is filed, complete.

    Progress and completion are of our making: each league budgets 100 and spends 10 a quarter on a project.
    """
    for due in expected("returns"):
        _file(connection, due["league_code"], due["period"], due["arrived_at"])


def _file(connection: sa.Connection, league: str, period: str, arrived_at: str) -> None:
    parts: dict[str, list[Row]]
    if "Q" in period:
        quarter = int(period[-1])
        parts = {"data": quarterly_figures(league, period), "progress": progress(quarter)}
    else:
        parts = {"data": annual_figures(league, period), "completion": completion(), "suggestions": []}
    file_return(connection, league, period, parts, moment(arrived_at))


def quarterly_figures(league: str, period: str) -> list[Row]:
    return figures(
        {
            row["indicator_code"]: (row["quarter"], row["year_to_date"])
            for row in expected("facts")
            if (row["league_code"], row["period"]) == (league, period)
        }
    )


def annual_figures(league: str, year: str) -> list[Row]:
    return figures(
        {
            row["indicator_code"]: (row["value"], None)
            for row in expected("annual")
            if (row["league_code"], row["year"]) == (league, year)
        }
    )


def progress(quarter: int) -> list[Row]:
    return [
        {"project_no": project_no, "status": "推进中", "budget": 100, "spent": 10 * quarter}
        for project_no in PROJECTS
    ]


def completion() -> list[Row]:
    return [{"project_no": project_no, "target": 10, "completed": 8, "rate": 80} for project_no in PROJECTS]
