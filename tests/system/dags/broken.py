"""A DAG whose task fails, and one that is not finished in time: it ends when a file appears."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from airflow.sdk import dag, get_current_context, task

from etl.airflow.deadlines import not_finished_after
from etl.airflow.defaults import DEFAULT_ARGS
from etl.server.pools import JUDGING

QUICK = DEFAULT_ARGS | {"retries": 1, "retry_delay": timedelta(seconds=1)}


@task(pool=JUDGING)
def fail() -> None:
    raise ValueError("a fault of ours")


@task
def linger() -> None:
    end = Path(get_current_context()["params"]["end"])
    while not end.exists():
        time.sleep(0.1)


@dag(schedule=None, default_args=QUICK)
def broken() -> None:
    fail()


@dag(
    schedule=None,
    default_args=QUICK,
    deadline=not_finished_after(timedelta(seconds=2), "slow"),
    params={"end": ""},
)
def slow() -> None:
    linger()


broken()
slow()
