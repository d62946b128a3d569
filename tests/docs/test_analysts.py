"""The analyst guide's queries, run as an analyst on the sample returns, give what stands below them.

What stands there is worked out a second time without SQL, and two queries are asked of a year with gaps too.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from etl.common.settings import REPOSITORY, ZONE
from etl.summarise.tables import build
from tests.conftest import Opener, Server, Walked
from tests.docs.by_hand import ANSWERS
from tests.docs.conftest import asks
from tests.summarise.filing import figures, file_return, find, moment, withdraw

GUIDE = (REPOSITORY / "docs" / "analysts.md").read_text(encoding="utf-8")
# A question's heading, its query, and the table of its result.
QUERIES = re.findall(
    r"^### (\d+)\. .*?```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", GUIDE, re.DOTALL | re.MULTILINE
)
OF_2024 = ("11", "12")  # these are asked of the samples of 2024
OF_NUMBER = {number: query for number, query, _ in QUERIES}
PROGRAM, PRINTED = re.findall(r"```python\n(.*?)```\n\n    (.*?)\n", GUIDE, re.DOTALL)[0]


@pytest.fixture(scope="module")
def analyst_2024(server: Server, open_warehouse: Opener, samples_2024_walked: Walked) -> Iterator[sa.Engine]:
    """Who asks the one that holds the first quarter of 2024 besides, for the questions that are about it."""
    with open_warehouse(samples_2024_walked.database) as engine:
        with engine.begin() as connection:
            build(connection, 2024, datetime.now(ZONE))
        asking = asks(server, str(engine.url.database))
        yield asking
        asking.dispose()


def test_every_query_has_its_result() -> None:
    assert [number for number, _, _ in QUERIES] == [str(number) for number in range(1, 13)]
    assert GUIDE.count("```sql") == len(QUERIES)


@pytest.mark.parametrize(("number", "query", "table"), QUERIES, ids=[number for number, _, _ in QUERIES])
def test_a_query_gives_its_result(
    request: pytest.FixtureRequest, number: str, query: str, table: str
) -> None:
    asking = request.getfixturevalue("analyst_2024" if number in OF_2024 else "analyst")
    with asking.connect() as connection:
        found = connection.exec_driver_sql(query.replace("%", "%%"))
        names = list(found.keys())
        lines = [names, *[["" if value is None else str(value) for value in row] for row in found]]
    header, _, *results = table.splitlines()
    assert [f"| {' | '.join(line)} |" for line in lines] == [header, *results]


def test_the_pandas_program_prints_its_result(analyst: sa.Engine) -> None:
    printed, names = io.StringIO(), {"url": analyst.url}
    with contextlib.redirect_stdout(printed):
        exec(PROGRAM, names)  # noqa: S102
    names["engine"].dispose()
    assert printed.getvalue().strip() == PRINTED


@pytest.mark.parametrize(("number", "table"), [(number, table) for number, _, table in QUERIES])
def test_a_result_is_right(samples: tuple[sa.Engine, dict[str, Any]], number: str, table: str) -> None:
    """By what the samples say, and by pandas."""
    engine, told = samples
    with engine.connect() as connection:
        progress = pd.DataFrame(
            connection.execute(sa.text("SELECT * FROM warehouse.project_progress")).mappings(), dtype=object
        )
    shown = [[_plain(cell.strip()) for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    right = ANSWERS[number](told=told, progress=progress)
    assert shown == [[_plain("" if cell is None else str(cell)) for cell in line] for line in right]


def _plain(cell: str) -> str:
    """A number without idle zeros; any other text as it is."""
    try:
        return f"{Decimal(cell).normalize():f}"
    except InvalidOperation:
        return cell


def _asked(connection: sa.Connection, number: str) -> list[dict[str, Any]]:
    found = connection.exec_driver_sql(OF_NUMBER[number].replace("%", "%%"))
    return [dict(row) for row in found.mappings()]


@pytest.fixture
def with_gaps(samples: tuple[sa.Engine, dict[str, Any]]) -> Iterator[sa.Connection]:
    """Two leagues have no annual return; one lacks a term, the other has it of another quarter. Of a third

    the annual return has one term, the fourth quarter both. Not kept.
    """
    with samples[0].connect() as connection:
        one_term = {"data": figures({"P04-3": (4000, None)})}
        file_return(connection, "150100", "2023", one_term, moment("2024-03-01"))
        for league, said in (("150800", {}), ("150600", {"P04-3": (2000, None)})):
            withdraw(connection, league, "2023", "data", moment("2024-03-01"))
            for quarter in range(1, 5) if league == "150800" else (4,):
                parts = {"data": figures(said or {"P04-3": (1500, None)})}
                file_return(connection, league, f"2023Q{quarter}", parts, moment("2024-03-02"))
        yield connection
        connection.rollback()


def test_the_ratio_of_a_year_with_gaps(with_gaps: sa.Connection) -> None:
    """Ten leagues have both terms of one period; what they say is added up by pandas."""
    rows = "SELECT league_code, indicator_code, value FROM warehouse.annual_return_value WHERE year = 2023"
    said = pd.DataFrame(with_gaps.execute(sa.text(rows)).mappings(), dtype=object)
    terms = said.pivot(index="league_code", columns="indicator_code", values="value")[["P04-3", "P04-1"]]
    terms.loc["150100", "P04-1"] = Decimal(4853)  # of the fourth quarter: the whole year too
    employed, registered = terms["P04-3"].sum(), terms["P04-1"].sum()
    (found,) = _asked(with_gaps, "7")
    assert len(terms) == 10
    assert (found["leagues"], found["employed"], found["registered"]) == (10, employed, registered)
    assert found["of_the_sums"] == round(100 * employed / registered, 2)


def test_what_is_open_is_what_the_annual_tables_say(samples: tuple[sa.Engine, dict[str, Any]]) -> None:
    """A warning that stands, one that is explained, one of a version that was replaced, and an error.

    Nothing of this is kept.
    """
    with samples[0].connect() as connection:
        said = {"data": figures({"P01-1": (1, 1)})}
        old = file_return(connection, "150100", "2023Q4", said, moment("2024-03-01"))
        new = file_return(connection, "150100", "2023Q4", said, moment("2024-03-02"))
        refused = file_return(connection, "150200", "2023Q4", said, moment("2024-03-02"), "refused")
        day = moment("2024-03-02")
        find(connection, old, "warning", day, part="data", rule_id="magnitude_slip")
        find(connection, new, "warning", day, part="data", rule_id="magnitude_slip")
        find(connection, new, "warning", day, part="data", rule_id="above_counties", explanation="含开发区")
        find(connection, refused, "error", day, part="data", rule_id="number_text")
        counts = {row["rule_id"]: (row["findings"], row["still_open"]) for row in _asked(connection, "8")}
        assert {rule: counts[rule] for rule in ("magnitude_slip", "above_counties", "number_text")} == {
            "magnitude_slip": (2, 1), "above_counties": (1, 0), "number_text": (1, 0),
        }  # fmt: skip
        withdraw(connection, "150200", "2023Q4", "data", moment("2024-03-03"))
        build(connection, 2023, moment("2024-03-04"))
        table = connection.execute(sa.text("SELECT rule_id FROM summary.annual_finding")).scalars()
        still = {row["rule_id"]: row["still_open"] for row in _asked(connection, "8") if row["still_open"]}
        assert still == {"magnitude_slip": 1, "number_text": 1} == dict.fromkeys(table, 1)
        connection.rollback()
