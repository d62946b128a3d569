"""What the gate lets through and what it stops: a fault of ours, and tables older than the warehouse."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.publish.quality import QualityError, check, gate
from etl.publish.quality.expected import tables
from etl.publish.quality.results import load
from etl.summarise.tables import build
from tests.quality.conftest import JUDGED
from tests.summarise.conftest import annual_figures
from tests.summarise.filing import file_return, moment, withdraw


def names(year: int) -> set[str]:
    return {failure.name for failure in check(year).failures}


def arrive(connection: sa.Connection, value: int, at: datetime) -> None:
    """包头市 sends the main data of its annual return, with this many new urban jobs."""
    figures = [
        {**row, "figure": value} if row["indicator_code"] == "P00-1" else row
        for row in annual_figures("150200", "2023")
    ]
    file_return(connection, "150200", "2023", {"data": figures}, at)


def test_what_came_after_the_tables_were_built_stops_it_until_they_are_built_again(built: sa.Engine) -> None:
    with built.begin() as connection:
        arrive(connection, 31000, moment("2024-07-01"))
    with pytest.raises(QualityError) as raised:
        gate(2023)
    for name in ("submission_in_force_now", "return_now", "indicator_from_warehouse"):
        assert f"- {name} " in str(raised.value)
    assert check(2022).success
    with built.begin() as connection:
        build(connection, 2023, moment("2024-07-02"))
    assert gate(2023).success


def test_a_version_that_changes_no_figure_is_later_all_the_same(built: sa.Engine) -> None:
    with built.begin() as connection:
        file_return(connection, "150300", "2023", {"suggestions": []}, moment("2024-07-01"))
    assert names(2023) == {"submission_in_force_now", "return_now"}


def test_a_withdrawal_of_the_year_before_stops_the_year_that_adds_it_up(built: sa.Engine) -> None:
    with built.begin() as connection:
        withdraw(connection, "150300", "2022", "data", moment("2024-07-01"))
    assert "submission_in_force_now" in names(2023)


def test_what_was_built_for_an_earlier_moment_is_not_published(built: sa.Engine) -> None:
    with built.begin() as connection:
        build(connection, 2023, moment("2023-06-30"))
    assert {"submission_in_force_now", "return_now"} <= names(2023)


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_of_which_nothing_came_passes(built: sa.Engine, year: int) -> None:
    """All is missing, and says so; that is no fault of ours."""
    with built.begin() as connection:
        build(connection, year, datetime.now(ZONE))
    assert check(year).failures == ()


def test_it_says_what_failed_where_and_what_to_do(built: sa.Engine) -> None:
    with built.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE summary.annual_indicator SET value = value + 1"
            " WHERE year = 2023 AND league_code = '150000' AND indicator_code = 'P01-2'"
        )
    with pytest.raises(QualityError) as raised:
        gate(2023)
    told = str(raised.value).splitlines()
    assert told[0] == f"2023 cannot be published: 1 of {JUDGED} expectations of our own tables are not met."
    assert told[1].startswith(
        "- indicator_region_is_sum (summary.annual_indicator): 全区数等于各盟市之和. 1 rows, such as"
        " indicator_code=P01-2, value="
    )
    assert "jibao summarise 2023" in told[2]
    (path,) = (settings().home / "quality" / "2023").iterdir()
    assert str(path) in told[3]


def test_a_table_that_is_not_there_is_a_failure_that_says_so(built: sa.Engine) -> None:
    with built.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE summary.annual_waiver RENAME TO waiver_of_a_year")
    with pytest.raises(QualityError, match="It could not be judged: "):
        gate(2023)
    (stored,) = (settings().home / "quality" / "2023").iterdir()
    failures = {failure.name: failure for failure in load(stored)[0].failures}
    assert set(failures) == {
        "annual_waiver_key",
        "annual_waiver_given",
        "waivers_named",
        "summary_within_action",
    }
    error = failures["annual_waiver_key"].error
    assert error is not None
    assert "summary.annual_waiver" in error


def test_the_result_is_stored_and_says_the_same_later(built: sa.Engine) -> None:
    with built.begin() as connection:
        connection.exec_driver_sql("UPDATE summary.annual_project SET spent = -1 WHERE project_no = 2")
    quality = check(2023)
    assert quality.path.parent == settings().home / "quality" / "2023"
    stored, results = load(quality.path)
    assert stored == quality
    assert len(results) == len(tables())
    assert {result["suite_name"].split(".")[0] for result in results} == {"warehouse", "summary"}
    (negative,) = [failure for failure in stored.failures if failure.name == "annual_project_not_negative"]
    assert (negative.column, negative.count) == ("spent", 1)
    assert negative.rows == ({"year": 2023, "project_no": 2, "spent": -1.0},)


def test_a_year_without_returns_is_refused(built: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no return is due for 2021"):
        check(2021)
    assert not (settings().home / "quality").exists()
