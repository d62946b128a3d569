"""A waiver ends before its day: from then on the rule refuses again.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao revoke`.
What passed by the waiver stays accepted until it is judged again by `rejudge_returns`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "waiver": Param(type="string", title="豁免编号", description="如 150100-2022Q3-1,见回执或报送看板"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def revoke_waiver() -> None:
    decide_by_form("revoke")


revoke_waiver()
