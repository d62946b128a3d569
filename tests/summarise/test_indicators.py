"""The year's figures: sums that say what they lack, ratios from their terms, quarters for years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.summarise.tables import build
from tests.summarise.filing import LEAGUES, figures, file_return, moment

ALXA = LEAGUES[-1]
AFTER_2022, AFTER_2023 = "2023-02-01", "2024-02-01"


def indicator(connection: sa.Connection, code: str, year: int, as_of: str, league: str = "150000") -> Any:
    build(connection, year, moment(as_of))
    return connection.execute(
        sa.text(
            "SELECT * FROM summary.annual_indicator"
            " WHERE (year, indicator_code, league_code) = (:year, :code, :league)"
        ),
        {"year": year, "code": code, "league": league},
    ).one_or_none()


def say(
    connection: sa.Connection,
    league: str,
    period: str,
    values: dict[str, tuple[Any, Any]],
    at: str = "2023-01-04",
) -> None:
    file_return(connection, league, period, {"data": figures(values)}, moment(at))


def test_an_older_figure_is_added_and_flagged(connection: sa.Connection) -> None:
    for league in LEAGUES[:-1]:
        say(connection, league, "2022", {"P01-1": (10, None)})
    say(connection, ALXA, "2022Q3", {"P01-1": (2, 5)}, "2022-10-04")
    region = indicator(connection, "P01-1", 2022, AFTER_2022)
    assert (region.value, region.leagues_reporting, region.leagues_expected) == (115, 11, 12)
    assert (region.missing_leagues, region.stale_leagues, region.provisional) == (
        "阿拉善盟",
        "阿拉善盟",
        True,
    )
    own = indicator(connection, "P01-1", 2022, AFTER_2022, ALXA)
    assert (own.value, own.leagues_reporting, own.leagues_expected, own.provisional) == (5, 0, 1, True)


def test_a_league_that_said_nothing_is_missing_and_has_no_row(connection: sa.Connection) -> None:
    for league in LEAGUES[:-1]:
        say(connection, league, "2022", {"P01-1": (0, None)})
    region = indicator(connection, "P01-1", 2022, AFTER_2022)
    assert (region.value, region.leagues_reporting, region.provisional) == (0, 11, False)  # 0 is a figure
    assert (region.missing_leagues, region.stale_leagues) == ("阿拉善盟", None)
    assert indicator(connection, "P01-1", 2022, AFTER_2022, ALXA) is None


def test_an_indicator_that_nobody_reported_stays_blank(connection: sa.Connection) -> None:
    region = indicator(connection, "P01-1", 2022, AFTER_2022)
    assert (region.value, region.leagues_reporting, region.leagues_expected) == (None, 0, 12)
    assert region.provisional is False


def test_a_ratio_of_nothing_is_missing_and_not_provisional(connection: sa.Connection) -> None:
    say(connection, ALXA, "2022Q4", {"P02-1": (0, 0), "P02-3": (0, 0)})
    region = indicator(connection, "P02-4", 2022, AFTER_2022)
    assert (region.value, region.leagues_reporting, region.provisional) == (None, 1, False)


def test_a_ratio_is_provisional_by_those_that_are_in_it(connection: sa.Connection) -> None:
    say(connection, LEAGUES[0], "2022", {"P02-1": (1000, None), "P02-3": (10, None)})
    say(connection, ALXA, "2022Q4", {"P02-1": (5, 5)})
    assert indicator(connection, "P02-4", 2022, AFTER_2022).provisional is False
    assert indicator(connection, "P02-1", 2022, AFTER_2022).provisional is True


def test_the_annual_return_comes_before_the_fourth_quarter(connection: sa.Connection) -> None:
    say(connection, ALXA, "2022Q4", {"P01-1": (2, 7), "P01-2": (3, None)})
    row = indicator(connection, "P01-1", 2022, AFTER_2022, ALXA)
    assert (row.value, row.provisional, row.leagues_reporting) == (7, True, 1)
    say(connection, ALXA, "2022", {"P01-1": (8, None), "P01-2": (None, None)}, "2023-01-20")
    row = indicator(connection, "P01-1", 2022, AFTER_2022, ALXA)
    assert (row.value, row.provisional, row.leagues_reporting) == (8, False, 1)
    # Where the annual return says nothing, the quarter still stands.
    row = indicator(connection, "P01-2", 2022, AFTER_2022, ALXA)
    assert (row.value, row.provisional, row.leagues_reporting) == (3, True, 1)


def test_a_ratio_is_from_sums_never_an_average(connection: sa.Connection) -> None:
    say(connection, LEAGUES[0], "2022", {"P02-1": (1000, None), "P02-3": (10, None)})  # 1%
    say(connection, LEAGUES[1], "2022", {"P02-1": (100, None), "P02-3": (3, None)})  # 3%
    say(connection, LEAGUES[2], "2022", {"P02-1": (0, None), "P02-3": (0, None)})
    say(connection, LEAGUES[3], "2022", {"P02-1": (900, None)})
    region = indicator(connection, "P02-4", 2022, AFTER_2022)
    # 13 / 1100: one that says only how much was guaranteed is in neither sum.
    assert (region.value, region.leagues_reporting) == (Decimal("1.18"), 3)
    assert indicator(connection, "P02-4", 2022, AFTER_2022, LEAGUES[1]).value == 3
    # Of nought there is no share: the row says so, and its terms are in the sums.
    nought = indicator(connection, "P02-4", 2022, AFTER_2022, LEAGUES[2])
    assert (nought.value, nought.no_value_zh, nought.leagues_reporting) == (None, "分母为0", 1)
    lacking = indicator(connection, "P02-4", 2022, AFTER_2022, LEAGUES[3])
    assert (lacking.value, lacking.no_value_zh, lacking.leagues_reporting) == (None, "缺分子", 0)
    assert indicator(connection, "P02-4", 2022, AFTER_2022, LEAGUES[4]) is None


@pytest.mark.parametrize("check", ["indicator_ratio_of_terms", "indicator_previous_year"])
def test_the_checks_know_that_a_ratio_needs_both_terms(connection: sa.Connection, check: str) -> None:
    for year, at in (("2022", "2023-01-04"), ("2023", "2024-01-04")):
        say(connection, LEAGUES[0], year, {"P02-1": (1000, None), "P02-3": (10, None)}, at)
        say(connection, LEAGUES[1], year, {"P02-1": (900, None)}, at)
    region = indicator(connection, "P02-4", 2023, AFTER_2023)
    assert (region.value, region.previous_year) == (1, 1)
    query = sa.text((SQL / "quality" / f"{check}.sql").read_text("utf-8"))
    assert connection.execute(query, {"year": 2023}).all() == []


def test_departments_that_share_data_are_not_summed(connection: sa.Connection) -> None:
    say(connection, ALXA, "2022", {"P26-2": (4, None)})
    assert indicator(connection, "P26-2", 2022, AFTER_2022) is None
    assert indicator(connection, "P26-2", 2022, AFTER_2022, ALXA).value == 4


def test_an_organisation_outside_the_sum_has_its_own_rows_only(connection: sa.Connection) -> None:
    connection.execute(
        sa.text("UPDATE reference.league SET in_region_sum = false WHERE league_code = :code"), {"code": ALXA}
    )
    for league in LEAGUES:
        say(connection, league, "2022", {"P01-1": (10, None)})
    region = indicator(connection, "P01-1", 2022, AFTER_2022)
    assert (region.value, region.leagues_reporting, region.leagues_expected) == (110, 11, 11)
    assert region.missing_leagues is None
    assert indicator(connection, "P01-1", 2022, AFTER_2022, ALXA).value == 10
    targets = connection.execute(sa.text("SELECT * FROM summary.annual_target WHERE target_id = 'T01'")).one()
    assert (targets.actual, targets.leagues_expected) == (110, 11)


def test_the_year_before_stands_beside(connection: sa.Connection) -> None:
    say(connection, ALXA, "2022", {"P01-1": (10, None)})
    say(connection, ALXA, "2023", {"P01-1": (12, None)}, "2024-01-04")
    first = indicator(connection, "P01-1", 2022, AFTER_2023)
    assert (first.previous_year, first.previous_leagues_reporting, first.previous_leagues_expected) == (
        None,
        None,
        None,
    )
    row = indicator(connection, "P01-1", 2023, AFTER_2023)
    assert (row.value, row.previous_year) == (12, 10)
    assert (row.previous_leagues_reporting, row.previous_leagues_expected) == (1, 12)
    own = indicator(connection, "P01-1", 2023, AFTER_2023, ALXA)
    assert (own.previous_year, own.previous_leagues_reporting, own.previous_leagues_expected) == (10, 1, 1)


def test_a_running_year_asks_for_the_last_quarter_that_ended(connection: sa.Connection) -> None:
    say(connection, LEAGUES[0], "2023Q2", {"P01-1": (2, 5)}, "2023-07-02")
    say(connection, LEAGUES[1], "2023Q1", {"P01-1": (3, 3)}, "2023-04-02")
    region = indicator(connection, "P01-1", 2023, "2023-07-03")
    assert (region.value, region.leagues_reporting) == (8, 1)
    # On the last day of June the second quarter had not ended.
    region = indicator(connection, "P01-1", 2023, "2023-06-30T23:59:59")
    assert (region.value, region.leagues_reporting) == (3, 1)


def test_an_indicator_is_there_while_it_is_valid(connection: sa.Connection) -> None:
    connection.execute(
        sa.text("UPDATE reference.indicator SET valid_to = '2022-12-31' WHERE indicator_code = 'P01-5'")
    )
    assert indicator(connection, "P01-5", 2022, AFTER_2023) is not None
    assert indicator(connection, "P01-5", 2023, AFTER_2023) is None
