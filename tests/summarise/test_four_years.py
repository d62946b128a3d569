"""Four years of returns in which much goes wrong: every table says what pandas makes of the same events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.by_pandas.compare import mismatches
from tests.summarise.by_pandas.tables import tables
from tests.summarise.filing import moment
from tests.summarise.four_years import made
from tests.summarise.history import Event, put

Told = tuple[list[Event], sa.Engine]
YEARS = (2022, 2023, 2024, 2025)
LONG_AFTER = moment("2026-11-27")

# By seed: the day after due dates, amid a quarter, at the last second of one, and long after.
MOMENTS = {
    1: ("2022-10-09", "2023-01-06", "2023-07-06", "2024-04-07", "2026-11-27"),
    2: ("2022-11-20", "2023-04-07", "2024-07-06", "2025-01-06", "2025-03-31T23:59:59"),
    3: ("2023-08-15T12:00:00", "2023-10-08", "2024-01-06", "2025-07-08", "2026-01-06"),
}


@pytest.fixture(scope="module", params=MOMENTS)
def told(
    request: pytest.FixtureRequest, module_warehouse: Callable[[], AbstractContextManager[sa.Engine]]
) -> Iterator[tuple[int, Told]]:
    events = made(request.param)
    with module_warehouse() as engine:
        with engine.begin() as connection:
            put(connection, events)
        yield request.param, (events, engine)


@cache
def at_the_end(seed: int) -> dict[int, Any]:
    """What pandas makes of all four years when all is known."""
    return tables(made(seed), LONG_AFTER, YEARS)


def test_every_column_of_every_table(told: tuple[int, Told]) -> None:
    """At each moment the year that runs and the one before it; long after, all four."""
    seed, (events, engine) = told
    with engine.begin() as connection:
        for as_of in map(moment, MOMENTS[seed]):
            begun = [year for year in YEARS if as_of >= moment(f"{year}-04-01")]
            years = begun if as_of == LONG_AFTER else begun[-2:]
            wanted = at_the_end(seed) if as_of == LONG_AFTER else tables(events, as_of, years)
            for year in years:
                build(connection, year, as_of, anew=False)
                assert mismatches(connection, year, wanted[year]) == [], as_of


def test_a_year_without_its_fourth_quarter_and_one_without_its_end(told: tuple[int, Told]) -> None:
    """Hohhot sent no 2023Q4 but its annual return; Baotou neither of 2024, so its third quarter stands."""

    def asked(connection: sa.Connection, table: str, year: int, **key: Any) -> Any:
        wanted = " AND ".join(f"{name} = :{name}" for name in key)
        query = f"SELECT * FROM summary.{table} WHERE year = :year AND {wanted}"  # noqa: S608
        return connection.execute(sa.text(query), {"year": year, **key}).one()

    with told[1][1].begin() as connection:
        for year in (2023, 2024):
            build(connection, year, LONG_AFTER)
        hohhot = asked(connection, "annual_indicator", 2023, indicator_code="P01-1", league_code="150100")
        assert (hohhot.provisional, hohhot.leagues_reporting, hohhot.missing_leagues) == (False, 1, None)
        baotou = asked(connection, "annual_indicator", 2024, indicator_code="P01-1", league_code="150200")
        assert (baotou.provisional, baotou.leagues_reporting, baotou.missing_leagues) == (True, 0, "包头市")
        region = asked(connection, "annual_indicator", 2024, indicator_code="P01-1", league_code="150000")
        assert "包头市" in region.missing_leagues.split("、")
        assert "包头市" in region.stale_leagues.split("、")
        third = connection.execute(
            sa.text(
                "SELECT year_to_date FROM warehouse.indicator_value"
                " WHERE (league_code, period, indicator_code) = ('150200', '2024Q3', 'P01-1')"
            )
        )
        assert baotou.value == third.scalar_one()


def test_the_history_holds_what_it_should_prove(told: tuple[int, Told]) -> None:
    """Without these the comparison would be of little."""
    seed, (events, _) = told
    for kind, least in {"Filed": 215, "Withdrawn": 6, "Found": 200, "Resolved": 25, "Balance": 3}.items():
        assert Counter(type(event).__name__ for event in events)[kind] >= least
    found = at_the_end(seed)
    every = {name: [row for year in YEARS for row in found[year][name]] for name in found[2022]}
    timeliness = {row["timeliness"] for row in every["annual_return"]}
    assert timeliness == {"on_time", "late", "missing", "exempt"}
    assert {row["standing"] for row in every["annual_target"]} >= {"met", "unknown", "not_met", "on_track"}
    assert {row["source"] for row in every["annual_suggestion"]} == {"quarterly", "annual"}
    assert {row["explanation"] is None for row in every["annual_difference"]} == {True, False}
    assert {row["severity"] for row in every["annual_finding"]} == {"error", "warning"}
    assert [(row["year"], row["waiver_id"]) for row in every["annual_waiver"]] == [
        (2023, "W1"),
        (2024, "W1"),  # these years' targets add up what it let in
        (2025, "W1"),
    ]
    assert any(row["stale_leagues"] for row in every["annual_indicator"]), seed
