"""Old files are judged by the rules of today: a dry run first, whose log says what would change.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao rejudge`.
The files in the archive are not touched. Without a choice all are judged.

**Red:** `decide`: it could not be decided as things stand, and nothing has changed; `fail_if_any_failed`: a
league was left out, the others were judged. The log says why. **Do:** mend what it names and trigger the form
again; what is done is not done twice.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "submission": Param(None, type=["null", "integer"], title="报送编号", description="只重审这一份"),
        "rule": Param(None, type=["null", "string"], title="规则编号", description="只重审这条规则有发现的"),
        "league": Param(None, type=["null", "string"], title="盟市", description="只重审这个盟市的"),
        "period": Param(
            None, type=["null", "string"], title="报告期", description="季度如 2023Q1,年度如 2023"
        ),
        "apply": Param(False, type="boolean", title="执行", description="不勾选为试算,只看结果不改动"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def rejudge_returns() -> None:
    decide_by_form("rejudge")


rejudge_returns()
