"""How a target stands, case by case, from returns of one indicator."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.filing import LEAGUES, figures, file_return, moment, open_with

ALXA = LEAGUES[-1]
AFTER_2022, AFTER_2023, AFTER_2025 = "2023-02-01", "2024-02-01", "2026-02-01"
MID_2023 = "2023-08-01"  # two quarters have ended


def report(
    connection: sa.Connection, period: str, code: str, value: float, leagues: Sequence[str] = LEAGUES
) -> None:
    """Each of these leagues says this of the indicator, as the year's figure by then."""
    arrived_at = moment("2022-10-04" if period < "2022Q4" and "Q" in period else "2023-01-04")
    for league in leagues:
        file_return(connection, league, period, {"data": figures({code: (value, value)})}, arrived_at)


def target(connection: sa.Connection, target_id: str, year: int, as_of: str, league: str = "150000") -> Any:
    build(connection, year, moment(as_of))
    return connection.execute(
        sa.text(
            "SELECT * FROM summary.annual_target WHERE (year, target_id, league_code) = (:year, :id, :league)"
        ),
        {"year": year, "id": target_id, "league": league},
    ).one()


@pytest.mark.parametrize(
    ("period", "each", "reporting", "as_of", "standing"),
    [
        ("2022Q4", 2000, 12, AFTER_2022, "met"),
        ("2022", 2000, 12, AFTER_2022, "met"),
        ("2022Q4", 2000, 11, AFTER_2022, "met"),  # reached by what is there
        ("2022Q4", 1000, 12, AFTER_2022, "not_met"),
        ("2022Q4", 1000, 11, AFTER_2022, "unknown"),
        ("2022Q3", 1000, 12, AFTER_2022, "unknown"),  # an older figure is no fourth quarter's
        ("2023Q2", 2000, 12, MID_2023, "met"),
        ("2023Q2", 834, 12, MID_2023, "on_track"),  # 10,008 of 20,000 after half a year
        ("2023Q2", 1000, 11, MID_2023, "on_track"),
        ("2023Q2", 833, 12, MID_2023, "behind"),  # 9,996
        ("2023Q2", 833, 11, MID_2023, "unknown"),
    ],
)
def test_every_year(
    connection: sa.Connection, period: str, each: int, reporting: int, as_of: str, standing: str
) -> None:
    """T01: 20,000 trained every year."""
    report(connection, period, "P01-1", each, LEAGUES[:reporting])
    row = target(connection, "T01", int(period[:4]), as_of)
    assert (row.actual, row.standing) == (each * reporting, standing)


@pytest.mark.parametrize(
    ("period", "each", "as_of", "standing"),
    [
        ("2022Q4", 1, AFTER_2022, "met"),
        ("2023Q2", 1, MID_2023, "on_track"),  # only 31 December tells
        ("2023Q2", 0, MID_2023, "behind"),
        ("2022Q4", 0, AFTER_2022, "not_met"),
    ],
)
def test_a_level_to_be_kept(
    connection: sa.Connection, period: str, each: int, as_of: str, standing: str
) -> None:
    """T11a: 10 or more at every year's end."""
    report(connection, period, "P11-1", each)
    assert target(connection, "T11a", int(period[:4]), as_of).standing == standing


@pytest.mark.parametrize(
    ("period", "each", "as_of", "standing"),
    [
        ("2023Q2", 80, MID_2023, "met"),  # 960 of about 1,000: at any time
        ("2022Q4", 79, AFTER_2022, "behind"),  # 948: 950 would do
        ("2025Q4", 79, AFTER_2025, "not_met"),
    ],
)
def test_a_level_to_be_reached_about(
    connection: sa.Connection, period: str, each: int, as_of: str, standing: str
) -> None:
    """T11c: about 1,000 (5% tolerance) by the end of 2025."""
    report(connection, period, "P11-3", each)
    assert target(connection, "T11c", int(period[:4]), as_of).standing == standing


@pytest.mark.parametrize(
    ("opening", "each", "actual", "standing", "missing"),
    [
        (None, 300, 3600, "unknown", "2021年实绩"),
        (0, 300, 3600, "behind", None),  # nothing happened in 2021: that is known
        (399, 300, 3999, "behind", None),
        (400, 300, 4000, "on_track", None),  # the line after 8 of 20 quarters
        (6400, 300, 10000, "met", None),
        (None, 334, 4008, "on_track", "2021年实绩"),
        (None, 900, 10800, "met", "2021年实绩"),
    ],
)
def test_counted_from_before_the_action(
    connection: sa.Connection, opening: int | None, each: int, actual: int, standing: str, missing: str | None
) -> None:
    """T03: 10,000 from 2021 to 2025."""
    if opening is not None:
        open_with(connection, "P03-1", opening)
    report(connection, "2022Q4", "P03-1", each)
    row = target(connection, "T03", 2022, AFTER_2022)
    assert (row.actual, row.standing, row.missing, row.line) == (actual, standing, missing, 4000)
    assert (row.opening_balance, row.this_year) == (opening, each * 12)


def test_a_cumulative_goal_is_over_with_its_last_year(connection: sa.Connection) -> None:
    """T10: 20 from 2022 to 2025."""
    for year in (2022, 2023, 2024, 2025):
        report(connection, f"{year}Q4", "P10-1", 1, LEAGUES[:4])
        report(connection, f"{year}Q4", "P10-1", 0, LEAGUES[4:])
    assert target(connection, "T10", 2024, AFTER_2025).standing == "behind"
    row = target(connection, "T10", 2025, AFTER_2025)
    assert (row.actual, row.share_reached, row.standing) == (16, Decimal("0.8"), "not_met")


def test_what_is_missing_is_named(connection: sa.Connection) -> None:
    report(connection, "2022Q4", "P03-1", 1)
    report(connection, "2023Q4", "P03-1", 1, LEAGUES[:-1])
    report(connection, "2023Q2", "P03-1", 1, [ALXA])
    row = target(connection, "T03", 2023, AFTER_2023)
    assert row.missing == "阿拉善盟2023年、2021年实绩"
    assert row.missing_leagues == "阿拉善盟"
    assert (row.leagues_reporting, row.leagues_expected) == (11, 12)
    assert row.actual == 24  # Alxa's older figure is in it


def test_a_running_year_names_the_quarter(connection: sa.Connection) -> None:
    report(connection, "2023Q2", "P01-1", 1, LEAGUES[:-1])
    report(connection, "2023Q1", "P01-1", 1, [ALXA])
    assert target(connection, "T01", 2023, MID_2023).missing == "阿拉善盟2023年第2季度"


def test_a_missing_earlier_year_is_named_in_later_ones(connection: sa.Connection) -> None:
    report(connection, "2022Q4", "P10-1", 0, LEAGUES[:-1])
    report(connection, "2023Q4", "P10-1", 0)
    row = target(connection, "T10", 2023, AFTER_2023)
    assert (row.missing, row.missing_leagues, row.leagues_reporting) == ("阿拉善盟2022年", "阿拉善盟", 12)


def test_nobody_reported(connection: sa.Connection) -> None:
    row = target(connection, "T01", 2022, AFTER_2022)
    assert (row.actual, row.share_reached, row.standing) == (None, None, "unknown")
    assert (row.missing, row.leagues_reporting, row.leagues_expected) == ("全部盟市2022年", 0, 12)


def test_each_league_for_itself(connection: sa.Connection) -> None:
    """T11b: every league 2 to 3; a row a league, none for the region."""
    report(connection, "2022Q4", "P11-2", 2, LEAGUES[:10])
    report(connection, "2022Q4", "P11-2", 1, LEAGUES[10:11])
    build(connection, 2022, moment(AFTER_2022))
    rows = connection.execute(
        sa.text("SELECT league_code, standing, missing FROM summary.annual_target WHERE target_id = 'T11b'")
    ).all()
    assert {row.league_code: (row.standing, row.missing) for row in rows} == {
        **dict.fromkeys(LEAGUES[:10], ("met", None)),
        LEAGUES[10]: ("behind", None),
        ALXA: ("unknown", "阿拉善盟2022年"),
    }


def test_a_target_has_rows_from_its_first_year_to_its_last(connection: sa.Connection) -> None:
    for year in (2022, 2023):
        build(connection, year, moment(AFTER_2023))
    rows = connection.execute(
        sa.text(
            "SELECT DISTINCT target_id, year FROM summary.annual_target"
            " WHERE project_no IN (0, 25) ORDER BY 1, 2"
        )
    ).all()
    assert [tuple(row) for row in rows] == [("T00", 2022), ("T00", 2023), ("T25a", 2022), ("T25b", 2023)]


def test_a_project_stands_as_its_worst_target(connection: sa.Connection) -> None:
    """Project 11: T11a met, T11c behind, T11b unknown for all; project 12 has no number."""
    report(connection, "2022Q4", "P11-1", 1)
    build(connection, 2022, moment(AFTER_2022))
    rows = connection.execute(sa.text("SELECT project_no, standing FROM summary.annual_project"))
    stand = {row.project_no: row.standing for row in rows}
    assert len(stand) == 29
    assert (stand[11], stand[12]) == ("unknown", "no_number")
    for league in LEAGUES:
        said = {"P11-1": (0, None), "P11-2": (3, None), "P11-3": (1, None)}
        file_return(connection, league, "2022", {"data": figures(said)}, moment("2023-01-20"))
    build(connection, 2022, moment(AFTER_2022))
    worst = connection.execute(sa.text("SELECT standing FROM summary.annual_project WHERE project_no = 11"))
    assert worst.scalar() == "not_met"


def test_behind_is_worse_than_unknown(connection: sa.Connection) -> None:
    """Of a project's targets, and of the years of one that counts every year for itself."""
    report(connection, "2022Q3", "P11-1", 0)  # T11a behind; of T11c nobody said anything
    report(connection, "2022Q4", "P01-1", 1000, LEAGUES[:-1])  # T01 unknown in 2022
    report(connection, "2023Q2", "P01-1", 833)  # and behind in 2023
    build(connection, 2022, moment("2022-11-01"))
    project = sa.text("SELECT standing FROM summary.annual_project WHERE (year, project_no) = (2022, 11)")
    assert connection.execute(project).scalar_one() == "behind"
    build(connection, 2023, moment(MID_2023))
    action = sa.text(
        "SELECT standing, years_not_met FROM summary.action_target WHERE (year, target_id) = (2023, 'T01')"
    )
    assert tuple(connection.execute(action).one()) == ("behind", "2022、2023")


def test_a_goal_missed_by_one_is_not_reached_whole(connection: sa.Connection) -> None:
    open_with(connection, "P00-1", 999_999)
    (row,) = connection.execute(
        sa.text(
            "SELECT actual, share_reached, standing FROM warehouse.target_standing('2022-08-01', 2022)"
            " WHERE target_id = 'T00'"
        )
    )
    assert (row.actual, row.share_reached) == (999_999, Decimal("0.9999"))


def test_what_nobody_reported_is_not_provisional(connection: sa.Connection) -> None:
    nothing = target(connection, "T01", 2022, AFTER_2022)
    assert (nothing.actual, nothing.provisional) == (None, False)
    report(connection, "2022Q4", "P01-1", 10, LEAGUES[:1])
    some = target(connection, "T01", 2022, AFTER_2022)
    assert (some.actual, some.provisional) == (10, True)


def test_a_league_has_its_goal_where_no_indicator_of_a_goal_is_asked_for_any_more(
    connection: sa.Connection,
) -> None:
    query = sa.text(
        "SELECT count(*) FROM warehouse.target_standing('2024-01-31', 2023) WHERE scope = 'each_league'"
    )
    before = connection.execute(query).scalar_one()
    connection.execute(
        sa.text(
            "UPDATE reference.indicator SET valid_to = '2022-12-31'"
            " WHERE indicator_code IN (SELECT indicator_code FROM reference.target)"
        )
    )
    assert connection.execute(query).scalar_one() == before > 0


def test_of_a_league_that_is_no_more_the_last_whole_year_is_told(connection: sa.Connection) -> None:
    """T11b, a level of each league: what it says of an earlier year is its last word."""
    report(connection, "2023Q4", "P11-2", 1, LEAGUES[-2:])
    connection.execute(
        sa.text("UPDATE reference.league SET valid_to = '2024-06-30' WHERE league_code = :league"),
        {"league": ALXA},
    )
    build(connection, 2025, moment(AFTER_2025))
    told = sa.text(
        "SELECT last_year, years_counted, actual, standing FROM summary.action_target"
        " WHERE (year, target_id, league_code) = (2025, 'T11b', :league)"
    )
    assert tuple(connection.execute(told, {"league": ALXA}).one()) == (2023, 2, 1, "behind")
    assert tuple(connection.execute(told, {"league": LEAGUES[-2]}).one()) == (2025, 4, None, "unknown")


def test_of_some_targets_what_is_told_of_all(connection: sa.Connection) -> None:
    report(connection, "2023Q2", "P01-1", 833)
    asked = {"ids": ["T01", "T11b"]}
    of_all = "SELECT * FROM warehouse.target_standing('2023-08-01', 2023) WHERE target_id = ANY(:ids)"
    of_some = "SELECT * FROM warehouse.target_standing('2023-08-01', 2023, :ids)"
    all_told, some_told = (connection.execute(sa.text(query), asked).all() for query in (of_all, of_some))
    assert len(all_told) == 1 + len(LEAGUES)
    assert sorted(some_told, key=str) == sorted(all_told, key=str)
