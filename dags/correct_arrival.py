"""A file counts as arrived when it really did: on time or late by it.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao correct`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from etl.assets import ACCEPTED_RETURNS
from etl.dag_defaults import DEFAULT_ARGS


@task(doc_md="Corrects the arrival; the reply is written anew.")
def decide() -> list[int]:
    from etl.decide import by_form

    return by_form.decide(by_form.correct, get_current_context())


@task(outlets=[ACCEPTED_RETURNS], doc_md="Has the annual tables that rest on it built anew.")
def announce(years: list[int]) -> None:
    from etl.decide import by_form

    by_form.announce(years, ACCEPTED_RETURNS, get_current_context())


@dag(
    schedule=None,
    catchup=False,
    default_args=DEFAULT_ARGS,
    dagrun_timeout=timedelta(hours=2),
    params={
        "submission": Param(type="integer", minimum=1, title="报送编号", description="回执和看板上的编号"),
        "arrived": Param(type="string", title="实际到达时间", description="北京时间,如 2024-01-05T17:30"),
        "reason": Param(type="string", minLength=2, title="理由", description="写入事件记录,不可修改"),
    },
    tags=["决定"],
    doc_md=__doc__,
)
def correct_arrival() -> None:
    years: Any = decide()
    announce(years)


correct_arrival()
