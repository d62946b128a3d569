"""Old files are judged by the rules of today: a dry run first, whose log says what would change.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao rejudge`.
The files in the archive are not touched. Without a choice all are judged.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from etl.assets import ACCEPTED_RETURNS
from etl.dag_defaults import DEFAULT_ARGS


@task(doc_md="Judges; its log has a line for each submission that changes.")
def decide() -> list[int]:
    from etl.decide import by_form

    return by_form.decide(by_form.rejudge, get_current_context())


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
        "submission": Param(None, type=["null", "integer"], title="报送编号", description="只重审这一份"),
        "rule": Param(None, type=["null", "string"], title="规则编号", description="只重审这条规则有发现的"),
        "league": Param(None, type=["null", "string"], title="盟市", description="只重审这个盟市的"),
        "period": Param(
            None, type=["null", "string"], title="报告期", description="季度如 2023Q1,年度如 2023"
        ),
        "apply": Param(False, type="boolean", title="执行", description="不勾选为试算,只看结果不改动"),
        "reason": Param(type="string", minLength=2, title="理由", description="写入事件记录,不可修改"),
    },
    tags=["决定"],
    doc_md=__doc__,
)
def rejudge_returns() -> None:
    years: Any = decide()
    announce(years)


rejudge_returns()
