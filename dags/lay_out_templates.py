"""Before a quarter or a year ends, a prefilled template for each league lies in its outbox.

By hand: name a period (2023Q1, or 2023 for the annual return), and a league's code for that league alone.
A template that nobody has touched is replaced when what it shows has changed; one that somebody has filled
in is left as it is. A league that is exempt, or no longer exists, gets none.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException


@task(doc_md="Writes the templates of the returns that are next; gives the files that are new or changed.")
def lay_out() -> list[str]:
    from etl.template.lay_out import lay_out as write

    context = get_current_context()
    asked = context["params"]
    try:
        return write(context.get("logical_date"), asked["league"], asked["period"])
    except ValueError as wrong:  # a parameter: trying again would not mend it
        raise AirflowFailException(str(wrong)) from wrong


@dag(
    schedule=CronTriggerTimetable("0 9 15 3,6,9,12 *", timezone="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    params={
        "league": Param(None, type=["null", "string"], title="盟市代码(默认全部)"),
        "period": Param(None, type=["null", "string"], title="报告期,如 2023Q1 或 2023(默认即将结束的)"),
    },
    tags=["模板"],
    doc_md=__doc__,
)
def lay_out_templates() -> None:
    lay_out()


lay_out_templates()
