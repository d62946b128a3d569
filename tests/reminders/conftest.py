"""What reminders are sent from: a warehouse in which all is in up to 2024Q2, contacts, and a mail server.

The months are in for the whole of 2024, so that one return is due in October.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.calendar import expected_returns
from etl.common.settings import settings
from etl.store.migrate import migrate
from schemas.periods import Period, span
from schemas.registry import registry
from tests.conftest import Opener, Server
from tests.reminders import post as mail_server
from tests.reminders.post import Post
from tests.reminders.registries import extended, in_force
from tests.summarise.filing import file_return

CONTACTS = [
    "150000,就业处,centre@hr.example,2022-01-01,",
    "150400,王芳,chifeng@hr.example,2022-01-01,",
    "150500,李明,old@hr.example,2022-01-01,2024-09-30",
    "150500,赵静,tongliao@hr.example,2024-10-01,",
    "150500,刘洋,tongliao2@hr.example,2024-10-01,",
]


MONTHS = span(Period.of("month", 2024, 1), Period.of("month", 2024, 12))


def file_whole(connection: sa.Connection, league: str, period: Period) -> None:
    """The league's return of the period is in, whole, at noon of the day after the period."""
    kind, arrived = next(
        (registry().returns[owed.return_kind], owed.due_at.replace(day=1, hour=12))
        for owed in expected_returns(registry(), "none")
        if owed.period == period
    )
    file_return(
        connection, league, str(period), {part.part: [] for part in kind.parts_asked(period)}, arrived
    )


@pytest.fixture(scope="session", autouse=True)
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Airflow, which the notifier loads, keeps to a folder of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        # Now, because it sets up the logs of the process anew, and with them what tests look at.
        importlib.import_module("airflow.providers.smtp.notifications.smtp")
        yield


@pytest.fixture(scope="session")
def known_contacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry that knows some addresses."""
    return extended(tmp_path_factory.mktemp("contacts"), {"contacts.csv": CONTACTS})


@pytest.fixture(scope="session")
def reported_database(server: Server, empty_database: str, known_contacts: Path) -> str:
    """The name of a database in which every return up to 2024Q2 is in, of that registry: a template."""
    name = server.create(empty_database)
    engine = sa.create_engine(server.url(name))
    with in_force(known_contacts):
        migrate(engine, settings().due_rule)
    with engine.begin() as connection:
        for owed in expected_returns(registry(), "none"):
            if owed.period < Period.of("quarter", 2024, 3) or owed.period in MONTHS:
                file_whole(connection, owed.league_code, owed.period)
    engine.dispose()
    return name


@pytest.fixture
def contacts(known_contacts: Path) -> Iterator[None]:
    """That registry is in force."""
    with in_force(known_contacts):
        yield


@pytest.fixture
def reported(contacts: None, open_warehouse: Opener, reported_database: str) -> Iterator[sa.Engine]:
    """A warehouse of its own in which every return up to 2024Q2 is in."""
    with open_warehouse(reported_database) as engine:
        yield engine


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """A mail server that Airflow knows."""
    with mail_server.running() as started:
        yield started
