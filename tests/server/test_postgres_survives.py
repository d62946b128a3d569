"""The embedded PostgreSQL: one server a home, whoever starts it and whatever kills it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from etl.common.settings import Settings
from etl.server import cluster, postgres, supervisor
from etl.server.account import account_for
from etl.server.patience import PATIENCE
from tests.server.homes import ask, connect, kill, living, mentioning, server_pid, set_home, supervisord

pytestmark = pytest.mark.slow

ENSURE = "from etl.server import postgres; postgres.ensure()"


def test_callers_at_the_same_time_start_one_server_that_outlives_them(home: Settings) -> None:
    callers = [subprocess.Popen([sys.executable, "-c", ENSURE]) for _ in range(3)]
    assert [caller.wait(PATIENCE) for caller in callers] == [0, 0, 0]
    assert postgres.is_up()
    assert mentioning(str(home.postgres)) == [server_pid(home)]
    assert mentioning(str(home.run)) == [supervisord(home)]


def test_what_was_committed_survives_every_kill(made_home: Settings) -> None:
    postgres.ensure()
    with connect(postgres.loader_url()) as connection:
        connection.execute("CREATE TABLE t AS SELECT generate_series(1, 100000) AS n")

    kill(server_pid(made_home))
    postgres.ensure()
    assert ask(postgres.loader_url(), "SELECT sum(n) FROM t") == [(5000050000,)]

    kill(supervisord(made_home))
    assert [row.state for row in supervisor.status()] == ["unsupervised", *["stopped"] * 4]
    kill(server_pid(made_home))
    postgres.ensure()
    assert ask(postgres.loader_url(), "SELECT sum(n) FROM t") == [(5000050000,)]
    assert [row.state for row in supervisor.status()][1:] == ["stopped"] * 4


def test_stop_leaves_nothing_and_is_repeatable(made_home: Settings) -> None:
    postgres.ensure()
    ours = [psutil.Process(server_pid(made_home)), psutil.Process(supervisord(made_home))]
    ours += [child for process in ours for child in process.children(recursive=True)]
    postgres.stop()
    assert not postgres.is_up()
    assert living(ours) == []
    postgres.stop()


def test_down_stops_an_orphan(made_home: Settings) -> None:
    postgres.ensure()
    orphan = psutil.Process(server_pid(made_home))
    kill(supervisord(made_home))
    assert orphan.is_running()
    supervisor.down()
    assert living([orphan]) == []


def test_a_lock_file_from_before_a_reboot_does_not_matter(made_home: Settings) -> None:
    """The number in it belongs to somebody else now, of the account that PostgreSQL runs as."""
    postgres.ensure()
    kill(supervisord(made_home))
    lock = made_home.postgres / "postmaster.pid"
    left = lock.read_text().splitlines(keepends=True)
    cluster.halt(made_home.postgres)
    account = account_for(made_home.postgres)
    with subprocess.Popen(["sleep", "600"], **(account.identity if account else {})) as stranger:
        lock.write_text("".join([f"{stranger.pid}\n", *left[1:]]))
        postgres.ensure()
        assert postgres.is_up()
        assert stranger.poll() is None
        stranger.kill()


def test_a_first_start_that_was_cut_short_begins_again(home: Settings) -> None:
    draft = home.postgres.with_name("postgres.new")
    (draft / "base").mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    postgres.ensure()
    assert postgres.is_up()
    assert not draft.exists()


def test_data_without_their_passwords_say_what_is_missing(made_home: Settings) -> None:
    (made_home.secrets / "database-loader").unlink()
    with pytest.raises(RuntimeError, match=r"lacks database-loader: bring the folder back"):
        postgres.ensure()


def test_data_of_another_version_say_which(made_home: Settings) -> None:
    (made_home.postgres / "PG_VERSION").write_text("17\n")
    with pytest.raises(RuntimeError, match="was made by PostgreSQL 17"):
        postgres.ensure()


def test_a_server_that_cannot_start_shows_its_log(made_home: Settings) -> None:
    with (made_home.postgres / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(RuntimeError, match="no_such_setting"):
        postgres.ensure()


def test_a_home_whose_path_is_too_long_for_a_socket(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_home(monkeypatch, place / ("long" * 30) / "home")
    postgres.ensure()
    assert postgres.is_up()
    supervisor.down()
    assert not postgres.is_up()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another account")
def test_closed_folders_open_for_the_account_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    home = set_home(monkeypatch, closed / "home")
    postgres.ensure()
    account = account_for(home.postgres)
    assert account is not None
    closed.chmod(0o700)  # takes the right to pass away
    kill(server_pid(home))
    postgres.ensure()
    supervisor.down()

    def may(test: str, path: Path, uid: int) -> bool:
        done = subprocess.run(["test", test, path], cwd="/", user=uid, group=uid, extra_groups=[])
        return done.returncode == 0

    assert closed.stat().st_mode & 0o707 == 0o700
    assert may("-x", closed, account.uid)
    assert not may("-r", closed, account.uid)
    assert not may("-x", closed, account.uid + 1)
