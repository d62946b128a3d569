"""Returns of a published year are taken again until a day.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao unlock`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from etl.assets import ACCEPTED_RETURNS
from etl.dag_defaults import DEFAULT_ARGS


@task(doc_md="Opens the year again.")
def decide() -> list[int]:
    from etl.decide import by_form

    return by_form.decide(by_form.unlock, get_current_context())


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
        "year": Param(type="integer", title="年度", description="已发布、已锁定的年度"),
        "league": Param(None, type=["null", "string"], title="盟市", description="只对这个盟市;留空为全部"),
        "until": Param(type="string", format="date", title="开放至", description="最后一天,如 2024-03-31"),
        "reason": Param(type="string", minLength=2, title="理由", description="写入事件记录,不可修改"),
    },
    tags=["决定"],
    doc_md=__doc__,
)
def unlock_year() -> None:
    years: Any = decide()
    announce(years)


unlock_year()
