"""A DAG that files in the inbox start, as they start `receive_returns`, and whose one task does nothing."""

from __future__ import annotations

from airflow.sdk import dag, task

from etl.airflow.assets import INBOX


@task
def nothing() -> None: ...


@dag(schedule=INBOX, catchup=False, max_active_runs=1)
def empty() -> None:
    nothing()


empty()
