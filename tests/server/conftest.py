"""Homes of their own for tests that start real servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.server import supervisor
from etl.settings import Settings
from tests.server.homes import set_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A new home; whatever runs in it is stopped at the end."""
    yield set_home(monkeypatch, tmp_path / "home")
    supervisor.down()


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A new home for all tests of a module; whatever runs in it is stopped at the end."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(Path(__file__).with_name("dags")))
        yield set_home(monkeypatch, tmp_path_factory.mktemp("jibao") / "home")
        supervisor.down()
