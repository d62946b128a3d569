"""Returns of a published year are taken again until a day.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao unlock`.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "year": Param(type="integer", title="年度", description="已发布、已锁定的年度"),
        "league": Param(None, type=["null", "string"], title="盟市", description="只对这个盟市;留空为全部"),
        "until": Param(type="string", format="date", title="开放至", description="最后一天,如 2024-03-31"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def unlock_year() -> None:
    decide_by_form("unlock")


unlock_year()
