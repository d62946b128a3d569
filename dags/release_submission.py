"""What is held of a submission is put in force, and replaces the version before it.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao release`.
Where what is held is wrong, withdraw it instead.

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
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def release_submission() -> None:
    decide_by_form("release")


release_submission()
