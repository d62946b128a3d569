"""A year whose accepted returns changed gets its annual tables and its draft set anew."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, dag, get_current_context, task

from etl.assets import ACCEPTED_RETURNS


@task(doc_md="Builds the annual tables of the year and the draft workbook in the outbox.")
def summarise() -> dict[str, int]:
    from etl.summarise import summarise as build

    context = get_current_context()
    year = context.get("partition_key") or context["params"]["year"]
    return build(int(year)).changed


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
    summarise()


build_annual_summary()
