"""A DAG whose one task runs until a file appears, so that a test decides when."""

from __future__ import annotations

import time
from pathlib import Path

from airflow.sdk import dag, get_current_context, task


@task
def wait() -> None:
    context = get_current_context()
    folder = Path(context["params"]["folder"])
    (folder / "started").touch()
    while not (folder / "go").exists():
        time.sleep(0.1)


@dag(schedule=None, params={"folder": ""})
def wait_for_file() -> None:
    wait()


wait_for_file()
