"""Files in the inbox become versions in the warehouse, and each league gets its answer.

**When:** files arrive (a wake-up), and by the clock (the guarantee), at a first start at once. Many files
take run after run. **By hand** with `arrivals`: a back-load. A refused file is green. **Red:** a fault of
ours: its files wait for the next run, other leagues' do not. **Do:** read its log; mend the cause.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, TriggerRule
from airflow.sdk import get_current_context as context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from etl.airflow.assets import ACCEPTED_RETURNS, INBOX
from etl.airflow.deadlines import not_finished_after
from etl.airflow.defaults import AFTERWARDS, DEFAULT_ARGS, JUDGES, WATCHING
from etl.airflow.named import dag, task
from etl.common.settings import settings

SWEEP = f"*/{settings().sweep_minutes} * * * *"
CLOCK = CronTriggerTimetable(SWEEP, timezone="Asia/Shanghai", run_immediately=True)


@task(doc_md="Archives and records the inbox's files, which leave it; a few are judged at once.")
def receive() -> list[Any]:
    from etl.airflow.groups import receive_groups

    return receive_groups(context())


@task(**JUDGES, map_index_template="{{ league_name }}", doc_md="A league's files, for a time, in order.")
def judge(group: Any) -> None:
    from etl.airflow.groups import judge_group

    judge_group(group, context())


@task(outlets=[ACCEPTED_RETURNS], **AFTERWARDS, doc_md="Says which years' annual tables rest on what came.")
def announce(groups: list[Any]) -> None:
    from etl.airflow.groups import years_changed

    if not (years := years_changed(groups)):
        raise AirflowSkipException("no annual table rests on what came")
    context()["outlet_events"][ACCEPTED_RETURNS].add_partitions([str(year) for year in years])


@task(outlets=[INBOX], **AFTERWARDS, doc_md="Wakes the next run where the time was over before the files.")
def go_on(groups: list[Any]) -> None:
    from etl.airflow.groups import require_more_to_do

    require_more_to_do(groups, context())


@task(trigger_rule=TriggerRule.ONE_FAILED, **WATCHING, doc_md="Makes the run red when a task of ours failed.")
def fail_if_any_failed() -> None:
    raise AirflowFailException("a task failed: its files wait and are judged by the next run")


@dag(
    schedule=AssetOrTimeSchedule(assets=INBOX, timetable=CLOCK), catchup=False, max_active_runs=1,
    default_args=DEFAULT_ARGS, dagrun_timeout=timedelta(hours=2), tags=["收报"], doc_md=__doc__,
    deadline=not_finished_after(timedelta(hours=1), "receive_returns"),
    params={
        "arrivals": Param(None, type=["null", "string"], title="补录:到达时间表", description="CSV 路径"),
        "folder": Param(None, type=["null", "string"], title="补录:文件夹", description="默认收件箱"),
    },
)  # fmt: skip
def receive_returns() -> None:
    groups: Any = receive()
    judged = judge.expand(group=groups)
    judged >> (after := [announce(groups), go_on(groups)])
    [groups, judged, *after] >> fail_if_any_failed()


receive_returns()
