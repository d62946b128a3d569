"""What was accepted of a submission is taken back; the version before it is in force again.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao withdraw`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "submission": Param(type="integer", minimum=1, title="报送编号", description="回执和看板上的编号"),
        "part": Param(
            None, type=["null", "string"], title="报表", description="留空为全部;data、progress 等"
        ),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def withdraw_submission() -> None:
    decide_by_form("withdraw")


withdraw_submission()
