"""A DAG whose task fails, and one that is not finished in time."""

from __future__ import annotations

import time
from datetime import timedelta

from airflow.sdk import dag, task

from etl.alarms.deadlines import not_finished_after
from etl.dag_defaults import DEFAULT_ARGS, JUDGING

QUICK = DEFAULT_ARGS | {"retries": 1, "retry_delay": timedelta(seconds=1)}


@task(pool=JUDGING)
def fail() -> None:
    raise ValueError("a fault of ours")


@task
def linger() -> None:
    time.sleep(15)


@dag(schedule=None, default_args=QUICK)
def broken() -> None:
    fail()


@dag(schedule=None, default_args=QUICK, deadline=not_finished_after(timedelta(seconds=2), "slow"))
def slow() -> None:
    linger()


broken()
slow()
