"""Ops are told before people complain: what is stuck, silent, red or nearly full, once, with what to do.

**When:** every 5 minutes, and at once at a first start. It looks for every alarm of
`schemas/registry/alarms.csv`, mails what is new, still so, or over to the addresses in `JIBAO_OPS_MAIL`,
and lays what is open into the outbox of the centre (运行报警.txt).

**Red:** the warehouse or the mail server is out of reach: whoever is to be told is mailed without the
warehouse, or at the next look. **Do:** `jibao status`; then the log. What each alarm means:
docs/runbook.md.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable

from etl.airflow.defaults import DEFAULT_ARGS
from etl.airflow.named import dag, task


@task(
    retries=1,
    execution_timeout=timedelta(minutes=4),
    doc_md="Looks for every alarm and tells; gives what a mail said.",
)
def look() -> list[str]:
    from etl.operate.alarms.look import look as look_around

    return look_around()


@dag(
    schedule=CronTriggerTimetable("*/5 * * * *", timezone="Asia/Shanghai", run_immediately=True),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    dagrun_timeout=timedelta(minutes=10),
    tags=["运维"],
    doc_md=__doc__,
)
def watch_pipeline() -> None:
    look()


watch_pipeline()
