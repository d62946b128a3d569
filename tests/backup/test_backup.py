"""A backup in an empty home is the same home, and so is the archive alone; a damaged one is not taken."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from etl.operate.backup.restore import as_it_was
from tests.backup.homes import Home
from tests.conftest import Server
from tests.server.homes import copy_home
from tests.walk.driving import STORIES

_SUMS = (
    "SELECT count(*), sum(figure), sum(year_to_date), max(known_from AT TIME ZONE 'UTC')"
    " FROM warehouse.indicator_value WHERE submission_id > 0"
)


@dataclass(frozen=True)
class BackedUp:
    home: Home
    backup: Path
    sums: str


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    # Not in pytest's own folder: any other run of pytest closes that to PostgreSQL's account.
    with TemporaryDirectory(prefix="jibao-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def made(place: Path, plain_home: Path) -> Iterator[BackedUp]:
    home = Home(place / "home")
    copy_home(plain_home, home.folder)
    assert home.jibao("ingest", STORIES / "returns", "--arrivals", STORIES / "steps.csv")[0] == 0
    assert home.jibao("summarise", "2022")[0] == 0
    (home.folder / "inbox" / "150300").mkdir(parents=True)
    (home.folder / "inbox" / "150300" / "waiting.xlsx").write_bytes(b"not yet taken")
    (home.folder / "inbox" / "150300" / "passwd").symlink_to("/etc/passwd")
    code, printed = home.jibao("backup")
    assert code == 0
    yield BackedUp(home, Path(printed.strip()), home.jibao("sql", _SUMS)[1])
    home.jibao("down")


@pytest.fixture
def other(place: Path) -> Iterator[Home]:
    home = Home(place / "other")
    yield home
    home.jibao("down")
    shutil.rmtree(home.folder, ignore_errors=True)


def test_only_we_may_read_it(made: BackedUp) -> None:
    assert made.backup.stat().st_mode & 0o777 == 0o700
    names = ["files.tar.gz", "manifest.json", "warehouse.dump"]
    assert sorted(path.name for path in made.backup.iterdir()) == names
    assert {path.stat().st_mode & 0o777 for path in made.backup.iterdir()} == {0o600}


def test_an_empty_home_is_the_same_afterwards(made: BackedUp, other: Home) -> None:
    code, printed = other.jibao("restore", made.backup)
    assert code == 0, printed
    tables = json.loads((made.backup / "manifest.json").read_text())["tables"]
    assert f"{len(tables)} tables compared with the backup, 0 differ" in printed
    assert other.jibao("sql", _SUMS)[1] == made.sums
    assert not (other.folder / "inbox" / "150300" / "passwd").exists()  # a link could lead anywhere
    for folder in ("archive/events", "archive/files", "outbox", "inbox", "secrets"):
        before, after = made.home.folder / folder, other.folder / folder
        assert _listed(before) == _listed(after)
    was, is_now = (
        json.loads((home.folder / "archive" / "timelines.json").read_text()) for home in (made.home, other)
    )
    assert is_now["timelines"][:-1] == was["timelines"]
    assert is_now["timelines"][-1]["after"] == was["last"][-1]
    # It goes on where the other was: a file that comes now is judged against what was known.
    code, printed = other.jibao("ingest", STORIES / "returns" / "150100" / "12_2022Q3.xlsx")
    assert (code, printed.splitlines()[0]) == (0, "12_2022Q3.xlsx: duplicate  150100 2022Q3")


def test_another_server_takes_it(made: BackedUp, place: Path, server: Server) -> None:
    """As in a move from one machine onto the server of a compose stack: its passwords stay its own."""
    name = server.create("template1")
    home = Home(place / "elsewhere", server.url(name))
    code, printed = home.jibao("restore", made.backup)
    assert code == 0, printed
    assert ", 0 differ" in printed
    assert home.jibao("sql", _SUMS)[1] == made.sums
    assert not (home.folder / "secrets").exists()
    shutil.rmtree(home.folder)
    code, printed = home.jibao("restore", made.backup)
    assert code == 64
    assert "the warehouse of JIBAO_WAREHOUSE_URL is in use: restore into an empty one" in printed
    server.drop(name)


def test_the_archive_alone_makes_the_same_warehouse(made: BackedUp, other: Home) -> None:
    shutil.copytree(made.home.folder / "archive", other.folder / "archive")
    code, printed = other.jibao("rebuild")
    assert code == 0, printed
    assert other.jibao("sql", _SUMS)[1] == made.sums
    code, beside = made.home.jibao("rebuild")
    assert code == 0
    assert "0 differ" in beside
    assert _sums_of(printed) == _sums_of(beside)
    _, databases = made.home.jibao("sql", "SELECT datname FROM pg_database WHERE datname = 'jibao_rebuilt'")
    assert databases.split() == ["datname"]  # the same as the warehouse, so it is gone again


def test_a_rebuilt_warehouse_takes_the_place_of_a_spoiled_one(made: BackedUp, other: Home) -> None:
    assert other.jibao("restore", made.backup)[0] == 0
    code, printed = other.jibao("rebuild", "--replace")
    assert code == 0
    assert "it is the warehouse now; the one before is the database jibao_before_" in printed
    assert other.jibao("sql", _SUMS)[1] == made.sums


def test_a_home_in_use_is_not_overwritten(made: BackedUp) -> None:
    code, printed = made.home.jibao("restore", made.backup)
    assert code == 64
    assert "is in use (archive, outbox, inbox, postgres): restore into an empty JIBAO_HOME" in printed


def test_a_damaged_backup_is_not_taken(made: BackedUp, other: Home, place: Path) -> None:
    damaged = shutil.copytree(made.backup, place / "damaged")
    with (damaged / "warehouse.dump").open("ab") as file:
        file.write(b"x")
    code, printed = other.jibao("restore", damaged)
    assert code == 64
    assert "warehouse.dump is not what was backed up: take another backup" in printed
    assert not other.folder.exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("outbox/a.csv", tarfile.SYMTYPE),
        ("outbox/a.csv", tarfile.LNKTYPE),
        ("../a.csv", tarfile.REGTYPE),
        ("/a.csv", tarfile.REGTYPE),
    ],
)
def test_what_no_backup_has_is_not_unpacked(name: str, kind: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.type = kind
    with pytest.raises(ValueError, match=r"a\.csv in files\.tar\.gz is nothing that a backup has"):
        as_it_was(member)


def _listed(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _sums_of(printed: str) -> list[list[str]]:
    """Table, rows and checksum of each line."""
    return [line.split()[:3] for line in printed.splitlines() if line.startswith("  ")]
