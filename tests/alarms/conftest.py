"""What alarms are told to: a mail server, and somebody of ops."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest

from tests.reminders import post as mail_server
from tests.reminders.post import Post

OPS = "ops@hr.example"


@pytest.fixture(scope="session", autouse=True)
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Airflow, which the notifier loads, keeps to a folder of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        # Now, because it sets up the logs of the process anew, and with them what tests look at.
        importlib.import_module("airflow.providers.smtp.notifications.smtp")
        yield


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """A mail server that Airflow knows, and an address of ops."""
    monkeypatch.setenv("JIBAO_OPS_MAIL", f"{OPS}, ")
    with mail_server.running() as started:
        yield started
