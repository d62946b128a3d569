"""What all DAGs have in common: who answers for a task, how often it is tried, who is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from airflow.sdk import TriggerRule

from etl.airflow.notifier import JibaoNotifier
from etl.server.pools import JUDGING, MAIL, TABLES
from schemas.personal import masked

__all__ = [
    "AFTERWARDS",
    "DEFAULT_ARGS",
    "IN_ITS_TURN",
    "JUDGES",
    "MAIL",
    "TABLES",
    "WATCHING",
    "not_tried_again",
]

DEFAULT_ARGS: dict[str, Any] = {
    "owner": "jibao-ops",
    "retries": 2,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=30),
    "on_failure_callback": JibaoNotifier(),
}

# `run_immediately` of a schedule that does nothing at a first start. False would not say so: to Airflow 3.3
# it means up to a tenth of the interval late. The minute is the scheduler's: without it the first moment of
# all is lost when the file is read between it and the scheduler's turn (docs/decisions/0016-first-starts.md).
IN_ITS_TURN = timedelta(minutes=1)

# A league's files: no run waits long for a task that hangs. They are judged by the next run, too.
JUDGES: dict[str, Any] = {"pool": JUDGING, "execution_timeout": timedelta(minutes=5), "retries": 1}

# Tasks that come after others, of which some may have failed.
AFTERWARDS: dict[str, Any] = {"trigger_rule": TriggerRule.ALL_DONE_MIN_ONE_SUCCESS}

# The task that makes a run red because another failed: ops are told of that one already.
WATCHING: dict[str, Any] = {"retries": 0, "on_failure_callback": None}


@contextmanager
def not_tried_again(*faults: type[Exception]) -> Iterator[None]:
    """One of these fails the task for good, with what it says: the next try would end as this one."""
    from airflow.sdk.exceptions import AirflowFailException

    try:
        yield
    except faults as fault:
        raise AirflowFailException(masked(str(fault))) from None
