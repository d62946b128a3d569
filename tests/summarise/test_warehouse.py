"""The warehouse says what the returns say, at any moment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.store import reference
from etl.summarise.tables import build
from tests.summarise.conftest import expected, progress
from tests.summarise.filing import figures, file_return, find, moment, withdraw

LEAGUE = "150100"
COMPLETE = {"data": figures({"P01-1": (1, 1)}), "progress": progress(1)}


def ask(connection: sa.Connection, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(query), parameters)]


def status(connection: sa.Connection, period: str, as_of: str) -> Any:
    return connection.execute(
        sa.text(
            "SELECT * FROM warehouse.return_status_as_of(:moment)"
            " WHERE (league_code, period) = (:league, :period)"
        ),
        {"moment": moment(as_of), "league": LEAGUE, "period": period},
    ).one()


def test_quarterly_figures_are_those_of_the_samples(filled_connection: sa.Connection) -> None:
    said = ask(
        filled_connection,
        "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
        " ORDER BY 1, 2, 3",
    )
    assert len(said) == 5544
    assert said == sorted(
        (
            row["league_code"],
            row["period"],
            row["indicator_code"],
            Decimal(row["quarter"]),
            Decimal(row["year_to_date"]) if row["year_to_date"] else None,
        )
        for row in expected("facts")
    )


def test_annual_figures_are_those_of_the_samples(filled_connection: sa.Connection) -> None:
    said = ask(
        filled_connection,
        "SELECT league_code, year, indicator_code, value, provisional, source FROM warehouse.annual_value"
        " ORDER BY 1, 2, 3",
    )
    assert len(said) == 1848
    assert said == sorted(
        (row["league_code"], int(row["year"]), row["indicator_code"], Decimal(row["value"]), False, "annual")
        for row in expected("annual")
    )


def test_returns_are_on_time_as_in_the_samples(filled_connection: sa.Connection) -> None:
    reference.sync(filled_connection, "none")
    said = ask(
        filled_connection,
        "SELECT league_code, return_kind, period, arrived_at, due_at, timeliness"
        " FROM warehouse.return_status"
        " WHERE arrived_at IS NOT NULL ORDER BY 1, 2, 3",
    )
    assert said == sorted(
        (
            row["league_code"],
            row["return"],
            row["period"],
            moment(row["arrived_at"]),
            moment(row["due_at"]),
            "on_time" if row["on_time"] == "1" else "late",
        )
        for row in expected("returns")
    )


def test_until_the_annual_return_the_latest_quarter_stands(connection: sa.Connection) -> None:
    """A flow by its year to date, a level by its figure."""
    for period, at in (("2022Q3", "2022-10-04"), ("2022Q4", "2023-01-04")):
        rows = figures({"P01-1": (5, int(period[-1]) * 10), "P01-2": (int(period[-1]), None)})
        file_return(connection, LEAGUE, period, {"data": rows}, moment(at))
    file_return(connection, LEAGUE, "2022Q4", {"data": figures({"P01-1": (5, 41)})}, moment("2023-01-06"))
    query = (
        "SELECT indicator_code, value, provisional, source, as_of_period"
        " FROM warehouse.annual_value ORDER BY 1"
    )
    assert ask(connection, query) == [
        ("P01-1", 41, True, "quarterly", "2022Q4"),
        ("P01-2", 3, True, "quarterly", "2022Q3"),  # the revision of the fourth quarter leaves it out
    ]


def test_a_value_has_its_place(connection: sa.Connection) -> None:
    number = file_return(connection, LEAGUE, "2022Q3", COMPLETE, moment("2022-10-04"))
    assert ask(
        connection,
        "SELECT submission_id, known_from, source_file, sheet, cell, quarter FROM warehouse.indicator_value",
    ) == [(number, moment("2022-10-04"), "150100_2022Q3.xlsx", "data", "D4", 3)]


def test_what_is_not_reported_and_what_is_refused_have_no_row(connection: sa.Connection) -> None:
    said = {"P01-1": (0, 0), "P01-2": (None, None), "P02-4": (1, None)}
    file_return(connection, LEAGUE, "2022Q3", {"data": figures(said)}, moment("2022-10-04"))
    file_return(connection, LEAGUE, "2022Q4", COMPLETE, moment("2023-01-04"), "refused")
    assert ask(connection, "SELECT period, indicator_code, figure FROM warehouse.indicator_value") == [
        ("2022Q3", "P01-1", 0)
    ]


def test_history_between_versions_and_after_a_withdrawal(connection: sa.Connection) -> None:
    first = file_return(connection, LEAGUE, "2022Q3", COMPLETE, moment("2022-10-04"))
    second = {"data": figures({"P01-1": (2, 2)}), "progress": progress(2)}
    file_return(connection, LEAGUE, "2022Q3", second, moment("2022-10-09"))
    withdraw(connection, LEAGUE, "2022Q3", "data", moment("2022-11-01"), revive=first)

    def figure(at: str) -> list[tuple[Any, ...]]:
        return ask(connection, "SELECT figure FROM warehouse.indicator_value_as_of(:at)", at=moment(at))

    assert figure("2022-10-03") == []
    assert figure("2022-10-04") == [(1,)]
    assert figure("2022-10-08") == [(1,)]
    assert figure("2022-10-09") == [(2,)]
    assert figure("2022-10-31") == [(2,)]
    assert figure("2022-11-01") == [(1,)]
    assert ask(connection, "SELECT figure, known_from FROM warehouse.indicator_value") == [
        (1, moment("2022-11-01"))
    ]
    # The other part of the withdrawn submission stays.
    assert ask(connection, "SELECT DISTINCT spent FROM warehouse.project_progress") == [(20,)]
    progress_then = "SELECT DISTINCT spent FROM warehouse.project_progress_as_of(:at)"
    assert ask(connection, progress_then, at=moment("2022-10-05")) == [(10,)]


def test_annual_parts_have_their_history(connection: sa.Connection) -> None:
    for rate, at in ((80, "2023-01-04"), (90, "2023-01-06")):
        parts = {
            "completion": [{"project_no": 1, "target": 10, "completed": 8, "rate": rate, "account": "已报"}],
            "suggestions": [{"project_no": None, "problem": "少", "suggestion": f"多{rate}"}],
            "data": figures({"P01-1": (rate, None)}),
        }
        file_return(connection, LEAGUE, "2022", parts, moment(at))
    between = moment("2023-01-05")
    for name, column in (
        ("project_completion", "rate"),
        ("suggestion", "suggestion"),
        ("annual_value", "value"),
    ):
        now = ask(connection, f"SELECT {column} FROM warehouse.{name}")  # noqa: S608
        then = ask(connection, f"SELECT {column} FROM warehouse.{name}_as_of(:at)", at=between)  # noqa: S608
        assert (str(then[0][0]), str(now[0][0])) == (
            ("多80", "多90") if column == "suggestion" else ("80", "90")
        )


def test_a_return_is_complete_when_the_last_of_its_parts_first_came(connection: sa.Connection) -> None:
    """2022Q3 is due on 8 October: the 5th is a day of the announced break."""
    data, words = {"data": COMPLETE["data"]}, {"progress": COMPLETE["progress"]}
    file_return(connection, LEAGUE, "2022Q3", data, moment("2022-10-03"), "refused")
    file_return(connection, LEAGUE, "2022Q3", data, moment("2022-10-04"))
    assert status(connection, "2022Q3", "2022-10-08T23:59:59").timeliness == "not_due"
    row = status(connection, "2022Q3", "2022-10-09")
    assert (row.timeliness, row.arrived_at, row.outstanding, row.versions) == ("missing", None, "项目进展", 1)
    file_return(connection, LEAGUE, "2022Q3", words, moment("2022-10-08T12:00:00"))
    file_return(connection, LEAGUE, "2022Q3", data, moment("2022-10-20"))  # a revision never makes it late
    row = status(connection, "2022Q3", "2022-11-01")
    assert (row.timeliness, row.versions, row.outstanding) == ("on_time", 2, None)
    assert row.arrived_at == row.accepted_at == moment("2022-10-08T12:00:00")
    assert status(connection, "2022Q3", "2022-10-08").timeliness == "not_due"


@pytest.mark.parametrize(
    ("arrived", "timeliness"), [("2022-10-08T23:59:59.5", "on_time"), ("2022-10-09T00:00:00", "late")]
)
def test_the_last_day_is_whole(connection: sa.Connection, arrived: str, timeliness: str) -> None:
    """To the last moment before midnight, though the due moment is written 23:59:59."""
    assert status(connection, "2022Q3", "2022-10-08T23:59:59.999999").timeliness == "not_due"
    assert status(connection, "2022Q3", "2022-10-09T00:00:00").timeliness == "missing"
    file_return(connection, LEAGUE, "2022Q3", COMPLETE, moment(arrived))
    assert status(connection, "2022Q3", "2022-11-01").timeliness == timeliness
    build(connection, 2022, moment("2022-11-01"))
    check = sa.text((SQL / "quality" / "return_arrival_agrees.sql").read_text("utf-8"))
    assert connection.execute(check, {"year": 2022}).all() == []
    turned = sa.text((SQL / "intake" / "years_turned.sql").read_text("utf-8"))
    build(connection, 2022, moment("2023-01-01"))
    # The annual return of 2022 is due on 5 January.
    for at, years in (("2023-01-05T23:59:59.9", []), ("2023-01-06T00:00:00", [2022])):
        connection.execute(sa.text("UPDATE reference.expected_return SET ends_on = '2022-06-30'"))
        assert list(connection.execute(turned, {"moment": moment(at)}).scalars()) == years


def settle(connection: sa.Connection, period: str, part: str) -> None:
    """The history of the part is drawn as the product draws it."""
    about = {"league_code": LEAGUE, "return_kind": "quarterly", "period": period, "part": part}
    connection.execute(sa.text((SQL / "intake" / "part_validity.sql").read_text("utf-8")), about)


def test_two_versions_of_one_moment_both_stand_in_the_history(connection: sa.Connection) -> None:
    at, later = moment("2022-10-04"), moment("2022-12-01")
    numbers = [
        file_return(connection, LEAGUE, "2022Q3", {"data": figures({"P01-1": (each, each)})}, at)
        for each in (80, 90)
    ]
    connection.execute(sa.text("DELETE FROM intake.part_validity"))
    settle(connection, "2022Q3", "data")

    def history() -> list[Any]:
        query = "SELECT submission_id, figure, known_from, known_until FROM warehouse.indicator_value_history"
        return ask(connection, f"{query} ORDER BY known_until IS NULL, known_from, submission_id")

    first, second = (numbers[0], 80, at, at), (numbers[1], 90, at, None)
    assert history() == [first, second]
    for moment_of_it in (at, later):
        found = ask(connection, "SELECT figure FROM warehouse.indicator_value_as_of(:at)", at=moment_of_it)
        assert found == [(90,)]
    for check in ("version_one_in_force", "version_latest_accepted", "version_never_refused"):
        query = sa.text((SQL / "quality" / f"{check}.sql").read_text("utf-8"))
        assert connection.execute(query, {"year": 2022}).all() == []
    # The later one is withdrawn: the earlier is in force from then on, and was there before.
    connection.execute(
        sa.text("UPDATE intake.part SET withdrawn_at = :at WHERE submission_id = :number"),
        {"at": later, "number": numbers[1]},
    )
    settle(connection, "2022Q3", "data")
    assert history() == [first, (numbers[1], 90, at, later), (numbers[0], 80, later, None)]


def test_a_withdrawn_version_does_not_count(connection: sa.Connection) -> None:
    file_return(connection, LEAGUE, "2022Q3", COMPLETE, moment("2022-10-04"))
    file_return(connection, LEAGUE, "2022Q3", {"data": COMPLETE["data"]}, moment("2022-10-10"))
    withdraw(connection, LEAGUE, "2022Q3", "data", moment("2022-11-01"))
    assert status(connection, "2022Q3", "2022-10-31").timeliness == "on_time"
    assert (
        status(connection, "2022Q3", "2022-11-02").timeliness == "on_time"
    )  # the first version still is one
    connection.execute(
        sa.text("UPDATE intake.part SET withdrawn_at = :at WHERE decided_at = :first AND part = 'data'"),
        {"at": moment("2022-12-01"), "first": moment("2022-10-04")},
    )
    assert status(connection, "2022Q3", "2022-12-02").timeliness == "missing"


def test_an_exempt_return_is_exempt(connection: sa.Connection) -> None:
    """From the day on which it was decided."""
    connection.execute(
        sa.text("UPDATE reference.expected_return SET exempt_from = '2022-12-01' WHERE period = '2022Q3'")
    )
    assert status(connection, "2022Q3", "2022-11-30").timeliness == "missing"
    assert status(connection, "2022Q3", "2022-12-01").timeliness == "exempt"


def test_errors_of_all_versions_and_open_warnings_of_those_in_force(connection: sa.Connection) -> None:
    first = file_return(connection, LEAGUE, "2022Q3", COMPLETE, moment("2022-10-04"))
    second = file_return(connection, LEAGUE, "2022Q3", {"data": COMPLETE["data"]}, moment("2022-10-06"))
    find(connection, first, "error", moment("2022-10-04"), part="data")
    find(connection, first, "warning", moment("2022-10-04"), part="data")  # no longer in force
    find(connection, first, "warning", moment("2022-10-04"), part="progress")
    find(connection, second, "warning", moment("2022-10-06"), part="data", explanation="集中开班")
    find(connection, second, "warning", moment("2022-10-06"), part="data", resolved_at=moment("2022-10-10"))
    find(connection, second, "warning", moment("2022-10-07"), part="data")
    find(connection, second, "info", moment("2022-10-06"), part="data")

    def counts(as_of: str) -> tuple[int, int]:
        row = status(connection, "2022Q3", as_of)
        return row.errors, row.warnings

    assert counts("2022-10-03") == (0, 0)
    assert counts("2022-10-05") == (1, 2)
    assert counts("2022-10-06") == (1, 2)
    assert counts("2022-10-08") == (1, 3)
    assert counts("2022-10-11") == (1, 2)
