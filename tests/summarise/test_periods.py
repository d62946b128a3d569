"""A figure of a year says which period it is of; a whole year stands beside a whole year, nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.summarise.tables import build
from tests.summarise.filing import LEAGUES, figures, file_return, moment

HOHHOT, BAOTOU, REGION = LEAGUES[0], LEAGUES[1], "150000"


@pytest.fixture
def connection(connection: sa.Connection) -> sa.Connection:
    """Every league had 100 in 2022."""
    for league in LEAGUES:
        say(connection, league, "2022", 100, "2023-01-04")
    return connection


def say(connection: sa.Connection, league: str, period: str, value: int, at: str) -> None:
    said = {"data": figures({"P01-1": (value, value), "P03-1": (value, value)})}
    file_return(connection, league, period, said, moment(at))


def of(connection: sa.Connection, as_of: str, league: str = REGION, code: str = "P01-1") -> Any:
    """value, period, previous_year and previous_leagues_reporting of 2023."""
    build(connection, 2023, moment(as_of))
    check = sa.text((SQL / "quality" / "indicator_previous_year.sql").read_text("utf-8"))
    assert connection.execute(check, {"year": 2023}).all() == []
    return connection.execute(
        sa.text(
            "SELECT value, period, previous_year, previous_leagues_reporting FROM summary.annual_indicator"
            " WHERE (year, league_code, indicator_code) = (2023, :league, :code)"
        ),
        {"league": league, "code": code},
    ).one()


@pytest.mark.parametrize("code", ["P01-1", "P03-1"])
def test_nine_months_are_not_held_against_twelve(connection: sa.Connection, code: str) -> None:
    for league in LEAGUES:
        say(connection, league, "2023Q3", 90, "2023-10-04")
    assert of(connection, "2023-11-01", HOHHOT, code) == (90, "2023Q3", None, None)
    assert of(connection, "2023-11-01", REGION, code) == (1080, "2023Q3", None, None)


@pytest.mark.parametrize("period", ["2023Q4", "2023"])
def test_a_whole_year_stands_beside_a_whole_year(connection: sa.Connection, period: str) -> None:
    for league in LEAGUES:
        say(connection, league, period, 120, "2024-01-04")
    assert of(connection, "2024-02-01", HOHHOT) == (120, "2023", 100, 1)
    assert of(connection, "2024-02-01") == (1440, "2023", 1200, 12)


def test_a_sum_with_an_older_figure_in_it_stands_beside_none(connection: sa.Connection) -> None:
    say(connection, HOHHOT, "2023Q3", 90, "2023-10-04")
    for league in LEAGUES[1:]:
        say(connection, league, "2023", 120, "2024-01-04")
    assert of(connection, "2024-02-01", HOHHOT) == (90, "2023Q3", None, None)
    assert of(connection, "2024-02-01", BAOTOU) == (120, "2023", 100, 1)
    assert of(connection, "2024-02-01") == (1410, "2023", None, None)


def test_nothing_is_of_no_period(connection: sa.Connection) -> None:
    assert of(connection, "2023-05-01") == (None, None, None, None)
