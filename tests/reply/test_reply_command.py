"""`jibao reply`: a reply that is gone is written anew, and says how things stand now."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from tests.walk.driving import STORIES, ingest, jibao

SENT = STORIES / "returns" / "150200" / "2_2022Q3_数据.csv"


@pytest.fixture
def replied(warehouse: sa.Engine) -> Path:
    """The reply's workbook; its number is 1."""
    ingest(SENT)
    (workbook,) = (settings().outbox / "150200").glob("*.1.回执.xlsx")
    return workbook


def test_a_named_one_is_written_anew(replied: Path) -> None:
    replied.unlink()
    assert jibao("reply", 1) == (0, f"{replied}\n")
    assert replied.is_file()


def test_the_missing_ones_are_written_and_no_others(replied: Path) -> None:
    today = datetime.now(ZONE).date()
    before = today - timedelta(days=1)  # the verdict may be of the minute before midnight
    assert jibao("reply", "--missing-since", str(before)) == (0, "")
    replied.unlink()  # the JSON lies there still
    assert jibao("reply", "--missing-since", str(today + timedelta(days=1))) == (0, "")
    assert jibao("reply", "--missing-since", str(before)) == (0, f"{replied}\n")


def test_the_old_one_of_a_file_that_was_taken_up_again_is_not_missed(
    replied: Path, warehouse: sa.Engine
) -> None:
    with warehouse.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO intake.submission (file_name, sent_as, sha256, size_bytes, arrived_at, again_of)"
                " VALUES ('a', 'a', repeat('0', 64), 1, now(), 1)"
            )
        )
    replied.unlink()
    before = datetime.now(ZONE).date() - timedelta(days=1)
    assert jibao("reply", "--missing-since", str(before)) == (0, "")


def test_what_has_no_verdict_has_no_reply(
    replied: Path, capsys: pytest.CaptureFixture[str], warehouse: sa.Engine
) -> None:
    with warehouse.begin() as connection:
        connection.execute(sa.text("UPDATE intake.submission SET state = 'received'"))
    assert jibao("reply", 1, 7)[0] == 64
    assert "not there, or without a verdict: submission 1, 7" in capsys.readouterr().err


def test_it_wants_to_know_which(warehouse: sa.Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert jibao("reply")[0] == 64
    assert "name submissions, or --missing-since DATE" in capsys.readouterr().err
