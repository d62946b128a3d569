"""Warehouses that hold what was really sent, by the real walk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.conftest import Opener, Walked


@pytest.fixture
def samples(open_warehouse: Opener, samples_walked: Walked) -> Iterator[sa.Engine]:
    """A warehouse of its own with all sample returns."""
    with open_warehouse(samples_walked.database) as engine:
        yield engine
