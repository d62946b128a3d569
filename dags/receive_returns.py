"""Files in the inbox become versions in the warehouse, and each league gets its answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, Param, TriggerRule, dag, task
from airflow.sdk import get_current_context as context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from etl.assets import ACCEPTED_RETURNS, INBOX
from etl.settings import settings

# The inbox is a wake-up, the clock the guarantee.
CLOCK = CronTriggerTimetable(f"*/{settings().sweep_minutes} * * * *", timezone="Asia/Shanghai")


@task(doc_md="Archives and records the inbox's files; they leave it. One group a league.")
def receive() -> list[dict[str, Any]]:
    from etl.groups import receive_groups

    return receive_groups(context()["params"]["arrivals"], context()["params"]["folder"])


@task(map_index_template="{{ league_name }}", doc_md="A league's files in order: read, judged, answered.")
def judge(group: dict[str, Any]) -> None:
    from etl.groups import league_name
    from etl.walk import walk

    context()["league_name"] = league_name(group["league_code"])  # type: ignore[typeddict-unknown-key]
    walk(group["submission_ids"])


@task(
    outlets=[ACCEPTED_RETURNS],
    trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    doc_md="Says which years' annual tables rest on what came.",
)
def announce(groups: list[dict[str, Any]]) -> None:
    from etl.groups import years_changed

    years = years_changed(groups)
    if not years:
        raise AirflowSkipException("no annual table rests on what came")
    context()["outlet_events"][ACCEPTED_RETURNS].add_partitions([str(year) for year in years])


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0, doc_md="Makes the run red when a task of ours failed.")
def fail_if_any_failed() -> None:
    raise AirflowFailException("a task failed: its files wait and are judged by the next run")


@dag(
    schedule=AssetOrTimeSchedule(assets=INBOX, timetable=CLOCK),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(seconds=10)},
    params={
        "arrivals": Param(None, type=["null", "string"], title="补录:到达时间表(CSV 路径)"),
        "folder": Param(None, type=["null", "string"], title="补录:文件所在文件夹(默认收件箱)"),
    },
    tags=["收报"],
    doc_md=__doc__,
)
def receive_returns() -> None:
    groups: Any = receive()
    judged = judge.expand(group=groups)
    announced = announce(groups)
    judged >> announced
    [groups, judged, announced] >> fail_if_any_failed()


receive_returns()
