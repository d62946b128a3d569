"""Warehouses that hold what was really sent, by the real walk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.conftest import Opener, Server
from tests.walk.driving import SAMPLES, ingest


@pytest.fixture(scope="session")
def samples_database(server: Server, open_warehouse: Opener, empty_database: str) -> str:
    """The name of a database after all sample returns came, by `jibao ingest --arrivals`: a template."""
    with open_warehouse(empty_database) as engine:
        ingest(SAMPLES / "returns", "--arrivals", SAMPLES / "arrivals.csv")
        engine.dispose()
        return server.create(str(engine.url.database))


@pytest.fixture
def samples(open_warehouse: Opener, samples_database: str) -> Iterator[sa.Engine]:
    """A warehouse of its own with all sample returns."""
    with open_warehouse(samples_database) as engine:
        yield engine
