"""All sample returns, by `jibao ingest --arrivals`: what they say is what the warehouse has, to the digit."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.summarise.tables import build
from tests.walk.driving import SAMPLES, annual_values, contents, ingest, listed, quarterly_values

pytestmark = pytest.mark.slow
EXPECTED = SAMPLES / "expected"


def select(engine: sa.Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def test_every_sample_is_accepted_and_none_has_a_warning(samples: sa.Engine) -> None:
    assert select(samples, "SELECT state, count(*) FROM intake.submission GROUP BY state") == [
        ("accepted", 108)
    ]
    assert select(samples, "SELECT DISTINCT severity FROM intake.finding") == [("info",)]


def test_quarterly_values(samples: sa.Engine) -> None:
    found = select(
        samples,
        "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value",
    )
    said = quarterly_values()
    assert len(said) == 5_544
    assert sorted(found, key=str) == sorted(said, key=str)


def test_annual_values(samples: sa.Engine) -> None:
    found = select(
        samples,
        "SELECT league_code, year, indicator_code, value, provisional FROM warehouse.annual_value",
    )
    said = annual_values()
    assert len(said) == 1_848
    assert sorted(found, key=str) == sorted(said, key=str)


def test_a_return_arrives_when_its_last_part_does(samples: sa.Engine) -> None:
    found = {
        row[:3]: row[3:]
        for row in select(
            samples,
            "SELECT league_code, return_kind, period, arrived_at, due_at, arrived_at <= due_at"
            " FROM warehouse.return_status WHERE arrived_at IS NOT NULL",
        )
    }
    said = {
        (row["league_code"], row["return"], row["period"]): (
            datetime.fromisoformat(row["arrived_at"]).replace(tzinfo=ZONE),
            datetime.fromisoformat(row["due_at"]).replace(tzinfo=ZONE),
            row["on_time"] == "1",
        )
        for row in listed(EXPECTED / "returns.csv")
    }
    assert found == said


def test_timeliness_by_nominal_due_dates(samples: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.store.warehouse import transaction

    monkeypatch.setenv("JIBAO_DUE_RULE", "none")
    with transaction():
        pass  # takes the other rule over
    found = {
        row[:3]: row[3]
        for row in select(
            samples, "SELECT league_code, return_kind, period, timeliness FROM warehouse.return_status"
        )
    }
    for row in listed(EXPECTED / "returns.csv"):
        said = "on_time" if row["on_time"] == "1" else "late"
        assert found[row["league_code"], row["return"], row["period"]] == said


def test_the_same_run_again_changes_nothing(samples: sa.Engine) -> None:
    with samples.begin() as connection:
        for year in (2022, 2023):
            build(connection, year, datetime.now(ZONE))
    before = {schema: contents(samples, schema) for schema in ("warehouse", "summary")}
    answers = ingest(SAMPLES / "returns", "--arrivals", SAMPLES / "arrivals.csv")
    assert {answer["verdict"] for answer in answers.values()} == {"duplicate"}
    with samples.begin() as connection:
        for year in (2022, 2023):
            assert not any(build(connection, year, datetime.now(ZONE)).values())
    assert {schema: contents(samples, schema) for schema in ("warehouse", "summary")} == before
