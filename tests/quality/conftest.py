"""Warehouses with every sample return, a few things that went wrong, and the annual tables of 2023."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from etl.publish.quality.expected import tables
from etl.summarise.tables import build
from tests.conftest import Opener, Server
from tests.summarise.conftest import annual_figures
from tests.summarise.filing import file_return, find, moment, waive, withdraw

AS_OF = moment("2024-06-01")

# What a check judges: a row about the values of columns is an expectation of each of them.
JUDGED = sum(
    len(row.columns) if row.expectation.startswith("expect_column_values") else 1
    for table in tables()
    for row in table.expected
)


@pytest.fixture(scope="session")
def built_database(server: Server, filled_database: str) -> str:
    """The name of a database whose tables of 2023 have rows of every kind: a template."""
    name = server.create(filled_database)
    engine = sa.create_engine(server.url(name))
    with engine.begin() as connection:
        _differ(connection)
        _rest_on_a_waiver(connection)
        _lack_suggestions(connection)
        withdraw(connection, "150200", "2023", "data", moment("2024-03-01"))
        for year in (2022, 2023):
            build(connection, year, AS_OF)
    engine.dispose()
    return name


@pytest.fixture
def built(open_warehouse: Opener, built_database: str) -> Iterator[sa.Engine]:
    """A warehouse of its own with the annual tables of 2023."""
    with open_warehouse(built_database) as engine:
        yield engine


def _differ(connection: sa.Connection) -> None:
    """阿拉善盟 sends its annual return again: a figure is not the fourth quarter's; and a suggestion."""
    figures = [
        {**row, "figure": row["figure"] + 1} if row["indicator_code"] == "P00-1" else row
        for row in annual_figures("152900", "2023")
    ]
    said = [{"project_no": 3, "problem": "师资不足", "suggestion": "加强培训"}]
    file_return(connection, "152900", "2023", {"data": figures, "suggestions": said}, moment("2024-02-01"))


def _rest_on_a_waiver(connection: sa.Connection) -> None:
    """The first quarter of 阿拉善盟 is in force by a waiver."""
    submission_id = connection.execute(
        sa.text(
            "SELECT submission_id FROM warehouse.version_in_force"
            " WHERE league_code = '152900' AND period = '2023Q1' AND part = 'data'"
        )
    ).scalar_one()
    waive(connection, "W1", "152900", "2023Q1")
    facts = {"part": "data", "rule_id": "part_above_whole", "waiver_id": "W1"}
    find(connection, submission_id, "warning", moment("2023-04-05"), **facts)


def _lack_suggestions(connection: sa.Connection) -> None:
    """呼和浩特市 withdrew its suggestions of the year, and what it sent instead was refused."""
    withdraw(connection, "150100", "2023", "suggestions", moment("2024-02-01"))
    refused = file_return(
        connection, "150100", "2023", {"suggestions": []}, moment("2024-02-02"), verdict="refused"
    )
    find(connection, refused, "error", moment("2024-02-02"), part="suggestions", rule_id="project_unknown")
