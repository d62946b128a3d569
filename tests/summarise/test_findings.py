"""What is still open in a year's returns, case by case."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.conftest import progress
from tests.summarise.filing import figures, file_return, find, moment, waive, withdraw

LEAGUE = "150100"
BOTH = {"data": figures({"P01-1": (1, 1)}), "progress": progress(1)}
DATA, WORDS = ({part: BOTH[part]} for part in ("data", "progress"))


def refuse(connection: sa.Connection, day: str, parts: Any, about: str | None) -> int:
    """A file is refused: for an error in one part, or as a whole; its number."""
    number = file_return(connection, LEAGUE, "2022Q3", parts, moment(day), "refused")
    rule = "number_text" if about else "league_conflict"
    find(connection, number, "error", moment(day), part=about, rule_id=rule)
    return number


def still_open(connection: sa.Connection, as_of: str) -> list[tuple[Any, ...]]:
    build(connection, 2022, moment(as_of))
    query = (
        "SELECT place, submission_id, part, severity, waiver_id FROM summary.annual_finding ORDER BY place"
    )
    return [tuple(row) for row in connection.execute(sa.text(query))]


def test_of_files_refused_for_the_same_the_latest_counts(connection: sa.Connection) -> None:
    """Though a later one was only repaired there, or had nothing to say of that part."""
    first = refuse(connection, "2022-10-01", BOTH, "data")
    find(connection, first, "error", moment("2022-10-01"), part="progress", rule_id="number_text")
    assert still_open(connection, "2022-10-01") == [
        (1, first, "data", "error", None),
        (2, first, "progress", "error", None),
    ]
    second = refuse(connection, "2022-10-02", DATA, "data")
    find(connection, second, "info", moment("2022-10-02"), part="progress", rule_id="repaired_width")
    assert still_open(connection, "2022-10-02") == [
        (1, first, "progress", "error", None),
        (2, second, "data", "error", None),
    ]


def test_what_is_accepted_closes_the_errors_of_its_part(connection: sa.Connection) -> None:
    """And opens them again where it is withdrawn and none was before it."""
    first = refuse(connection, "2022-10-01", BOTH, "data")
    accepted = file_return(connection, LEAGUE, "2022Q3", DATA, moment("2022-10-02"))
    find(connection, accepted, "info", moment("2022-10-02"), part="data", rule_id="repaired_width")
    assert still_open(connection, "2022-10-03") == []
    withdraw(connection, LEAGUE, "2022Q3", "data", moment("2022-10-04"))
    assert still_open(connection, "2022-10-03") == []
    assert still_open(connection, "2022-10-04") == [(1, first, "data", "error", None)]


def test_an_error_of_a_whole_file_is_open_until_all_of_the_return_is_in(connection: sa.Connection) -> None:
    file_return(connection, LEAGUE, "2022Q3", WORDS, moment("2022-10-01"))
    gate = refuse(connection, "2022-10-02", DATA, None)
    assert still_open(connection, "2022-10-02") == [(1, gate, None, "error", None)]
    file_return(connection, LEAGUE, "2022Q3", DATA, moment("2022-10-03"))
    assert still_open(connection, "2022-10-03") == []


def test_a_file_past_the_gates_stands_for_one_that_was_not(connection: sa.Connection) -> None:
    refuse(connection, "2022-10-01", BOTH, None)
    second = refuse(connection, "2022-10-02", BOTH, "data")
    assert still_open(connection, "2022-10-02") == [(1, second, "data", "error", None)]


def test_warnings_of_what_is_in_force_that_nobody_explained(connection: sa.Connection) -> None:
    """A waived error is one, and names its waiver."""
    at = moment("2022-10-01")
    first = file_return(connection, LEAGUE, "2022Q3", BOTH, at)
    waive(connection, "W1", LEAGUE, "2022Q3")
    find(connection, first, "warning", at, part="data", rule_id="part_above_whole", waiver_id="W1")
    find(connection, first, "warning", at, part="data", rule_id="history_outlier", explanation="集中开班")
    find(connection, first, "warning", at, part="progress", rule_id="until_passed")
    find(connection, first, "warning", moment("2022-11-01"), rule_id="personal_number")
    assert still_open(connection, "2022-10-31") == [
        (1, first, "data", "warning", "W1"),
        (2, first, "progress", "warning", None),
    ]
    file_return(connection, LEAGUE, "2022Q3", DATA, moment("2022-11-01"))
    assert still_open(connection, "2022-11-01") == [
        (1, first, "progress", "warning", None),
        (2, first, None, "warning", None),  # of the whole file, of which the progress is in force
    ]
