"""Before a month, a quarter or a year ends, a prefilled template for each league lies in its outbox.

**When:** at 9 on the 15th of each month; a system that starts later lays out none by itself.
**By hand:** name a period (2024M03, 2023Q1, or 2023 for the annual return), and a league's code for that
league alone. **Back-fill** of the periods in a range of days:
`airflow backfill create --dag-id lay_out_templates --from-date 2023-01-01 --to-date 2023-12-31`.

A template that nobody has touched is replaced when what it shows has changed; one that somebody has
filled in is left as it is. A league that is exempt, or no longer exists, gets none.

**Red:** some template could not be written; the log names the leagues, the others have theirs. **Do:**
mend what it says (most often the outbox cannot be written), clear the task.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, get_current_context

from etl.airflow.defaults import DEFAULT_ARGS, IN_ITS_TURN, not_tried_again
from etl.airflow.named import dag, task


@task(doc_md="Writes the templates of the returns that are next; gives the files that are new or changed.")
def lay_out() -> list[str]:
    from etl.leagues.template.lay_out import lay_out as write

    context = get_current_context()
    asked = context["params"]
    with not_tried_again(ValueError):  # a parameter
        return write(context.get("logical_date"), asked["league"], asked["period"])


@dag(
    schedule=CronTriggerTimetable("0 9 15 * *", timezone="Asia/Shanghai", run_immediately=IN_ITS_TURN),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    dagrun_timeout=timedelta(hours=3),
    params={
        "league": Param(
            None,
            type=["null", "string"],
            pattern="^[0-9]{6}$",
            title="盟市",
            description="如 150100;不填为全部盟市",
        ),
        "period": Param(
            None,
            type=["null", "string"],
            pattern="^20[0-9]{2}([A-Z][0-9]{1,2})?$",
            title="报告期",
            description="如 2024M03、2023Q1 或 2023;不填为即将结束的报告期",
        ),
    },
    tags=["模板"],
    doc_md=__doc__,
)
def lay_out_templates() -> None:
    lay_out()


lay_out_templates()
