"""The first quarter of 2024 of all leagues, after the two years before: what the returns say, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from tests.conftest import Opener, Walked
from tests.walk.driving import SAMPLES_2024, listed

Sent = tuple[sa.Engine, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def sent(open_warehouse: Opener, samples_2024_walked: Walked) -> Iterator[Sent]:
    with open_warehouse(samples_2024_walked.database) as engine:
        yield engine, samples_2024_walked.answers


def test_none_is_refused(sent: Sent) -> None:
    """Four enterprises are gone without a word; nothing else is asked, the quarters agree with the months."""
    _, answers = sent
    verdicts = {verdict for answer in answers.values() for verdict in answer["parts"].values()}
    assert verdicts == {"accepted"}
    asked = [
        (answer["league_code"], answer["period"], finding["rule"])
        for answer in answers.values()
        for finding in answer["findings"]
        if finding["severity"] != "info"
    ]
    assert sorted(asked) == [
        (league, "2024M02", "enterprise_gone") for league in ("150100", "150100", "150800", "150800")
    ]


@pytest.mark.parametrize(
    ("table", "file"),
    [("county_value", "counties"), ("enterprise_month", "enterprises"), ("recruitment_event", "activities")],
)
def test_what_the_returns_say(sent: Sent, table: str, file: str) -> None:
    expected = listed(SAMPLES_2024 / "expected" / f"{file}.csv")
    columns = list(expected[0])
    with sent[0].connect() as connection:
        view = sa.table(table, *map(sa.column, columns), schema="warehouse")
        rows = connection.execute(sa.select(view))
        said = [tuple("" if value is None else str(value) for value in row) for row in rows]
    assert sorted(said) == sorted(tuple(row.values()) for row in expected)


def test_when_they_came(sent: Sent) -> None:
    with sent[0].connect() as connection:
        rows = connection.execute(
            sa.text(
                "SELECT league_code, return_kind, period, arrived_at, timeliness FROM warehouse.return_status"
                " WHERE year = 2024 AND arrived_at IS NOT NULL"
            )
        )
        came = [
            (*row[:3], f"{row.arrived_at.astimezone(ZONE):%Y-%m-%dT%H:%M:%S}", row.timeliness) for row in rows
        ]
    assert sorted(came) == sorted(
        (
            row["league_code"],
            row["return"],
            row["period"],
            row["arrived_at"],
            "on_time" if row["on_time"] == "1" else "late",
        )
        for row in listed(SAMPLES_2024 / "expected" / "returns.csv")
    )


def test_the_register_and_every_moment(sent: Sent) -> None:
    """An enterprise is one over all months; before its first return came it was not known."""
    with sent[0].connect() as connection:
        (enterprises, longest) = connection.execute(
            sa.text(
                "SELECT count(*), count(*) FILTER (WHERE first_month = '2024M01' AND last_month = '2024M03')"
                " FROM warehouse.enterprise"
            )
        ).one()
        early = connection.execute(
            sa.text("SELECT DISTINCT last_month FROM warehouse.enterprise_as_of('2024-02-29 12:00+08')")
        ).scalars()
        assert list(early) == ["2024M01"]
    codes = {row["uscc"] for row in listed(SAMPLES_2024 / "expected" / "enterprises.csv")}
    assert (enterprises, longest) == (len(codes), 2934)
