"""Several homes on one machine: each finds free ports by itself, remembers them, and keeps to what is set."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from etl.common.settings import AIRFLOW_PORT, POSTGRES_PORT, Settings, remembered_ports, settings
from etl.server import ports
from tests.server.homes import copy_home, discard, free_port


def listener(port: int) -> socket.socket:
    """A stranger on this port."""
    return socket.create_server(("127.0.0.1", port))


def jibao(folder: Path, *words: str, **given: str) -> subprocess.Popen[str]:
    """A command of the home in this folder, for which nothing is set but what is `given`."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JIBAO_")}
    return subprocess.Popen(
        [sys.executable, "-m", "etl.cli", *words],
        env={**plain, "JIBAO_HOME": str(folder), **given},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(command: subprocess.Popen[str], code: int = 0) -> tuple[str, str]:
    """What a command printed on stdout and stderr, after its end with this exit code."""
    printed, complaint = command.communicate()
    assert command.returncode == code, printed + complaint
    return printed, complaint


@pytest.fixture
def bare(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A new home for which no port is set, and that remembers one of Airflow's that is free."""
    for name in [name for name in os.environ if name.startswith("JIBAO_")]:
        monkeypatch.delenv(name)
    yield new_home(place / "home", free_port(), monkeypatch)
    discard(settings())


def new_home(folder: Path, airflow_port: int, monkeypatch: pytest.MonkeyPatch) -> Settings:
    folder.mkdir()
    (folder / "ports.env").write_text(f"{AIRFLOW_PORT}={airflow_port}\n")
    monkeypatch.setenv("JIBAO_HOME", str(folder))
    return settings()


class TestChoice:
    """Without a server."""

    def test_a_home_that_never_ran_has_the_usual_ports(
        self, bare: Settings, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JIBAO_HOME", str(place / "new"))
        assert (settings().postgres_port, settings().airflow_port) == (54329, 8080)

    def test_a_free_port_stays(self, bare: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        with ports.settled(AIRFLOW_PORT, bare.airflow_port):
            assert settings() == bare
        assert capsys.readouterr().err == ""

    def test_where_one_is_taken_the_next_free_is_named_and_remembered(
        self, bare: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with listener(bare.airflow_port), ports.settled(AIRFLOW_PORT, bare.airflow_port):
            chosen = settings().airflow_port
            listener(chosen).close()
        assert bare.airflow_port < chosen
        assert remembered_ports(bare.home) == {AIRFLOW_PORT: str(chosen)}
        taken, now = f"port {bare.airflow_port} on 127.0.0.1 is taken", f"{AIRFLOW_PORT}={chosen}"
        assert capsys.readouterr().err == f"jibao: {taken}, {bare.home} has {now} now\n"

    def test_what_one_server_has_is_not_forgotten_for_the_other(self, bare: Settings) -> None:
        other = free_port()
        with ports.settled(POSTGRES_PORT, other):
            pass
        assert (settings().postgres_port, settings().airflow_port) == (other, bare.airflow_port)

    def test_homes_that_start_at_the_same_time_do_not_choose_the_same(
        self, bare: Settings, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with ports.settled(AIRFLOW_PORT, bare.airflow_port):
            other = new_home(place / "other", bare.airflow_port, monkeypatch)
            with ports.settled(AIRFLOW_PORT, other.airflow_port):
                assert settings().airflow_port > bare.airflow_port

    def test_a_set_port_is_kept_to(self, bare: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        given = free_port()
        monkeypatch.setenv(AIRFLOW_PORT, str(given))
        with ports.settled(AIRFLOW_PORT, settings().airflow_port):
            assert remembered_ports(bare.home) == {AIRFLOW_PORT: str(given)}
        with (
            listener(given),
            pytest.raises(RuntimeError, match=f"{given}.*in use. Set {AIRFLOW_PORT}"),
            ports.settled(AIRFLOW_PORT, settings().airflow_port),
        ):
            pass

    @pytest.mark.parametrize("is_set", [False, True])
    def test_a_server_that_runs_stays_where_it_is(
        self, bare: Settings, monkeypatch: pytest.MonkeyPatch, is_set: bool
    ) -> None:
        if is_set:
            monkeypatch.setenv(AIRFLOW_PORT, str(bare.airflow_port))
        own = [psutil.Process()]
        with listener(bare.airflow_port), ports.settled(AIRFLOW_PORT, bare.airflow_port, own):
            assert settings() == bare

    def test_one_that_is_about_to_listen_stays_too(self, bare: Settings) -> None:
        with (
            ports.settled(AIRFLOW_PORT, bare.airflow_port),
            ports.settled(AIRFLOW_PORT, bare.airflow_port, [psutil.Process()]),
        ):
            assert settings() == bare

    def test_where_none_is_free_the_variable_is_named(self, bare: Settings) -> None:
        with (
            listener(65535),
            pytest.raises(RuntimeError, match=f"Set {AIRFLOW_PORT} to one that is"),
            ports.settled(AIRFLOW_PORT, 65535),
        ):
            pass


def test_two_homes_start_at_the_same_time_and_each_knows_its_own(place: Path, plain_home: Path) -> None:
    homes = [place / "first", place / "second"]
    for home in homes:
        copy_home(plain_home, home)
    try:
        for command in [jibao(home, "sql", "SELECT 1") for home in homes]:
            ended(command)
        chosen = [remembered_ports(home)[POSTGRES_PORT] for home in homes]
        assert chosen[0] != chosen[1]
        for home, port in zip(homes, chosen, strict=True):
            assert ended(jibao(home, "sql", "--csv", "SHOW port")) == (f"port\n{port}\n", "")
            assert f"PostgreSQL 127.0.0.1:{port}\n" in ended(jibao(home, "status"))[0]
    finally:
        for home in homes:
            ended(jibao(home, "down"))


def test_a_remembered_port_that_a_stranger_took_is_given_up_but_a_set_one_is_not(
    bare: Settings, plain_home: Path
) -> None:
    copy_home(plain_home, bare.home)
    ended(jibao(bare.home, "sql", "SELECT 1"))
    first = settings().postgres_port
    ended(jibao(bare.home, "down"))
    with listener(first):
        _, complaint = ended(jibao(bare.home, "sql", "SELECT 1", **{POSTGRES_PORT: str(first)}), code=70)
        assert f"Set {POSTGRES_PORT} to a free one" in complaint
        printed, told = ended(jibao(bare.home, "sql", "--csv", "SHOW port"))
        second = settings().postgres_port
        assert printed == f"port\n{second}\n"
        assert f"port {first} on 127.0.0.1 is taken" in told
        assert f"{POSTGRES_PORT}={second} now" in told
    assert second != first
    # It stays: analysts have its address by now.
    ended(jibao(bare.home, "down"))
    assert ended(jibao(bare.home, "sql", "--csv", "SHOW port")) == (f"port\n{second}\n", "")


def test_where_the_memory_is_lost_a_running_server_is_found(bare: Settings, plain_home: Path) -> None:
    copy_home(plain_home, bare.home)
    ended(jibao(bare.home, "sql", "SELECT 1", **{POSTGRES_PORT: str(free_port())}))
    before = remembered_ports(bare.home)
    (bare.home / "ports.env").unlink()
    ended(jibao(bare.home, "sql", "SELECT 1"))
    assert remembered_ports(bare.home) == {POSTGRES_PORT: before[POSTGRES_PORT]}
