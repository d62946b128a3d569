"""The whole system, up, in one home for all modules: with a mail server, metrics and lineage.

Each module tells its own files and runs from those of the others; the metrics come first, while nothing has
failed yet (see `_LONG` in tests/conftest.py).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from etl.cli.program import main
from etl.common.settings import DAGS, Settings, settings
from etl.server.airflow_api import AirflowApi
from tests.conftest import forget
from tests.reminders import post as mail_server
from tests.reminders.post import Post
from tests.server.homes import copy_home, discard, free_port, set_home

OURS = Path(__file__).with_name("dags")
OPS = "ops@hr.example"


@dataclass(frozen=True)
class System:
    """Its home, the mails that came, and the file of lineage."""

    home: Settings
    post: Post
    lineage: Path


@pytest.fixture(scope="package")
def system(prepared_home: Path) -> Iterator[System]:
    # Not in pytest's own folder: any other run of pytest closes that to other accounts, PostgreSQL's too.
    with (
        pytest.MonkeyPatch.context() as environment,
        TemporaryDirectory(prefix="jibao-") as name,
        mail_server.running() as post,
    ):
        folder = Path(name)
        lineage = folder / "lineage.jsonl"
        transport = {"type": "file", "log_file_path": str(lineage), "append": True}
        (folder / "dags").mkdir()
        for file in (*DAGS.glob("*.py"), *OURS.glob("*.py")):
            shutil.copy(file, folder / "dags")
        environment.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(folder / "dags"))
        environment.setenv("AIRFLOW__OPENLINEAGE__TRANSPORT", json.dumps(transport))
        environment.setenv("JIBAO_METRICS_PORT", str(free_port()))
        environment.setenv("JIBAO_OPS_MAIL", OPS)
        # What is read once does not change any more.
        environment.setenv("AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL", "3600")
        environment.setenv("JIBAO_REST_SECONDS", "2")  # a file that is cut off is taken sooner
        copy_home(prepared_home, set_home(environment, folder / "home").home)
        forget()
        try:
            assert main(["up"]) == 0
            yield System(settings(), post, lineage)
        finally:
            forget()
            discard(settings())


@pytest.fixture(scope="package")
def home(system: System) -> Settings:
    return system.home


@pytest.fixture(scope="package")
def airflow(system: System) -> Iterator[AirflowApi]:
    with AirflowApi() as api:
        for dag_id in (*(file.stem for file in DAGS.glob("*.py")), "broken", "slow"):
            api.wait_for_dag(dag_id)
        # What comes would be summarised each time, and asked about: only where a test is about it.
        for dag_id in ("build_annual_summary", "publish_annual_summary"):
            api.pause(dag_id)
        yield api
