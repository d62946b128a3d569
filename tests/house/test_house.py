"""Keeping the house: damage in the archive is found, old things go, and what is in use stays."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.decide.withdraw import withdraw
from etl.operate.housekeeping import clean
from etl.operate.housekeeping.verify import Damage, damages, verify
from etl.store.alarms import open_alarms
from etl.store.archive import path_of
from tests.conftest import Opener, Walked


@pytest.fixture
def filled(stories_walked: Walked, open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A warehouse of its own, and a home, with the stories."""
    with open_warehouse(stories_walked.database, stories_walked.home) as engine:
        yield engine


def _sha256(engine: sa.Engine, submission_id: int) -> str:
    with engine.connect() as connection:
        asked = sa.text("SELECT sha256 FROM intake.submission WHERE submission_id = :number")
        return str(connection.execute(asked, {"number": submission_id}).scalar_one())


def _log(submission_id: int) -> Path:
    (log,) = (settings().archive / "events").glob(f"*/{submission_id}.jsonl")
    return log


def _age(path: Path, days: float) -> None:
    then = time.time() - days * 86400
    os.utime(path, (then, then))


def test_a_sound_archive_has_no_damage(filled: sa.Engine) -> None:
    # 16 submissions, and two pairs of them have the same bytes, as has the one in the right folder.
    assert damages() == []
    assert verify() == len(list((settings().archive / "files").glob("??/*"))) == 13


def test_bytes_that_changed_and_files_and_events_that_are_gone_are_found(filled: sa.Engine) -> None:
    changed, gone = _sha256(filled, 1), _sha256(filled, 2)
    with path_of(changed).open("ab") as file:
        file.write(b"x")
    path_of(gone).unlink()
    _log(3).unlink()
    with filled.connect() as connection:
        lost = connection.execute(
            sa.text("SELECT event_id FROM intake.event WHERE submission_id = 3 ORDER BY event_id")
        ).scalars()
        expected = [Damage("3.jsonl", f"event {number} is not in it") for number in lost]
    assert damages() == [
        Damage(changed, "its bytes are not what was archived"),
        Damage(gone, "it is gone"),
        *expected,
    ]
    with pytest.raises(
        RuntimeError, match=f"the archive has {2 + len(expected)} damages: {changed}: its bytes"
    ):
        verify()
    with filled.connect() as connection:
        raised = {(row["alarm"].alarm_id, row["subject"]) for row in open_alarms(connection)}
    assert raised == {("archive_damaged", name) for name in (changed, gone, "3.jsonl")}


def test_a_log_that_cannot_be_read_is_a_damage(filled: sa.Engine) -> None:
    with _log(1).open("a", encoding="utf-8") as log:
        log.write("{half a li\n")
    (damage,) = damages()
    assert damage.name == "events"
    assert damage.fault.startswith("1.jsonl, line ")


def test_what_a_crash_left_of_a_line_is_none(filled: sa.Engine) -> None:
    """The next event of that log takes its place."""
    log = _log(3)
    before = log.read_bytes()
    log.write_bytes(before + b'{"half a li')
    assert damages() == []
    withdraw(3, ["data"], actor="张三", reason="报错了")
    after = log.read_bytes()
    assert after.startswith(before + b"{")
    assert b"half a li" not in after
    assert damages() == []


def test_what_a_killed_process_left_goes_after_a_day(filled: sa.Engine) -> None:
    outbox = settings().outbox
    old, new = outbox / "annual" / "2022" / ".half", outbox / "150100" / ".new.part"
    (old / "盟市").mkdir(parents=True)
    (old / "盟市" / "a.html").write_text("half")
    new.write_text("being written")
    _age(old / "盟市" / "a.html", 2)
    _age(old, 2)
    replies = sorted(outbox.glob("150100/*.xlsx"))
    assert list(clean.half_made()) == [old]
    for reply in replies:
        _age(reply, 900)
    assert list(clean.half_made()) == [old]


def test_the_newest_eight_backups_stay(warehouse: sa.Engine) -> None:
    backups = settings().backups
    for day in range(1, 11):
        (backups / f"202401{day:02}-030000").mkdir(parents=True)
        (backups / f"202401{day:02}-030000" / "manifest.json").write_text("{}")
    (backups / "20240111-030000").mkdir()  # not complete: it does not count, nor push one out
    assert [folder.name for folder in clean.old_backups()] == ["20240101-030000", "20240102-030000"]


def test_logs_go_after_half_a_year(warehouse: sa.Engine) -> None:
    logs = settings().logs / "airflow" / "dag_id=receive_returns"
    logs.mkdir(parents=True)
    for name, days in (("old.log", 181), ("new.log", 179)):
        (logs / name).write_text("said")
        _age(logs / name, days)
    assert [path.name for path in clean.old_logs()] == ["old.log"]
