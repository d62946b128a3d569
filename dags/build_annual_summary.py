"""A year whose accepted returns changed gets its annual tables and its draft set anew.

The day after a due date too (`remind_leagues` says so): who is missing has changed. Where a person should be
asked to publish what came of it, `publish_annual_summary` is told.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from etl.assets import ACCEPTED_RETURNS, PUBLICATIONS_DUE


@task(doc_md="Builds the annual tables of the year and the draft workbook in the outbox.")
def summarise() -> dict[str, int]:
    from etl.summarise import summarise as build

    context = get_current_context()
    year = context.get("partition_key") or context["params"]["year"]
    return build(int(year)).changed


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
    default_args={"retries": 2, "retry_delay": timedelta(seconds=10)},
    params={"year": Param(2022, type="integer", title="年度")},
    tags=["汇总"],
    doc_md=__doc__,
)
def build_annual_summary() -> None:
    summarise() >> announce()


build_annual_summary()
