"""A ratio needs both its terms of one period, in every table: else it has no value, and says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.summarise.tables import build, build_period
from schemas.periods import Period
from tests.summarise.filing import figures, file_return, moment

ORDOS, BAYANNUR, HOHHOT, REGION = "150600", "150800", "150100", "150000"
RATE = "P02-4"  # P02-3 of P02-1
AFTER = moment("2023-02-01")


def say(connection: sa.Connection, league: str, period: str, said: dict[str, Any], at: str) -> None:
    values = {code: each if isinstance(each, tuple) else (each, each) for code, each in said.items()}
    file_return(connection, league, period, {"data": figures(values)}, moment(at))


def of_year(connection: sa.Connection, league: str, year: int = 2022, code: str = RATE) -> Any:
    return connection.execute(
        sa.text(
            "SELECT value, no_value_zh, period, leagues_reporting, missing_leagues, stale_leagues"
            " FROM summary.annual_indicator"
            " WHERE (year, league_code, indicator_code) = (:year, :league, :code)"
        ),
        {"year": year, "league": league, "code": code},
    ).one_or_none()


def of_quarter(connection: sa.Connection, period: str, league: str) -> Any:
    build_period(connection, Period.parse(period), AFTER)
    return connection.execute(
        sa.text(
            "SELECT figure, year_to_date, no_value_zh, leagues_reporting FROM summary.quarter_indicator"
            " WHERE (period, league_code, indicator_code) = (:period, :league, :code)"
        ),
        {"period": period, "league": league, "code": RATE},
    ).one_or_none()


def agrees(connection: sa.Connection, year: int = 2022) -> bool:
    """The checks before publishing find the same, and so does who asks for the region as of then."""
    checks = ("indicator_ratio_of_terms", "indicator_ratio_reason", "indicator_from_warehouse")
    queries = [sa.text((SQL / "quality" / f"{check}.sql").read_text("utf-8")) for check in checks]
    if any(connection.execute(query, {"year": year}).all() for query in queries):
        return False
    columns = "indicator_code, value, provisional, leagues_reporting, leagues_expected, missing_leagues"
    asked = f"SELECT {columns} FROM warehouse.region_figure_as_of(:at)"  # noqa: S608
    built = f"SELECT {columns} FROM summary.annual_indicator"  # noqa: S608
    return (
        connection.execute(
            sa.text(f"{asked} WHERE year = :year ORDER BY 1"), {"year": year, "at": AFTER}
        ).all()
        == connection.execute(
            sa.text(f"{built} WHERE year = :year AND league_code = :region ORDER BY 1"),
            {"year": year, "region": REGION},
        ).all()
    )


def mixed(connection: sa.Connection) -> None:
    """鄂尔多斯市 said both terms of the third quarter, and only what was charged of the fourth."""
    third = {"P02-1": ("17868.15", "54413.34"), "P02-3": ("199.44", "586.74")}
    say(connection, ORDOS, "2022Q3", third, "2022-10-04T12:00:00")
    say(connection, ORDOS, "2022Q4", {"P02-3": ("131.85", "718.59")}, "2023-01-04T12:00:00")


def test_terms_of_different_quarters_make_no_ratio(connection: sa.Connection) -> None:
    mixed(connection)
    say(connection, HOHHOT, "2022Q4", {"P02-1": 1000, "P02-3": 12}, "2023-01-04")
    build(connection, 2022, AFTER)
    assert of_year(connection, ORDOS) == (None, "分子、分母不同期", None, 0, "鄂尔多斯市", None)
    assert of_year(connection, ORDOS, code="P02-1")[:4] == (Decimal("54413.34"), None, "2022Q3", 0)
    region = of_year(connection, REGION)
    # 12 of 1000: the other league is in neither sum, and named.
    assert region[:4] == (Decimal("1.20"), None, "2022", 1)
    assert "鄂尔多斯市" in region.missing_leagues
    assert region.stale_leagues is None
    assert agrees(connection)


def test_before_the_fourth_quarter_came_they_were_of_one_period(connection: sa.Connection) -> None:
    mixed(connection)
    build(connection, 2022, moment("2022-11-01"))
    assert of_year(connection, ORDOS)[:4] == (Decimal("1.08"), None, "2022Q3", 1)
    assert of_year(connection, REGION)[:4] == (Decimal("1.08"), None, "2022Q3", 1)


def test_a_quarters_ratio_needs_both_of_the_quarter(connection: sa.Connection) -> None:
    mixed(connection)
    assert of_quarter(connection, "2022Q3", ORDOS) == (Decimal("1.12"), Decimal("1.08"), None, 1)
    assert of_quarter(connection, "2022Q4", ORDOS) == (None, None, "缺分母", 0)
    assert of_quarter(connection, "2022Q4", REGION) == (None, None, "无盟市分子、分母俱全", 0)
    assert of_quarter(connection, "2022Q4", HOHHOT) is None


def test_a_term_of_the_year_to_date_alone_is_in_no_sum_of_the_quarter(connection: sa.Connection) -> None:
    say(connection, HOHHOT, "2022Q4", {"P02-1": (100, 1000), "P02-3": (1, 12)}, "2023-01-04")
    say(connection, ORDOS, "2022Q4", {"P02-1": (None, 3000), "P02-3": (5, 20)}, "2023-01-04")
    say(connection, BAYANNUR, "2022Q4", {"P02-1": (400, 4000), "P02-3": (None, 8)}, "2023-01-04")
    # 1 of 100 in the quarter; 40 of 8000 since January.
    assert of_quarter(connection, "2022Q4", REGION) == (Decimal("1.00"), Decimal("0.50"), None, 3)
    assert of_quarter(connection, "2022Q4", BAYANNUR) == (None, Decimal("0.20"), "缺分子", 1)
    assert of_quarter(connection, "2022Q4", ORDOS) == (None, Decimal("0.67"), "缺分母", 1)


def test_the_annual_return_and_the_fourth_quarter_are_of_one_period(connection: sa.Connection) -> None:
    say(connection, ORDOS, "2022Q4", {"P02-1": 500, "P02-3": 4}, "2023-01-04")
    say(connection, ORDOS, "2022", {"P02-3": 5}, "2023-01-05")
    build(connection, 2022, AFTER)
    assert of_year(connection, ORDOS)[:4] == (Decimal("1.00"), None, "2022", 1)
    assert agrees(connection)


@pytest.mark.parametrize(("said", "why"), [({"P04-3": 1690}, "缺分母"), ({"P04-1": 2079}, "缺分子")])
def test_a_league_that_lacks_a_term_is_not_in_the_regions_ratio(
    connection: sa.Connection, said: dict[str, int], why: str
) -> None:
    say(connection, BAYANNUR, "2022Q4", said, "2023-01-05")
    say(connection, ORDOS, "2022Q4", {"P04-1": 2920, "P04-3": 2341}, "2023-01-05")
    say(connection, HOHHOT, "2022Q4", {"P04-1": 1000, "P04-3": 800}, "2023-01-05")
    build(connection, 2022, AFTER)
    share = Decimal("80.13")  # 3141 of 3920
    assert of_year(connection, REGION, code="P04-4")[:4] == (share, None, "2022", 2)
    assert of_year(connection, BAYANNUR, code="P04-4")[:4] == (None, why, None, 0)
    assert agrees(connection)


def test_a_share_of_nought_is_a_row_that_says_so(connection: sa.Connection) -> None:
    say(connection, ORDOS, "2022Q4", {"P02-1": 0, "P02-3": 0}, "2023-01-04")
    build(connection, 2022, AFTER)
    assert of_year(connection, ORDOS) == (None, "分母为0", None, 1, None, None)
    assert of_year(connection, REGION)[:4] == (None, "分母为0", None, 1)
    assert of_quarter(connection, "2022Q4", ORDOS) == (None, None, "分母为0", 1)
    assert agrees(connection)
