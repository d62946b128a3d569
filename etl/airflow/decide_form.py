"""The wiring of a decision form in Airflow: the decision, and then the annual tables that rest on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param, get_current_context
from airflow.sdk.exceptions import AirflowFailException

from etl.airflow.assets import ACCEPTED_RETURNS
from etl.airflow.defaults import DEFAULT_ARGS, WATCHING
from etl.airflow.named import task

if TYPE_CHECKING:
    from etl.airflow.decide_by_form import Decided

# What every form's DAG has, and the field that every form ends with.
FORM: dict[str, Any] = {
    "schedule": None,
    "catchup": False,
    "default_args": DEFAULT_ARGS,
    "dagrun_timeout": timedelta(hours=3),
    "tags": ["决定"],
}
REASON = {"reason": Param(type="string", minLength=2, title="理由", description="写入事件记录,不可修改")}


def decide_by_form(decision: str) -> None:
    """The DAG that is being made has the tasks of a form; `decision`: a key of by_form.DECISIONS."""

    # Nobody is alarmed: who pressed the button waits for what comes of it.
    @task(
        on_failure_callback=None,
        execution_timeout=timedelta(hours=2),
        multiple_outputs=False,
        doc_md="Takes the decision; the log says what came of it.",
    )
    def decide() -> Decided:
        from etl.airflow import decide_by_form as by_form

        return by_form.decide(by_form.DECISIONS[decision], get_current_context())

    @task(outlets=[ACCEPTED_RETURNS], doc_md="Has the annual tables that rest on it built anew.")
    def announce(decided: Decided) -> None:
        from etl.airflow import decide_by_form as by_form

        by_form.announce(decided["years"], ACCEPTED_RETURNS, get_current_context())

    @task(**WATCHING, doc_md="Makes the run red when something of it failed; its log says what.")
    def fail_if_any_failed(decided: Decided) -> None:
        if decided["left"]:
            raise AirflowFailException("; ".join(decided["left"]))

    decided: Any = decide()
    announce(decided)
    fail_if_any_failed(decided)
