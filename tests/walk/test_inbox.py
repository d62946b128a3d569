"""What senders can put into an inbox: each thing is its own affair, and none leads anywhere else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.alarms.detector import Situation
from etl.operate.alarms.places import file_stuck
from etl.operate.board.inbox import lying
from etl.receive import inbox as inbox_of_receive
from etl.receive.inbox import DEPTH, Candidate, listing, shown_name
from etl.receive.sweep import sweep, take
from etl.store import archive
from tests.summarise.filing import moment
from tests.walk.driving import jibao

pytestmark = pytest.mark.usefixtures("warehouse")

NOBODY = 65534
GOOD = "盟市,报告期\n赤峰市,2024Q3\n".encode()


@pytest.fixture
def inbox(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The inbox of a home that another account may come into, with a good file in it."""
    with TemporaryDirectory(prefix="jibao-") as home:
        Path(home).chmod(0o755)
        monkeypatch.setenv("JIBAO_HOME", home)
        monkeypatch.setenv("JIBAO_SETTLE_SECONDS", "0")
        drop(settings().inbox / "150500" / "good.csv", GOOD)
        yield settings().inbox


def drop(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def sent(warehouse: sa.Engine) -> list[str]:
    with warehouse.connect() as connection:
        return list(connection.execute(sa.text("SELECT sent_as FROM intake.submission ORDER BY 1")).scalars())


def stuck(warehouse: sa.Engine) -> dict[str, str]:
    """What ops are told of what lies there, a year from now."""
    with warehouse.begin() as connection:
        found = file_stuck(Situation(15, connection, moment("2099-01-01")))
    return {symptom.subject: symptom.detail.split("起;")[1] for symptom in found}


@contextmanager
def unprivileged() -> Iterator[None]:
    """As an account that owns the home, and nothing that senders put there."""
    if os.geteuid():
        yield
        return
    for folder in (settings().home, settings().inbox, *settings().archive.rglob("*"), settings().archive):
        os.chown(folder, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_is_no_file_of_one_name_is_passed_over(
    inbox: Path, warehouse: sa.Engine, tmp_path: Path
) -> None:
    secret = drop(tmp_path / "secret.csv", b"password")
    (inbox / "150400").mkdir()
    (inbox / "150400" / "link.csv").symlink_to(secret)
    (inbox / "150400" / "away").symlink_to(tmp_path)
    os.link(drop(inbox / "150400" / "one.csv", GOOD), inbox / "150400" / "two.csv")
    os.mkfifo(inbox / "150400" / "pipe.csv")
    with closing(socket.socket(socket.AF_UNIX)) as door:
        door.bind(str(inbox / "150400" / "door.csv"))
    sweep()
    assert sent(warehouse) == ["150500/good.csv"]
    assert stuck(warehouse) == {
        "150400/away": "是链接,不是文件",
        "150400/door.csv": "不是普通文件",
        "150400/link.csv": "是链接,不是文件",
        "150400/one.csv": "同一文件另有1个名字(硬链接)",
        "150400/pipe.csv": "不是普通文件",
        "150400/two.csv": "同一文件另有1个名字(硬链接)",
    }
    assert {file.name: file.blocked for file in lying([])} == stuck(warehouse)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x.csv\n2026-01-01 ERROR forged", "x.csv_2026-01-01 ERROR forged"),
        ("x\u2028forged\r.csv", "x_forged_.csv"),
        ("\x1b[2Jx\u202evsc.csv", "_[2Jx_vsc.csv"),
        ("赤\u200b峰\u2068市\u2069.csv", "赤峰市.csv"),
        ("张三13912345678.csv", "张三139****5678.csv"),
        ("110105 19491231 002X.csv", "110105************.csv"),
    ],
)
def test_a_name_is_on_one_line_and_without_personal_numbers_wherever_it_is_shown(
    name: str, shown: str, inbox: Path, warehouse: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    drop(inbox / "150400" / name, GOOD)
    (inbox / "150400" / f"{name}.lnk").symlink_to("/etc/passwd")
    sweep()
    assert sent(warehouse) == [f"150400/{shown}", "150500/good.csv"]
    link = f"150400/{shown}.lnk"
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"{link} is not received: 是链接,不是文件"
    ]
    drop(inbox / "150400" / name, b"")
    assert stuck(warehouse) == {
        link: "是链接,不是文件",
        f"150400/{shown}": "0字节,可能没有传完",
    }
    assert {file.name for file in lying([])} == {f"150400/{shown}", link}


def test_a_name_of_what_nobody_sees_is_shown_all_the_same() -> None:
    assert shown_name("\u200b") == "_"


def test_what_lies_too_deep_or_has_too_long_a_name_stops_nobody(inbox: Path, warehouse: sa.Engine) -> None:
    deep = os.open(inbox / "150500", os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=deep)
        inner = os.open("d", os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = inner
    os.close(os.open("x.csv", os.O_CREAT | os.O_WRONLY, dir_fd=deep))
    os.close(deep)
    long = inbox.joinpath("150400", *(4 * ["长" * 85]))
    drop(long / ("a" * 255), GOOD)
    sweep()
    assert sent(warehouse) == ["150500/good.csv"]
    assert sorted(stuck(warehouse).values()) == ["名称连同文件夹超过1024字节", "文件夹多于16层"]
    assert f"150500{'/d' * DEPTH}" in stuck(warehouse)
    assert all(len(name) <= 200 for name in stuck(warehouse))
    subprocess.run(["rm", "-r", inbox / "150500" / "d"], check=True)  # deeper than Python's own can


def test_of_a_league_no_more_is_looked_at_than_is_held_and_the_rest_has_its_turn(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_of_receive, "FILES", 3)
    for name in ("1.csv", "2.csv", "3.csv", "folder/4.csv", "folder/5.csv"):
        drop(inbox / "150400" / name, GOOD + name.encode())
    first = sweep()
    assert len(first.received) in (3, 4)  # whichever the folder lists first: it counts, too
    assert first.left == 1
    assert "150500/good.csv" in sent(warehouse)
    assert stuck(warehouse)["150400"] == "多于3个文件,其余的等这些收完再收"
    while sweep().left:
        pass
    assert len(sent(warehouse)) == 6
    assert stuck(warehouse) == {}


def test_what_stays_for_ever_keeps_no_sweep_at_work(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_of_receive, "FILES", 3)
    (inbox / "150400").mkdir()
    for number in range(5):
        (inbox / "150400" / f"{number}.csv").symlink_to("/etc/passwd")
    assert sweep().left == 1
    assert sweep().left == 0
    assert sent(warehouse) == ["150500/good.csv"]


def test_a_file_that_is_swapped_for_a_link_after_it_was_listed_leads_nowhere(
    inbox: Path, warehouse: sa.Engine, tmp_path: Path
) -> None:
    secret = drop(tmp_path / "secret" / "x.csv", b"password")
    drop(inbox / "150400" / "x.csv", GOOD)
    drop(inbox / "150400" / "folder" / "x.csv", GOOD)
    listed = listing(inbox).files
    (inbox / "150400" / "x.csv").unlink()
    (inbox / "150400" / "x.csv").symlink_to(secret)
    (inbox / "150400" / "folder").rename(tmp_path / "moved")
    (inbox / "150400" / "folder").symlink_to(secret.parent)
    take(listed, dict.fromkeys((file.name for file in listed), moment("2024-10-02")), from_inbox=True)
    assert sent(warehouse) == ["150500/good.csv"]
    assert secret.read_bytes() == b"password"
    kept = [path.read_bytes() for path in (settings().archive / "files").glob("*/*")]
    assert kept == [GOOD]


def test_a_file_that_is_swapped_for_a_folder_after_it_was_listed_stops_nobody(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether that is before it is looked at again, or before it is taken."""
    for name in ("before.csv", "after.csv"):
        drop(inbox / "150400" / name, GOOD)

    def swapped(file: Path) -> None:
        file.unlink()
        file.mkdir()

    def stable(listed: list[Candidate], *rest: Any) -> list[Candidate]:
        swapped(inbox / "150400" / "before.csv")
        still = inbox_of_receive.stable(listed, *rest)
        swapped(inbox / "150400" / "after.csv")
        return still

    monkeypatch.setattr("etl.receive.sweep.stable", stable)
    sweep()
    assert sent(warehouse) == ["150500/good.csv"]
    left_open = [link.readlink() for link in Path("/proc/self/fd").glob("*") if link.is_symlink()]
    assert not any(path.is_relative_to(inbox) for path in left_open)


def test_a_file_that_changed_after_it_was_read_stays(inbox: Path) -> None:
    (file,) = listing(inbox).files
    (inbox / "150500" / "good.csv").write_bytes(GOOD + b"more")
    file.spot.remove(file.mark)
    assert (inbox / "150500" / "good.csv").read_bytes() == GOOD + b"more"


def test_a_folder_that_may_not_be_entered_stops_nobody(inbox: Path, warehouse: sa.Engine) -> None:
    sweep()  # whatever is loaded when it is first needed may lie where only root may look
    drop(inbox / "150400" / "mine" / "x.csv", GOOD)
    drop(inbox / "150400" / "x.csv", GOOD).chmod(0)
    (inbox / "150400" / "mine").chmod(0o700 if os.geteuid() == 0 else 0)
    with unprivileged():
        drop(inbox / "later.csv", GOOD)
        sweep()
        assert sent(warehouse) == ["150500/good.csv", "later.csv"]
        assert stuck(warehouse) == {
            "150400/mine": "系统无权进入文件夹",
            "150400/x.csv": "系统无权读取或移走",
        }
    (inbox / "150400" / "mine").chmod(0o755)


def test_a_file_that_cannot_be_removed_is_taken_once(inbox: Path, warehouse: sa.Engine) -> None:
    sweep()
    drop(inbox / "150400" / "x.csv", GOOD)
    (inbox / "150400").chmod(0o555)
    with unprivileged():
        drop(inbox / "later.csv", GOOD)
        assert len(sweep().received) == 2
        assert sweep().received == []
        assert sent(warehouse) == ["150400/x.csv", "150500/good.csv", "later.csv"]
        assert stuck(warehouse) == {"150400/x.csv": "已收取,无法移走"}
    (inbox / "150400").chmod(0o755)
    sweep()
    assert not (inbox / "150400" / "x.csv").exists()


def test_copy_and_log_are_on_disk_before_the_file_is_gone(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, before = set[int](), set[int]()
    really_sync, really_unlink = os.fsync, os.unlink

    def sync(descriptor: int) -> None:
        really_sync(descriptor)
        synced.add(os.fstat(descriptor).st_ino)

    def unlink(path: Any, *, dir_fd: int | None = None) -> None:
        really_unlink(path, dir_fd=dir_fd)
        if path == "good.csv":
            before.update(synced)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "unlink", unlink)
    sweep()
    (copy,) = (settings().archive / "files").glob("*/*")
    (log,) = (settings().archive / "events").rglob("*.jsonl")
    kept = (copy, copy.parent, copy.parent.parent, log, log.parent)
    assert [path.name for path in kept if path.stat().st_ino not in before] == []


def test_nobody_else_reads_the_archive(inbox: Path) -> None:
    sweep()
    archive.log_new_events()
    for path in (settings().archive, *settings().archive.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_command_follows_no_link_in_the_inbox_and_hears_what_is_no_file(
    inbox: Path, warehouse: sa.Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "150400").mkdir()
    (inbox / "150400" / "link.csv").symlink_to(drop(tmp_path / "secret.csv", GOOD))
    (inbox / "150400" / "away").symlink_to(tmp_path)
    for path in (inbox / "150400" / "link.csv", inbox / "150400" / "away" / "secret.csv"):
        assert [jibao(command, path)[0] for command in ("ingest", "check")] == [64, 64], path
    os.mkfifo(tmp_path / "pipe.csv")
    assert jibao("ingest", tmp_path / "pipe.csv")[0] == 64
    assert "不是普通文件" in capsys.readouterr().err
    assert sent(warehouse) == []


def test_a_dry_run_knows_whose_folder_a_file_of_the_inbox_lies_in(inbox: Path) -> None:
    file = drop(
        inbox / "150400" / "150500" / "x.csv",
        "盟市,报告期,项目序号,进展状态\n通辽市,2024Q3,1,推进中\n".encode(),
    )
    (answer,) = json.loads(jibao("check", "--json", file)[1])
    assert (answer["folder"], answer["verdict"]) == ("150400", "rejected")
    assert answer["findings"][0]["rule"] == "league_conflict"
