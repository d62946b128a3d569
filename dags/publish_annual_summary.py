"""A year's set, or a quarter's bulletin, is checked, approved by a person and published as an edition.

It asks by itself when all returns are in, the day after the last is due, and when a figure has changed since;
a bulletin only of the quarter that ended last. `check` is red: something of ours is wrong, see `data_docs`;
nobody is asked. `publish` is red: a figure has changed since the question, and is asked about anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, PartitionedAssetTimetable, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from etl.assets import PUBLICATIONS_DUE

APPROVE = "批准发布"


@task(doc_md="Builds the period's tables and its draft set, and puts down what a person is asked to approve.")
def propose() -> dict[str, Any]:
    from etl.publish.steps import propose as ask

    context = get_current_context()
    try:
        return ask(str(context.get("partition_key") or context["params"]["period"]))
    except ValueError as wrong:  # the period: trying again would not mend it
        raise AirflowFailException(str(wrong)) from wrong


@task(retries=0, doc_md="Great Expectations judges the warehouse and the tables: what it finds is our fault.")
def check(period: str) -> None:
    from etl.quality import gate

    gate(int(period[:4]))


@task(trigger_rule=TriggerRule.ALL_DONE, doc_md="Builds the pages on which ops read what was checked.")
def data_docs(period: str) -> str:
    from etl.quality import build_docs

    return str(build_docs(int(period[:4])))


@task(doc_md="Records the answer; if it is yes, publishes the edition.")
def publish(proposal: dict[str, Any], answer: dict[str, Any]) -> str:
    from etl.publish import steps

    try:
        if folder := steps.publish(proposal, answer, approved=APPROVE in answer["chosen_options"]):
            return folder
    except steps.DecisionError as refused:  # an approval that does not hold: trying again would not mend it
        raise AirflowFailException(str(refused)) from refused
    raise AirflowSkipException("not approved")


@dag(
    schedule=PartitionedAssetTimetable(assets=PUBLICATIONS_DUE),
    catchup=False,
    max_active_runs=16,
    default_args={"retries": 2, "retry_delay": timedelta(seconds=10)},
    params={"period": Param("2022", type="string", title="年度或季度,如 2023 或 2023Q1")},
    tags=["发布"],
    doc_md=__doc__,
)
def publish_annual_summary() -> None:
    proposal: Any = propose()
    said = "{{ ti.xcom_pull(task_ids='propose')['%s'] }}"
    answer: Any = HITLOperator(
        task_id="approve", subject=said % "subject", body=said % "body", options=[APPROVE, "退回"],
        params={"opinion": Param("", type="string", title="意见")}, doc_md="Exactly these figures, or not.",
    )  # fmt: skip
    check(proposal["period"]) >> [answer, data_docs(proposal["period"])]
    publish(proposal, answer.output)


publish_annual_summary()
