"""What was accepted of a submission is taken back; the version before it is in force again.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao withdraw`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from etl.assets import ACCEPTED_RETURNS
from etl.dag_defaults import DEFAULT_ARGS


@task(doc_md="Withdraws; its log says what is in force again.")
def decide() -> list[int]:
    from etl.decide import by_form

    return by_form.decide(by_form.withdraw, get_current_context())


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
        "part": Param(
            None, type=["null", "string"], title="报表", description="留空为全部;data、progress 等"
        ),
        "reason": Param(type="string", minLength=2, title="理由", description="写入事件记录,不可修改"),
    },
    tags=["决定"],
    doc_md=__doc__,
)
def withdraw_submission() -> None:
    years: Any = decide()
    announce(years)


withdraw_submission()
