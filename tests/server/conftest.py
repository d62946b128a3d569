"""Homes of their own for tests that start real servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from etl.common.settings import Settings
from etl.server import supervisor
from tests.server.homes import copy_home, set_home


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for homes. Not one of pytest's: every run of pytest closes those of all runs again."""
    with TemporaryDirectory(prefix="jibao-") as folder:
        yield Path(folder)


@pytest.fixture
def home(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A new home; whatever runs in it is stopped at the end."""
    yield set_home(monkeypatch, place / "home")
    supervisor.down()


@pytest.fixture
def made_home(home: Settings, plain_home: Path) -> Settings:
    """A home that was started before, and in which nothing runs."""
    copy_home(plain_home, home.home)
    return home


@pytest.fixture(scope="module")
def shared_home() -> Iterator[Settings]:
    """A new home for all tests of a module; whatever runs in it is stopped at the end."""
    with pytest.MonkeyPatch.context() as monkeypatch, TemporaryDirectory(prefix="jibao-") as folder:
        monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(Path(__file__).with_name("dags")))
        yield set_home(monkeypatch, Path(folder) / "home")
        supervisor.down()
