"""Once a week everything is backed up, the archive is held against its checksums, and old things go.

**When:** on Sundays at 03:00, from the first Sunday on. A backup is a folder of `JIBAO_BACKUPS` (default:
`backups` of the home); the newest eight stay. Runs and logs stay for 180 days. While it is made, files of
leagues wait.

**Red:** `back_up`: the disk is full, or PostgreSQL is away. `verify_archive`: a file or an event is not what
it was; an alarm names it. `clean_up`: Airflow could not forget. **Do:** the log says which; docs/runbook.md.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, TriggerRule

from etl.airflow.defaults import DEFAULT_ARGS, IN_ITS_TURN
from etl.airflow.named import dag, task


@task(
    execution_timeout=timedelta(hours=2),
    doc_md="Archive, outbox, inbox, secrets and databases; gives the folder.",
)
def back_up() -> str:
    from etl.operate.backup.backup import backup

    return str(backup())


@task(
    execution_timeout=timedelta(hours=2),
    retries=1,
    trigger_rule=TriggerRule.ALL_DONE,
    doc_md="Every file's SHA-256, every event in the log; gives how many files are sound.",
)
def verify_archive() -> int:
    from etl.operate.housekeeping.verify import verify

    return verify()


@task(
    trigger_rule=TriggerRule.ALL_DONE,
    doc_md="Old backups, logs, drafts and runs go; gives how many.",
)
def clean_up() -> dict[str, int]:
    from etl.operate.housekeeping.clean import clean

    return clean()


@dag(
    schedule=CronTriggerTimetable("0 3 * * 0", timezone="Asia/Shanghai", run_immediately=IN_ITS_TURN),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    dagrun_timeout=timedelta(hours=6),
    tags=["运维"],
    doc_md=__doc__,
)
def keep_house() -> None:
    kept = back_up()
    kept >> verify_archive()
    kept >> clean_up()


keep_house()
