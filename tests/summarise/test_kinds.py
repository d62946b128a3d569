"""Counties and key enterprises in the tables of a year and of a month, by returns filed by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.publish.quality.expected import tables as expected_tables
from etl.summarise.tables import build, build_period, last_moment
from schemas.periods import Period
from tests.summarise.filing import (
    by_county,
    enterprise,
    file_return,
    held,
    moment,
    withdraw,
)

LATER = moment("2026-02-01")
JANUARY, FEBRUARY = Period.parse("2024M01"), Period.parse("2024M02")
WUHAI, ALXA, REGION = "150300", "152900", "150000"


def rows(connection: sa.Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(sa.text(query))]


def counties(connection: sa.Connection, year: int, where: str) -> list[Any]:
    return rows(
        connection,
        "SELECT county_code, value, previous_year, counties_reporting, counties_expected, period"  # noqa: S608
        f" FROM summary.annual_county WHERE year = {year} AND {where} ORDER BY county_code",
    )


def of_wuhai(quarter: str, said: dict[str, Any], connection: sa.Connection) -> None:
    arrived = moment(str(Period.parse(quarter).end))
    file_return(connection, WUHAI, quarter, {"counties": by_county(said)}, arrived)


def test_a_county_has_the_latest_quarter_that_its_league_reported(connection: sa.Connection) -> None:
    """A level and a flow since January; who is not in that quarter is blank, whatever it said before."""
    first = {code: {"P13-1": (2, None), "P16-3": (5, 5)} for code in ("150302", "150303", "150304")}
    of_wuhai("2024Q1", first, connection)
    of_wuhai(
        "2024Q2",
        {
            "150302": {"P13-1": (3, None), "P16-3": (4, 9)},
            "150303": {"P13-1": (0, None), "P16-3": (0, None)},
        },
        connection,
    )
    build(connection, 2024, moment("2024-07-10"))
    assert counties(connection, 2024, "indicator_code = 'P13-1' AND league_code = '150300'") == [
        ("150302", 3, None, 2, 3, "2024Q2"),
        ("150303", 0, None, 2, 3, "2024Q2"),
        ("150304", None, None, 2, 3, "2024Q2"),
    ]
    assert counties(connection, 2024, "indicator_code = 'P16-3' AND league_code = '150300'") == [
        ("150302", 9, None, 1, 3, "2024Q2"),
        ("150303", None, None, 1, 3, "2024Q2"),
        ("150304", None, None, 1, 3, "2024Q2"),
    ]
    # A league that reported nothing has its counties all the same; 103 counties, seven indicators.
    assert counties(connection, 2024, "indicator_code = 'P27-1' AND league_code = '152900'") == [
        (code, None, None, 0, 3, None) for code in ("152921", "152922", "152923")
    ]
    assert rows(connection, "SELECT count(*) FROM summary.annual_county") == [(721,)]
    # As it was known before the second quarter came.
    build(connection, 2024, moment("2024-06-01"))
    assert counties(connection, 2024, "indicator_code = 'P13-1' AND county_code = '150304'") == [
        ("150304", 2, None, 3, 3, "2024Q1")
    ]


def test_a_whole_year_stands_beside_a_whole_year(connection: sa.Connection) -> None:
    said = {"P13-1": (2, None), "P16-3": (1, 7)}
    of_wuhai("2024Q4", {"150302": said}, connection)
    of_wuhai("2025Q3", {"150302": said, "150303": said}, connection)
    build(connection, 2025, LATER)
    assert counties(connection, 2025, "indicator_code = 'P16-3' AND county_code = '150302'") == [
        ("150302", 7, None, 2, 3, "2025Q3")
    ]
    of_wuhai("2025Q4", {"150302": said | {"P16-3": (2, 9)}, "150303": said}, connection)
    build(connection, 2025, LATER)
    assert counties(connection, 2025, "indicator_code = 'P16-3' AND value IS NOT NULL") == [
        ("150302", 9, 7, 2, 3, "2025Q4"),
        ("150303", 7, None, 2, 3, "2025Q4"),
    ]


def test_a_year_in_which_neither_is_asked_has_no_rows(connection: sa.Connection) -> None:
    build(connection, 2023, moment("2024-02-01"))
    for table in ("annual_county", "annual_enterprise", "annual_industry"):
        assert rows(connection, f"SELECT count(*) FROM summary.{table}") == [(0,)]  # noqa: S608
    kinds = "SELECT DISTINCT return_kind FROM summary.annual_return WHERE year = {} ORDER BY 1"
    assert rows(connection, kinds.format(2023)) == [("annual",), ("quarterly",)]
    build(connection, 2024, moment("2024-02-01"))
    assert rows(connection, kinds.format(2024)) == [("annual",), ("monthly",), ("quarterly",)]


def test_a_return_outside_the_annual_set_is_not_told_of(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "UPDATE reference.expected_return SET in_annual_set = FALSE WHERE return_kind = 'monthly'"
    )
    build(connection, 2024, moment("2024-02-01"))
    assert rows(connection, "SELECT DISTINCT return_kind FROM summary.annual_return ORDER BY 1") == [
        ("annual",),
        ("quarterly",),
    ]
    assert rows(connection, "SELECT DISTINCT expected FROM summary.annual_reporting") == [(5,)]


@pytest.fixture
def months(connection: sa.Connection) -> sa.Connection:
    """Two months of two leagues; the second month lacks one of them."""
    for league in (WUHAI, ALXA):
        parts = {
            "enterprises": [enterprise(f"{league}A", 6, 2), enterprise(f"{league}B", 0, 0, "制造业")],
            "activities": [held("招聘会", "2024-01-10")] if league == WUHAI else [],
        }
        file_return(connection, league, "2024M01", parts, moment("2024-02-02"))
    again = [enterprise(f"{WUHAI}A", 4, 1), enterprise(f"{WUHAI}C", 9, 0, "")]
    file_return(connection, WUHAI, "2024M02", {"enterprises": again}, moment("2024-03-02"))
    return connection


def test_the_months_of_a_year(months: sa.Connection) -> None:
    """Blank where nothing is reported, 0 where none is said; the region says who is in it."""
    build(months, 2024, moment("2024-03-05"))
    told = (
        "SELECT month, enterprises, vacancies, hired, next_month_demand, solved, events, leagues_reporting,"
        " leagues_expected, events_reporting FROM summary.annual_enterprise WHERE league_code = '{}'"
        " ORDER BY month"
    )
    assert rows(months, told.format(WUHAI)) == [
        ("2024M01", 2, 6, 6, 8, 2, 1, 1, 1, 1),
        ("2024M02", 2, 13, 6, 8, 1, None, 1, 1, 0),
    ]
    assert rows(months, told.format(ALXA)) == [
        ("2024M01", 2, 6, 6, 8, 2, 0, 1, 1, 1),
        ("2024M02", None, None, None, None, None, None, 0, 1, 0),
    ]
    assert rows(months, told.format(REGION)) == [
        ("2024M01", 4, 12, 12, 16, 4, 1, 2, 12, 2),
        ("2024M02", 2, 13, 6, 8, 1, None, 1, 12, 0),
    ]
    assert rows(
        months,
        "SELECT month, industry, enterprises, vacancies, solved FROM summary.annual_industry ORDER BY 1, 2",
    ) == [
        ("2024M01", "制造业", 2, 0, 0),
        ("2024M01", "采矿业", 2, 12, 4),
        ("2024M02", "未填", 1, 9, 0),
        ("2024M02", "采矿业", 1, 4, 1),
    ]
    (missing,) = rows(
        months,
        "SELECT missing_leagues FROM summary.annual_enterprise"
        " WHERE (league_code, month) = ('150000', '2024M02')",
    )[0]
    assert missing.split("、")[-1] == "阿拉善盟"
    assert len(missing.split("、")) == 11
    # Before a month had ended, it has no row; a league outside the region's sum is in none of it.
    months.exec_driver_sql("UPDATE reference.league SET in_region_sum = FALSE WHERE league_code = '152900'")
    build(months, 2024, moment("2024-02-29T23:59:59"))
    assert rows(months, told.format(REGION)) == [("2024M01", 2, 6, 6, 8, 2, 1, 1, 11, 1)]


def test_a_month_beside_the_month_before(months: sa.Connection) -> None:
    build_period(months, FEBRUARY, last_moment(FEBRUARY, LATER))
    told = (
        "SELECT enterprises, vacancies, vacancies_before, before_reporting, lacking, lacking_again"
        " FROM summary.month_enterprise WHERE league_code = '{}'"
    )
    assert rows(months, told.format(REGION)) == [(2, 13, 12, 2, 2, 1)]
    assert rows(months, told.format(WUHAI)) == [(2, 13, 6, 1, 2, 1)]
    assert rows(months, told.format(ALXA)) == [(None, None, 6, 1, None, None)]
    assert rows(
        months, "SELECT place, uscc, vacancies, vacancies_before FROM summary.month_vacancy ORDER BY place"
    ) == [(1, "150300C", 9, None), (2, "150300A", 4, 6)]
    assert rows(
        months, "SELECT industry, vacancies, vacancies_before FROM summary.month_industry ORDER BY 1"
    ) == [("未填", 9, None), ("采矿业", 4, 12)]
    assert rows(
        months,
        "SELECT timeliness, outstanding FROM summary.month_return WHERE league_code = '150300'",
    ) == [("missing", "专场招聘活动")]
    assert rows(months, "SELECT DISTINCT as_of FROM summary.month_return") == [
        (last_moment(FEBRUARY, LATER),)
    ]
    # The first month has none before it.
    build_period(months, JANUARY, last_moment(JANUARY, LATER))
    assert rows(
        months,
        "SELECT vacancies, vacancies_before, before_reporting FROM summary.month_enterprise"
        " WHERE (league_code, period) = ('150000', '2024M01')",
    ) == [(12, None, None)]
    assert rows(months, "SELECT period, held_on::text, posts FROM summary.month_event") == [
        ("2024M01", "2024-01-10", 30)
    ]


def test_the_tables_of_a_month_are_old_once_its_returns_changed(months: sa.Connection) -> None:
    build_period(months, JANUARY, last_moment(JANUARY, LATER))
    for month, message in (("2023M12", "no return is due for 2023M12"), ("2026M01", "2026M01 is not over")):
        with pytest.raises(ValueError, match=message):
            build_period(months, Period.parse(month), last_moment(Period.parse(month), moment("2026-01-20")))
    withdraw(months, ALXA, "2024M01", "enterprises", moment("2024-02-20"))
    assert any(build_period(months, JANUARY, last_moment(JANUARY, LATER)).values())
    assert rows(
        months,
        "SELECT vacancies, leagues_reporting FROM summary.month_enterprise WHERE league_code = '150000'",
    ) == [(Decimal(6), 1)]


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("county_from_warehouse", "UPDATE summary.annual_county SET value = 4 WHERE county_code = '150302'"),
        ("county_from_warehouse", "UPDATE summary.annual_county SET counties_reporting = 3"),
        ("county_from_warehouse", "DELETE FROM summary.annual_county WHERE county_code = '150302'"),
        ("enterprise_from_warehouse", "UPDATE summary.annual_enterprise SET vacancies = vacancies + 1"),
        ("enterprise_from_warehouse", "DELETE FROM summary.annual_enterprise WHERE league_code = '152900'"),
        ("enterprise_from_warehouse", "UPDATE summary.annual_industry SET solved = solved + 1"),
    ],
)
def test_what_the_warehouse_does_not_say_is_found(months: sa.Connection, rule: str, broken: str) -> None:
    of_wuhai("2024Q1", {"150302": {"P13-1": (2, None)}}, months)
    build(months, 2024, LATER)
    (query,) = [row.query(2024) for table in expected_tables() for row in table.expected if row.name == rule]
    assert rows(months, query) == []
    months.exec_driver_sql(broken)
    assert rows(months, query)
