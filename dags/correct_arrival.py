"""A file counts as arrived when it really did: on time or late by it.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao correct`.

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
        "arrived": Param(type="string", title="实际到达时间", description="北京时间,如 2024-01-05T17:30"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def correct_arrival() -> None:
    decide_by_form("correct")


correct_arrival()
