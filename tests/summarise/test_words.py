"""Projects, words, reporting and differences of a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from etl.validate.explanations import explanation as says
from schemas.registry import registry
from tests.summarise.conftest import completion, progress
from tests.summarise.filing import LEAGUES, figures, file_return, find, moment, waive, withdraw

LEAGUE, OTHER = LEAGUES[:2]


def rows(connection: sa.Connection, query: str, as_of: str, year: int = 2022) -> list[tuple[Any, ...]]:
    build(connection, year, moment(as_of))
    return [tuple(row) for row in connection.execute(sa.text(query))]


def test_a_project_adds_up_each_leagues_latest_progress(connection: sa.Connection) -> None:
    for league, period, at in (
        (LEAGUE, "2022Q3", "2022-10-04"),
        (LEAGUE, "2022Q4", "2023-01-04"),
        (OTHER, "2022Q3", "2022-10-04"),
    ):
        file_return(connection, league, period, {"progress": progress(int(period[-1]))}, moment(at))
    query = (
        "SELECT leagues_reporting, leagues_expected, budget, spent, under_way_leagues, completed_leagues"
        " FROM summary.annual_project WHERE project_no = 7"
    )
    assert rows(connection, query, "2023-02-01") == [(1, 12, 200, 70, 2, 0)]
    # Once the year is over the account in the annual return counts too.
    file_return(connection, OTHER, "2022", {"completion": completion()}, moment("2023-02-02"))
    assert rows(connection, query, "2023-02-03") == [(2, 12, 200, 70, 2, 0)]
    assert rows(connection, query, "2022-12-31") == [(2, 12, 200, 60, 2, 0)]  # the third quarter was the last
    missing = "SELECT missing_leagues FROM summary.annual_project WHERE project_no = 7"
    assert rows(connection, missing, "2023-02-03")[0][0].startswith("乌海市、赤峰市、")


def test_the_annual_return_has_no_money(connection: sa.Connection) -> None:
    """A league's account of the year does not make its third quarter's money that of the year."""
    for league, period in ((LEAGUE, "2022Q4"), (OTHER, "2022Q3")):
        file_return(connection, league, period, {"progress": progress(4)}, moment("2023-01-04"))
    file_return(connection, OTHER, "2022", {"completion": completion()}, moment("2023-01-04"))
    query = (
        "SELECT leagues_reporting, budget_leagues, spent_leagues, execution_leagues"
        " FROM summary.annual_project WHERE project_no = 7"
    )
    assert rows(connection, query, "2023-02-01") == [(2, 1, 1, 1)]
    query = (
        "SELECT league_code, reporting, progress_reporting FROM summary.annual_account"
        " WHERE project_no = 7 ORDER BY 1 LIMIT 3"
    )
    assert rows(connection, query, "2023-02-01") == [
        (LEAGUE, True, True),
        (OTHER, True, False),
        (LEAGUES[2], False, False),
    ]


def test_money_is_counted_by_figures(connection: sa.Connection) -> None:
    """One league gives both, one a spend without a budget, one a budget without a spend."""
    given = {"budget": 100, "spent": 79}
    for league, left_out in ((LEAGUE, ()), (OTHER, ("budget",)), (LEAGUES[2], ("spent",))):
        money = {column: None if column in left_out else value for column, value in given.items()}
        said = [{**row, **money} for row in progress(4)]
        file_return(connection, league, "2022Q4", {"progress": said}, moment("2023-01-04"))
    query = (
        "SELECT budget, spent, budget_leagues, spent_leagues, execution, execution_leagues,"
        " split_part(budget_missing_leagues, '、', 1), split_part(spent_missing_leagues, '、', 1)"
        " FROM summary.annual_project WHERE project_no = 7"
    )
    others = ("包头市", "乌海市")
    told = (200, 158, 2, 2, Decimal("0.79"), 1, *others)
    assert rows(connection, query, "2023-02-01") == [told]
    query = (
        "SELECT league_code, progress_reporting, budget_reporting, spent_reporting"
        " FROM summary.annual_account WHERE project_no = 7 ORDER BY 1 LIMIT 4"
    )
    assert rows(connection, query, "2023-02-01") == [
        (LEAGUE, True, True, True),
        (OTHER, True, False, True),
        (LEAGUES[2], True, True, False),
        (LEAGUES[3], False, False, False),
    ]


def test_the_share_of_execution_needs_somebody_who_gives_both(connection: sa.Connection) -> None:
    for league, money in ((LEAGUE, {"budget": 100, "spent": None}), (OTHER, {"budget": None, "spent": 50})):
        said = [{**row, **money} for row in progress(4)]
        file_return(connection, league, "2022Q4", {"progress": said}, moment("2023-01-04"))
    query = (
        "SELECT budget, spent, execution, execution_leagues FROM summary.annual_project WHERE project_no = 7"
    )
    assert rows(connection, query, "2023-02-01") == [(100, 50, None, 0)]


def test_an_older_quarters_money_is_in_the_sums_and_in_no_share(connection: sa.Connection) -> None:
    """One league has spent 40 of 100 in the year; the other sent its third quarter last, 30 of 100."""
    for league, quarter in ((LEAGUE, 4), (OTHER, 3)):
        said = {"progress": progress(quarter)}
        file_return(connection, league, f"2022Q{quarter}", said, moment("2023-01-04"))
    query = (
        "SELECT budget, spent, execution, execution_leagues FROM summary.annual_project WHERE project_no = 7"
    )
    assert rows(connection, query, "2023-02-01") == [(200, 70, Decimal("0.4"), 1)]
    withdraw(connection, LEAGUE, "2022Q4", "progress", moment("2023-02-02"))
    assert rows(connection, query, "2023-02-03") == [(100, 30, None, 0)]


def test_projects_have_their_names_and_wordings(connection: sa.Connection) -> None:
    query = (
        "SELECT project_no, departments_zh, targets_zh FROM summary.annual_project"
        " WHERE project_no IN (2, 22) ORDER BY 1"
    )
    assert rows(connection, query, "2023-02-01") == [
        (2, "财政厅", None),
        (22, "人社厅、财政厅", "到2025年,计划新建20个国家级、50个自治区级高技能人才培训基地"),
    ]


def test_problems_and_suggestions_of_all_returns(connection: sa.Connection) -> None:
    quarter = [
        {"project_no": 1, "problems": "人手不足", "advice": None},
        {"project_no": 2, "problems": None, "advice": ""},
        {"project_no": 3, "problems": None, "advice": "多交流"},
    ]
    file_return(connection, LEAGUE, "2022Q3", {"progress": quarter}, moment("2022-10-04"))
    year = [{"project_no": None, "problem": "口径不一", "suggestion": "统一口径"}]
    file_return(connection, LEAGUE, "2022", {"suggestions": year}, moment("2023-01-04"))
    query = (
        "SELECT project_no, problem, suggestion, source, period FROM summary.annual_suggestion"
        " ORDER BY period DESC, row_no"
    )
    assert rows(connection, query, "2023-02-01") == [
        (1, "人手不足", None, "quarterly", "2022Q3"),
        (3, None, "多交流", "quarterly", "2022Q3"),
        (None, "口径不一", "统一口径", "annual", "2022"),
    ]
    assert len(rows(connection, query, "2022-12-01")) == 2


@pytest.mark.parametrize(
    ("remark", "explanation"),
    [
        ("四季度后补录一批", "四季度后补录一批"),
        ("核实无误", None),
        (" 核实 无误。", None),
        ("。", None),
        ("", None),
        (None, None),
        ("已核实,数据无误。", None),
        ("详见附件,情况属实!", None),
        ("12", None),
        ("人", None),
        ("补录3人", "补录3人"),
        ("３ 人", "３ 人"),
        ("“无误”:口径 调整", "“无误”:口径 调整"),
    ],
)
def test_differences_stand_side_by_side(
    connection: sa.Connection, remark: str | None, explanation: str | None
) -> None:
    fourth = {"P01-1": (5, 40), "P01-2": (3, None), "P01-3": (1, None), "P01-4": (None, None)}
    annual = {"P01-1": (42, None), "P01-2": (2, None), "P01-3": (1, None), "P01-4": (9, None)}
    file_return(connection, LEAGUE, "2022Q4", {"data": figures(fourth)}, moment("2023-01-03"))
    file_return(connection, LEAGUE, "2022", {"data": figures(annual, remark)}, moment("2023-01-04"))
    query = (
        "SELECT indicator_code, from_quarters, from_annual_return, difference, explanation"
        " FROM summary.annual_difference ORDER BY 1"
    )
    assert rows(connection, query, "2023-02-01") == [
        ("P01-1", 40, 42, 2, explanation),
        ("P01-2", 3, 2, -1, explanation),
    ]
    assert explanation == says(remark, registry())  # the same remark answers the league's warning


def test_an_explanation_is_carried_while_the_value_stands(connection: sa.Connection) -> None:
    """The next version does not repeat it; a finding of it does, until the fourth quarter is sent again."""
    fourth = {"data": figures({"P01-1": (5, 40), "P01-3": (1, None)})}
    annual = {"data": figures({"P01-1": (42, None), "P01-3": (2, None)})}
    file_return(connection, LEAGUE, "2022Q4", fourth, moment("2023-01-03"))
    number = file_return(connection, LEAGUE, "2022", annual, moment("2023-01-05"))
    carried = {"part": "data", "rule_id": "annual_difference", "indicator_code": "P01-1"}
    find(connection, number, "warning", moment("2023-01-05"), explanation="四季度后补录", **carried)
    connection.execute(sa.text("UPDATE intake.finding SET resolved_at = :at"), {"at": moment("2023-02-01")})
    query = "SELECT indicator_code, explanation FROM summary.annual_difference ORDER BY 1"
    assert rows(connection, query, "2023-01-31") == [("P01-1", "四季度后补录"), ("P01-3", None)]
    assert rows(connection, query, "2023-02-01") == [("P01-1", None), ("P01-3", None)]


def test_how_a_league_reported(connection: sa.Connection) -> None:
    """2022: two quarters and the year; the last two are due on 5 January 2023, 23:59:59."""
    both = {"data": figures({"P01-1": (1, 1)}), "progress": progress(1)}
    first = file_return(connection, LEAGUE, "2022Q3", both, moment("2022-10-11T23:59:59"))  # due on the 8th
    file_return(connection, LEAGUE, "2022Q4", both, moment("2023-01-03T23:59:59"))
    find(connection, first, "warning", moment("2022-10-11T23:59:59"), part="data", waiver_id="W1")
    waive(connection, "W1", LEAGUE, "2022Q3")
    query = (
        "SELECT expected, on_time, late, missing, not_due, exempt, versions, errors, warnings,"
        " median_days_early, waivers FROM summary.annual_reporting WHERE league_code = '150100'"
    )
    assert rows(connection, query, "2023-01-05T12:00:00") == [
        (3, 1, 1, 0, 1, 0, 2, 0, 1, Decimal("-0.5"), "W1")
    ]
    assert rows(connection, query, "2023-01-06") == [(3, 1, 1, 1, 0, 0, 2, 0, 1, Decimal("-0.5"), "W1")]
    connection.execute(
        sa.text("UPDATE reference.expected_return SET exempt_from = '2023-01-06' WHERE period = '2022'")
    )
    assert rows(connection, query, "2023-01-06") == [(2, 1, 1, 0, 0, 1, 2, 0, 1, Decimal("-0.5"), "W1")]


def test_waivers_of_earlier_years_that_a_year_rests_on(connection: sa.Connection) -> None:
    """They stand in the list of each later year; a league's reporting names those of its own year."""
    at = moment("2022-10-05")
    first = file_return(connection, LEAGUE, "2022Q3", {"data": figures({"P01-1": (1, 1)})}, at)
    find(connection, first, "warning", at, part="data", waiver_id="W1")
    waive(connection, "W1", LEAGUE, "2022Q3")
    query = (
        "SELECT waiver.waiver_id, waiver.period, reporting.waivers FROM summary.annual_waiver AS waiver"
        " INNER JOIN summary.annual_reporting AS reporting USING (year, league_code) WHERE year = {}"
    )
    assert rows(connection, query.format(2022), "2024-02-01", 2022) == [("W1", "2022Q3", "W1")]
    assert rows(connection, query.format(2023), "2024-02-01", 2023) == [("W1", "2022Q3", None)]
