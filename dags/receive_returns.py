"""Files in the inbox become versions in the warehouse, and each league gets its answer.

**When:** files arrive (a wake-up), and by the clock (the guarantee), at a first start at once. **By hand**
with `arrivals`: a back-load. A refused file is green. **Red:** a fault of ours: its files wait, the next run
judges them, no other league waits. **Do:** read the log of the red task; mend the cause. Clear nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, TriggerRule, dag, task
from airflow.sdk import get_current_context as context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from etl.airflow.assets import ACCEPTED_RETURNS, INBOX
from etl.airflow.deadlines import not_finished_after
from etl.airflow.defaults import DEFAULT_ARGS, JUDGING, WATCHING
from etl.common.settings import settings

SWEEP = f"*/{settings().sweep_minutes} * * * *"
CLOCK = CronTriggerTimetable(SWEEP, timezone="Asia/Shanghai", run_immediately=True)


@task(doc_md="Archives and records the inbox's files; they leave it. One group a league.")
def receive() -> list[Any]:
    from etl.airflow.groups import receive_groups

    received = receive_groups(context()["params"]["arrivals"], context()["params"]["folder"])
    context()["ti"].xcom_push(key="left", value=received.left)
    return received.groups


@task(
    pool=JUDGING, map_index_template="{{ league_name }}", execution_timeout=timedelta(minutes=5), retries=1,
    doc_md="A league's files in order: read, judged, answered. Many files: the next run goes on.",
)  # fmt: skip
def judge(group: Any) -> None:
    from etl.airflow.groups import JUDGING_FOR, league_name, run_of
    from etl.walk.batch import walk

    league = group["league_code"]
    context()["league_name"] = league_name(league)  # type: ignore[typeddict-unknown-key]
    walk({league: group["submission_ids"]}, run_of(context()["ti"]), seconds=JUDGING_FOR)


@task(
    outlets=[ACCEPTED_RETURNS], trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    doc_md="Says which years' annual tables rest on what came.",
)  # fmt: skip
def announce(groups: list[Any]) -> None:
    from etl.airflow.groups import years_changed

    if not (years := years_changed(groups)):
        raise AirflowSkipException("no annual table rests on what came")
    context()["outlet_events"][ACCEPTED_RETURNS].add_partitions([str(year) for year in years])


@task(
    outlets=[INBOX], trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    doc_md="Wakes the next run where this one's time was over before its files were.",
)  # fmt: skip
def go_on(groups: list[Any]) -> None:
    from etl.airflow.groups import more_to_do

    if not more_to_do(groups, context()["ti"].xcom_pull(task_ids="receive", key="left")):
        raise AirflowSkipException("nothing is left that this run could have judged")


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
    announced, gone_on = announce(groups), go_on(groups)
    judged >> [announced, gone_on]
    [groups, judged, announced, gone_on] >> fail_if_any_failed()


receive_returns()
