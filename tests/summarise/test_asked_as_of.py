"""What analysts ask as of a moment: findings, versions, what is open, the region's figures and ratios."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.filing import figures, file_return, find, moment, withdraw

LEAGUE = "150100"
FIRST, SECOND = moment("2023-01-06"), moment("2023-02-01")


def ask(connection: sa.Connection, query: str, **told: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(query), told)]


def test_every_view_can_be_asked_as_of_a_moment(warehouse: sa.Engine) -> None:
    with warehouse.connect() as connection:
        views = set(sa.inspect(connection).get_view_names("warehouse"))
        made = ask(connection, "SELECT proname FROM pg_proc WHERE pronamespace = 'warehouse'::regnamespace")
    functions = {name for (name,) in made}
    views.remove("summary_age")  # it is about what is built now
    assert {name for name in views if not name.endswith("_history")} == {
        name.removesuffix("_as_of") for name in functions if name.removesuffix("_as_of") in views
    }


def test_versions_of_two_moments(connection: sa.Connection) -> None:
    said = {"data": figures({"P01-1": (1, 1)})}
    query = (
        "SELECT submission_id FROM warehouse.version_in_force_as_of(:at)"
        " WHERE league_code = :league AND period = '2022Q4'"
    )
    first = file_return(connection, LEAGUE, "2022Q4", said, moment("2023-01-04"))
    second = file_return(connection, LEAGUE, "2022Q4", said, moment("2023-01-20"))
    for at, wanted in ((FIRST, [(first,)]), (SECOND, [(second,)]), (moment("2023-01-03"), [])):
        assert ask(connection, query, at=at, league=LEAGUE) == wanted


def test_findings_of_two_moments(connection: sa.Connection) -> None:
    """One is found and later resolved, one found later; that of a version that is replaced is not open."""
    said = {"data": figures({"P01-1": (1, 1)})}
    known = "SELECT rule_id, resolved_at FROM warehouse.finding_as_of(:at) ORDER BY 1"
    still = "SELECT rule_id FROM warehouse.open_finding_as_of(:at) ORDER BY 1"
    over = moment("2023-01-10")
    number = file_return(connection, LEAGUE, "2022Q4", said, moment("2023-01-04"))
    find(connection, number, "warning", moment("2023-01-04"), part="data", rule_id="annual_difference")
    find(connection, number, "info", moment("2023-01-04"), part="data", rule_id="repaired_width")
    connection.execute(
        sa.text("UPDATE intake.finding SET resolved_at = :over WHERE severity = 'warning'"),
        {"over": over},
    )
    find(connection, number, "warning", over, part="data", rule_id="magnitude_slip")
    assert ask(connection, known, at=FIRST) == [("annual_difference", None), ("repaired_width", None)]
    assert ask(connection, still, at=FIRST) == [("annual_difference",)]
    assert ask(connection, known, at=SECOND) == [
        ("annual_difference", over), ("magnitude_slip", None), ("repaired_width", None),
    ]  # fmt: skip
    assert ask(connection, still, at=SECOND) == [("magnitude_slip",)]
    file_return(connection, LEAGUE, "2022Q4", said, moment("2023-03-01"))
    assert ask(connection, still, at=moment("2023-03-02")) == []
    assert ask(connection, still, at=SECOND) == [("magnitude_slip",)]


def test_what_is_open_is_what_the_annual_table_says(filled_connection: sa.Connection) -> None:
    refused = file_return(filled_connection, LEAGUE, "2023Q4", {"data": []}, moment("2024-01-20"), "refused")
    find(filled_connection, refused, "error", moment("2024-01-20"), part="data", rule_id="number_text")
    find(filled_connection, refused, "error", moment("2024-01-20"), rule_id="league_conflict")
    for at, wanted in (
        (moment("2024-01-21"), []),  # the version before it is in force
        (moment("2024-02-21"), [("league_conflict",), ("number_text",)]),
    ):
        if wanted:
            withdraw(filled_connection, LEAGUE, "2023Q4", "data", moment("2024-02-20"))
        build(filled_connection, 2023, at)
        table = "SELECT rule_id FROM summary.annual_finding WHERE year = 2023 ORDER BY 1"
        assert ask(filled_connection, table) == wanted
        asked = "SELECT rule_id FROM warehouse.open_finding_as_of(:at) WHERE left(period, 4) = '2023'"
        assert ask(filled_connection, f"{asked} ORDER BY 1", at=at) == wanted


def test_the_regions_figures_and_ratios_of_two_moments(filled_connection: sa.Connection) -> None:
    """As the annual table built then has them; on 6 January two leagues' years rest on a quarter."""
    columns = "indicator_code, value, provisional, leagues_reporting, leagues_expected, missing_leagues"
    one = "SELECT value, provisional FROM warehouse.region_figure_as_of(:at) WHERE year = 2022"
    for at in (FIRST, SECOND, moment("2022-12-01")):
        build(filled_connection, 2022, at)
        table = f"SELECT {columns} FROM summary.annual_indicator"  # noqa: S608
        wanted = ask(filled_connection, f"{table} WHERE year = 2022 AND league_code = '150000' ORDER BY 1")
        asked = f"SELECT {columns} FROM warehouse.region_figure_as_of(:at)"  # noqa: S608
        assert ask(filled_connection, f"{asked} WHERE year = 2022 ORDER BY 1", at=at) == wanted
        assert len(wanted) == 78
    jobs = f"{one} AND indicator_code = 'P00-1'"
    assert ask(filled_connection, jobs, at=FIRST) == [(229423, True)]
    assert ask(filled_connection, jobs, at=SECOND) == [(229423, False)]


def test_a_ratio_of_the_region_has_both_terms_of_one_period(filled_connection: sa.Connection) -> None:
    """One league's registered are known of the third quarter alone, its employed of the fourth: left out."""
    ratio = (
        "SELECT value, leagues_reporting, missing_leagues FROM warehouse.region_figure_as_of(:at)"
        " WHERE year = 2022 AND indicator_code = 'P04-4'"
    )
    assert ask(filled_connection, ratio, at=SECOND) == [(Decimal("80.71"), 12, None)]
    withdraw(filled_connection, "150800", "2022", "data", moment("2023-03-01"))
    said = {"data": figures({"P04-3": (1690, None)})}
    file_return(filled_connection, "150800", "2022Q4", said, moment("2023-03-02"))
    assert ask(filled_connection, ratio, at=moment("2023-03-03")) == [(Decimal("80.67"), 11, "巴彦淖尔市")]
