"""While a warehouse is replaced nobody writes; who comes goes on in the new one; no number is given twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest

from etl.common.settings import POSTGRES_PORT, remembered_ports
from etl.server import secret_files
from etl.server.patience import PATIENCE
from tests.backup.homes import Home
from tests.server.homes import copy_home
from tests.waiting import until
from tests.walk.driving import STORIES

RETURNS = STORIES / "returns" / "150100"
_WAITING = "SELECT count(*) FROM pg_locks WHERE relation = 'public.turn'::regclass AND NOT granted"
_DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE 'jibao%' ORDER BY datname"


@contextmanager
def _open_folder() -> Iterator[Path]:
    # Not in pytest's own folder: any other run of pytest closes that to PostgreSQL's account.
    with TemporaryDirectory(prefix="jibao-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    with _open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def judged(plain_home: Path) -> Iterator[Path]:
    """The folder of a home in which two files were judged, and nothing runs."""
    with _open_folder() as folder:
        home = Home(folder / "home")
        copy_home(plain_home, home.folder)
        for name in ("12_2022Q3.xlsx", "8_2022Q4.xlsx"):
            assert home.jibao("ingest", RETURNS / name)[0] == 0
        assert home.jibao("down")[0] == 0
        yield home.folder


@pytest.fixture
def home(place: Path, judged: Path) -> Iterator[Home]:
    """A home in which two files were judged; its PostgreSQL runs."""
    home = Home(place / "home")
    # Not by shutil: the files are PostgreSQL's account's, and stay so.
    subprocess.run(["cp", "-a", judged, home.folder], check=True)
    assert home.jibao("sql", "SELECT 1")[0] == 0
    yield home
    home.jibao("down")


@contextmanager
def _replacing(home: Home) -> Iterator[Popen[str]]:
    """`rebuild --replace` at work: it reads the log, and is kept there by a pipe in it until the end."""
    pipe = next((home.folder / "archive" / "events").iterdir()) / "zz.jsonl"
    os.mkfifo(pipe)
    rebuild = home.start("rebuild", "--replace")
    try:
        # A pipe can be opened for writing once somebody reads it; nothing is in it, which is no line.
        end = until(lambda: _opened(pipe, rebuild))
        pipe.unlink()
        yield rebuild
        os.close(end)
        printed, _ = rebuild.communicate(timeout=PATIENCE)
        assert rebuild.returncode <= 0, printed
    finally:
        rebuild.kill()
        rebuild.wait()


def _opened(pipe: Path, reader: Popen[str]) -> int | None:
    assert reader.poll() is None, reader.communicate()
    try:
        return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return None


def _events(home: Home) -> list[int]:
    log = (home.folder / "archive" / "events").glob("*/*.jsonl")
    return sorted(json.loads(line)["event_id"] for file in log for line in file.read_text().splitlines())


def _asked(home: Home, query: str) -> list[Any]:
    """The first column, by the superuser: no command of ours, which would wait as any other."""
    password = secret_files.read(home.folder / "secrets", "database-postgres")
    port = remembered_ports(home.folder)[POSTGRES_PORT]
    with psycopg.connect(
        host="127.0.0.1", port=port, user="postgres", password=password, dbname="jibao"
    ) as connection:
        return [row[0] for row in connection.execute(query)]


def _until_waiting(home: Home, command: Popen[str]) -> None:
    def waits() -> bool:
        assert command.poll() is None, command.communicate()
        return _asked(home, _WAITING) == [1]

    until(waits)


def _databases(home: Home) -> list[str]:
    return [name.rstrip("0123456789_") for name in _asked(home, _DATABASES)]


def test_who_comes_while_it_is_replaced_waits_and_goes_on_in_the_new_one(home: Home) -> None:
    inbox = home.folder / "inbox" / "150100"
    inbox.mkdir(parents=True)
    shutil.copy(RETURNS / "14_2023Q1.xlsx", inbox)
    with _replacing(home) as rebuild:
        ingest = home.start("ingest")
        _until_waiting(home, ingest)
        assert len(list(inbox.iterdir())) == 1
    assert rebuild.returncode == 0
    printed, _ = ingest.communicate(timeout=PATIENCE)
    assert "waiting: the warehouse is being replaced by `jibao rebuild`" in printed
    assert "14_2023Q1.xlsx: accepted" in printed
    assert list(inbox.iterdir()) == []
    assert _databases(home) == ["jibao", "jibao_before"]
    assert _asked(home, "SELECT submission_id FROM intake.submission ORDER BY submission_id") == [1, 2, 3]
    recorded = _asked(home, "SELECT event_id FROM intake.event ORDER BY event_id")
    assert recorded == _events(home) == sorted(set(recorded))
    assert ", 0 differ" in home.jibao("rebuild")[1]


def test_one_that_is_killed_changes_nothing(home: Home) -> None:
    before = _asked(home, "SELECT oid FROM pg_database WHERE datname = 'jibao'")
    with _replacing(home) as rebuild:
        ingest = home.start("ingest", RETURNS / "14_2023Q1.xlsx")
        _until_waiting(home, ingest)
        rebuild.kill()
        printed, _ = ingest.communicate(timeout=PATIENCE)
    assert "14_2023Q1.xlsx: accepted" in printed
    assert _asked(home, "SELECT oid FROM pg_database WHERE datname = 'jibao'") == before
    assert ", 0 differ" in home.jibao("rebuild")[1]
    assert home.jibao("rebuild", "--replace")[0] == 0
    assert _asked(home, "SELECT count(*) FROM intake.submission") == [3]


def test_who_is_at_work_ends_before_it_is_replaced(home: Home) -> None:
    """A walk that is under way is a transaction a file: it is replaced between two of them."""
    inbox = home.folder / "inbox" / "150100"
    inbox.mkdir(parents=True)
    for name in ("14_2023Q1.xlsx", "15_2023Q1.xlsx", "16_2023Q2.xlsx", "1_2022Q3.xlsx"):
        shutil.copy(RETURNS / name, inbox)
    ingest = home.start("ingest")
    until(
        lambda: _asked(
            home, "SELECT 1 FROM intake.submission WHERE submission_id > 2 AND state <> 'received'"
        )
    )
    code, printed = home.jibao("rebuild", "--replace")
    assert code == 0, printed
    said, _ = ingest.communicate(timeout=PATIENCE)
    assert ingest.returncode == 0, said
    assert _asked(home, "SELECT count(*) FROM intake.submission WHERE state = 'received'") == [0]
    assert _asked(home, "SELECT count(*) FROM intake.submission") == [6]
    assert ", 0 differ" in home.jibao("rebuild")[1]


def test_an_older_backup_goes_on_beside_what_came_after_it(home: Home, place: Path) -> None:
    code, printed = home.jibao("backup")
    assert code == 0, printed
    backup = Path(printed.strip())
    given_up = _events(home)
    assert home.jibao("ingest", RETURNS / "14_2023Q1.xlsx")[0] == 0
    lost = sorted(set(_events(home)) - set(given_up))
    other = Home(place / "other")
    try:
        assert other.jibao("restore", backup)[0] == 0
        assert other.jibao("ingest", RETURNS / "16_2023Q2.xlsx")[0] == 0
        assert _asked(other, "SELECT max(submission_id) FROM intake.submission") == [1_000_003]
        assert set(_events(other)).isdisjoint(lost)
        assert ", 0 differ" in other.jibao("rebuild")[1]
        # Whoever lays the lost home's log into this one loses nothing of either.
        shutil.copytree(
            home.folder / "archive" / "events", other.folder / "archive" / "events", dirs_exist_ok=True
        )
        code, printed = other.jibao("rebuild")
        assert f"{len(lost)} events of timeline" in printed
        assert ", 0 differ" in printed
    finally:
        other.jibao("down")
