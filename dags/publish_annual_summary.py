"""A year's set, a quarter's bulletin or a month's note is checked, approved by a person and published.

**When:** all returns are in, the day after the last is due, or a figure has changed; of quarters and months
only the last. The answer has 30 days, then it is 退回. **Red:** `check`: a fault of ours; read `data_docs`,
mend it, clear the task. `publish`: a figure has changed since; it is asked about anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, PartitionedAssetTimetable, TriggerRule
from airflow.sdk.exceptions import AirflowSkipException

from etl.airflow.assets import PUBLICATIONS_DUE
from etl.airflow.defaults import DEFAULT_ARGS, TABLES, not_tried_again
from etl.airflow.named import called, dag, task
from etl.airflow.notifier import JibaoNotifier
from etl.airflow.plugins.data_docs_link import with_data_docs

APPROVE, SEND_BACK = "批准发布", "退回"
PERIOD = "{{ partition_key or params.period }}"


@task(
    pool=TABLES, on_failure_callback=JibaoNotifier("quality_failed"),
    doc_md="Builds the year's tables; Great Expectations judges them and the warehouse: our fault, if any.",
)  # fmt: skip
def check(period: str) -> None:
    from etl.publish import steps

    with not_tried_again(steps.QualityError, ValueError):
        steps.check(period)


@task(trigger_rule=TriggerRule.ALL_DONE, doc_md="Builds the pages on which ops read what was checked.")
def data_docs(period: str) -> str:
    from etl.publish.quality import build_docs

    return str(build_docs(int(period[:4])))


@task(pool=TABLES, doc_md="Makes the draft set, and puts down what a person is asked to approve.")
def propose(period: str) -> dict[str, Any]:
    from etl.publish.steps import propose as ask

    with not_tried_again(ValueError):
        return dict(ask(period))


@task(doc_md="Records the answer; if it is yes, checks once more and publishes the edition.")
def publish(proposal: Any, answer: Any) -> str:
    from etl.publish import steps

    with not_tried_again(steps.DecisionError, steps.QualityError):
        if folder := steps.publish(proposal, answer, approved=APPROVE in answer["chosen_options"]):
            return folder
    raise AirflowSkipException("not approved")


@dag(
    schedule=PartitionedAssetTimetable(assets=PUBLICATIONS_DUE), catchup=False, max_active_runs=100,
    params={"period": Param("2022", pattern=r"^20\d{2}([QM]\d+)?$", title="报告期", description="如 2023Q1")},
    default_args=DEFAULT_ARGS, tags=["发布"], doc_md=__doc__,
)  # fmt: skip
def publish_annual_summary() -> None:
    proposed = "{{ ti.xcom_pull(task_ids='propose')['%s'] }}"
    answer: Any = HITLOperator(
        **called("approve"), subject=proposed % "subject", body=proposed % "body", defaults=[SEND_BACK],
        params={"opinion": Param("", type="string", title="意见")}, doc_md="Exactly these figures, or not.",
        options=[APPROVE, SEND_BACK], response_timeout=timedelta(days=30), execution_timeout=None,
    )  # fmt: skip
    with_data_docs(check(PERIOD)) >> [proposal := propose(PERIOD), data_docs(PERIOD)]
    publish(proposal, (proposal >> answer).output)


publish_annual_summary()
