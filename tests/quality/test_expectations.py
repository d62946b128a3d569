"""Each expectation can fail: where a table is broken on purpose, it is named, and nothing else is."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from etl.common.settings import SQL
from etl.publish.quality import check
from etl.publish.quality.expected import BY_QUERY, tables
from tests.quality.breaking import Case
from tests.quality.cases import CASES, ROUNDS
from tests.quality.conftest import JUDGED

EXPECTED = {row.name: row for table in tables() for row in table.expected}


def test_a_warehouse_as_it_should_be(built: sa.Engine) -> None:
    """What is not committed counts for nothing."""
    with built.connect() as connection:
        connection.exec_driver_sql("UPDATE summary.annual_project SET spent = -1")
        quality = check(2023)
    assert quality.failures == ()
    assert quality.success
    assert quality.expectations == JUDGED
    assert check(2022).success


def test_each_expectation_is_broken_once() -> None:
    assert sorted(case.name for case in CASES) == sorted(EXPECTED)
    assert sorted(case.name for cases in ROUNDS for case in cases) == sorted(EXPECTED)


def test_names_are_given_once_and_pair_with_queries() -> None:
    assert len(EXPECTED) == sum(len(table.expected) for table in tables())
    queries = {path.stem for path in (SQL / "quality").glob("*.sql")}
    assert queries == {row.name for row in EXPECTED.values() if row.expectation == BY_QUERY}


@pytest.mark.parametrize("cases", ROUNDS, ids=lambda cases: cases[0].name)
def test_what_is_broken_is_named_and_nothing_else(built: sa.Engine, cases: list[Case]) -> None:
    with built.begin() as connection:
        for case in cases:
            case.broken(connection)
    failures = check(2023).failures
    assert {failure.name for failure in failures} == {name for case in cases for name in case.untrue}
    for case in cases:
        own = [failure for failure in failures if failure.name == case.name]
        row = EXPECTED[case.name]
        assert {failure.says_zh for failure in own} == {row.says_zh}
        assert all(failure.error is None and failure.count for failure in own)
        assert all(failure.rows for failure in own) or row.expectation == "expect_table_row_count_to_equal"
        columns = sorted(failure.column for failure in own if failure.column)
        assert columns in ([], sorted(row.columns))
