"""What was reached in a year before the first return (2021年实绩) is entered, as a department gives it.

**When:** by hand: fill in the form; who presses the button is the actor. The same as `jibao provide`. The
board lists what is asked for, from whom, and what will be known then.

**Red:** it could not be decided as things stand; nothing has changed, and the log says why. **Do:** correct
the form and trigger it again.
"""

from __future__ import annotations

from airflow.sdk import Param

from etl.airflow.decide_form import FORM, REASON, decide_by_form
from etl.airflow.named import dag


@dag(
    params={
        "indicator": Param(
            type="string", title="指标代码", description="自2021年起累计的目标的指标,如 P00-1;见报送看板"
        ),
        "year": Param(2021, type="integer", title="年度", description="首次报表之前的年度"),
        "value": Param(type="number", minimum=0, title="全区实绩", description="当年全年数,按指标的计量单位"),
        "provider": Param(type="string", minLength=2, title="提供单位", description="如 人社厅"),
        "source": Param(type="string", minLength=2, title="依据", description="文件名称和文号"),
        **REASON,
    },
    doc_md=__doc__,
    **FORM,
)
def provide_base_figure() -> None:
    decide_by_form("provide")


provide_base_figure()
