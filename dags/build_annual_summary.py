"""A year whose accepted returns changed gets its annual tables, its draft set and its notes on months anew.

**When:** accepted returns of the year changed; the day after a due date too (`remind_leagues` says so),
as who is missing has changed. **By hand:** name a year; every figure of it is then read anew, also where
nothing is known to have changed. Where a person should be asked to publish what
came of it, `publish_annual_summary` is told.

**Red:** a fault of ours; the tables stay as they were before. **Do:** read the log of the task, mend the
cause, clear the task. Nothing is done twice.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, get_current_context
from airflow.sdk.exceptions import AirflowSkipException

from etl.airflow.assets import ACCEPTED_RETURNS, PUBLICATIONS_DUE
from etl.airflow.deadlines import not_finished_after
from etl.airflow.defaults import DEFAULT_ARGS, TABLES
from etl.airflow.named import dag, task


@task(pool=TABLES, doc_md="Builds the tables of the year; the draft set and the notes lie in the outbox.")
def summarise() -> dict[str, int]:
    from etl.publish.drafts import draft_year as build

    context = get_current_context()
    accepted = context.get("partition_key")  # in this year, or a person asks for one
    return build(int(accepted or context["params"]["year"]), anew=accepted is None).changed


@task(outlets=[PUBLICATIONS_DUE], doc_md="Says which periods a person should be asked to publish.")
def announce() -> None:
    from etl.publish.proposals import due_periods

    context = get_current_context()
    periods = due_periods([int(context.get("partition_key") or context["params"]["year"])])
    if not periods:
        raise AirflowSkipException("nothing is to be published")
    context["outlet_events"][PUBLICATIONS_DUE].add_partitions(periods)


@dag(
    schedule=PartitionedAssetTimetable(assets=ACCEPTED_RETURNS),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    dagrun_timeout=timedelta(hours=2),
    deadline=not_finished_after(timedelta(hours=1), "build_annual_summary"),
    params={
        "year": Param(
            2022, type="integer", minimum=2022, title="年度", description="手工运行时,重新汇总哪一年"
        )
    },
    tags=["汇总"],
    doc_md=__doc__,
)
def build_annual_summary() -> None:
    summarise() >> announce()


build_annual_summary()
