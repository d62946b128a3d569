"""Warehouses as an analyst meets them: that of the samples, and a small one that has everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.store.numbers import exact_numbers
from etl.summarise.tables import build, build_periods
from tests.conftest import Opener, Server, Walked

Samples = tuple[sa.Engine, dict[str, Any]]


@pytest.fixture(scope="session")
def samples_built(server: Server, open_warehouse: Opener, samples_walked: Walked) -> Walked:
    """All sample returns came, and the tables of their years and quarters are built."""
    with open_warehouse(samples_walked.database) as engine:
        with engine.begin() as connection:
            for year in (2022, 2023):
                build(connection, year, now := datetime.now(ZONE))
                build_periods(connection, year, now)
        engine.dispose()
        return Walked(server.create(str(engine.url.database)), samples_walked.answers)


@pytest.fixture(scope="module")
def samples(open_warehouse: Opener, samples_built: Walked) -> Iterator[Samples]:
    """A warehouse that holds all sample returns and their tables, and the replies to them."""
    with open_warehouse(samples_built.database) as engine:
        yield engine, samples_built.answers


@pytest.fixture(scope="module")
def analyst(server: Server, samples: Samples) -> Iterator[sa.Engine]:
    """Who asks that warehouse, by a program that shows numbers as `jibao sql` does."""
    asking = asks(server, str(samples[0].url.database))
    yield asking
    asking.dispose()


def asks(server: Server, database: str) -> sa.Engine:
    """The analyst at a warehouse; 12.5 is shown so, whatever the scale of its column."""
    engine = sa.create_engine(server.url(database, "analyst"))
    sa.event.listen(engine, "connect", exact_numbers)
    return engine
