"""Runs that must be finished in time; Airflow's triggerer calls when one is not."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk.definitions.callback import AsyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from etl.airflow.notifier import JibaoNotifier


def not_finished_after(interval: timedelta, dag_id: str) -> DeadlineAlert:
    """A run of the DAG that is not at its end so long after it was queued raises `run_overdue`."""
    alarm = {"alarm_id": "run_overdue", "subject": dag_id}
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=interval,
        callback=AsyncCallback(JibaoNotifier, kwargs=alarm),
    )
