"""What the templates of a year are made from: two quarters of every league, accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import Opener, Server
from tests.template.office import Office, lacking, running
from tests.walk.driving import SAMPLES, ingest, listed

# When the returns of 2023Q1 and of 2023Q3 came.
_MONTHS = ("2023-04", "2023-10")


@pytest.fixture(scope="session")
def accepted_database(
    server: Server, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of a database with the sample returns of 2023Q1 and 2023Q3 of all leagues: a template."""
    folder = tmp_path_factory.mktemp("accepted")
    came = [row for row in listed(SAMPLES / "arrivals.csv") if row["arrived_at"].startswith(_MONTHS)]
    for row in came:
        copy = folder / "returns" / row["file"]
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((SAMPLES / "returns" / row["file"]).read_bytes())
    lines = [f"{row['file']},{row['arrived_at']}" for row in came]
    (folder / "arrivals.csv").write_text("\n".join(["file,arrived_at", *lines]))
    with open_warehouse(empty_database) as engine:
        answers = ingest(folder / "returns", "--arrivals", folder / "arrivals.csv")
        assert {answer["verdict"] for answer in answers.values()} == {"accepted"}
        assert {answer["period"] for answer in answers.values()} == {"2023Q1", "2023Q3"}
        engine.dispose()
        return server.create(str(engine.url.database))


@pytest.fixture(scope="module")
def accepted(open_warehouse: Opener, accepted_database: str) -> Iterator[sa.Engine]:
    """A warehouse with those returns, which the tests of a module share and do not change."""
    with open_warehouse(accepted_database) as engine:
        yield engine


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A LibreOffice, for the tests of a module."""
    reason: str | None = lacking()
    if reason:
        pytest.skip(reason)
    with running(Path(tmp_path_factory.mktemp("office"))) as started:
        yield started
