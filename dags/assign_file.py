"""A file that no league owns, or that lay in a wrong folder, is given to its league and judged.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao assign`.

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
        "league": Param(type="string", title="盟市", description="代码或名称,如 150100、呼和浩特市"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def assign_file() -> None:
    decide_by_form("assign")


assign_file()
