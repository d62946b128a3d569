"""Every morning leagues hear of what is due soon, today or overdue, and the centre of who is in and who not.

**When:** at 9, never at a first start; `schemas/registry/reminders.csv` says on which days from the
effective due day. **To whom:** `contacts.csv` there, by mail through the connection `smtp_default`; and
always as a file in the outbox. Nobody is told the same twice. Without a connection or an address it is
green, and the log and the digest say so. The years in which a return fell due since are summarised anew.
**By hand** with a `date` it only looks: the log has the letters of that morning.

**Red:** the mail server did not take a mail; later runs send the rest. **Do:** read the log; mend the
connection or the address in `contacts.csv`, clear the task.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, TriggerRule, get_current_context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from etl.airflow.assets import ACCEPTED_RETURNS
from etl.airflow.deadlines import not_finished_after
from etl.airflow.defaults import DEFAULT_ARGS, IN_ITS_TURN, MAIL, WATCHING, not_tried_again
from etl.airflow.named import dag, task


@task(pool=MAIL, doc_md="One mail to each league that owes a return, once a step; the same in its outbox.")
def remind() -> list[str]:
    from etl.leagues.reminders.remind import remind as send

    context = get_current_context()
    with not_tried_again(ValueError):  # a parameter or a setting
        return send(context["task_instance"].start_date, context["params"]["date"])


@task(
    pool=MAIL,
    trigger_rule=TriggerRule.ALL_DONE,
    doc_md="The matrix of who has reported, to the centre, once a day.",
)
def digest() -> bool:
    from etl.leagues.reminders.digest import digest as send

    context = get_current_context()
    with not_tried_again(ValueError):
        return send(context["task_instance"].start_date, context["params"]["date"])


@task(outlets=[ACCEPTED_RETURNS], doc_md="Has the years summarised anew in which a return fell due since.")
def turn_day() -> None:
    from etl.airflow.groups import years_turned

    context = get_current_context()
    if context["params"]["date"] or not (years := years_turned(context["task_instance"].start_date)):
        raise AirflowSkipException("no annual table has become untrue")
    context["outlet_events"][ACCEPTED_RETURNS].add_partitions([str(year) for year in years])


@task(trigger_rule=TriggerRule.ONE_FAILED, **WATCHING, doc_md="Makes the run red when a mail was not sent.")
def fail_if_any_failed() -> None:
    raise AirflowFailException("a mail was not sent: the log of the task that failed says why")


@dag(
    schedule=CronTriggerTimetable("0 9 * * *", timezone="Asia/Shanghai", run_immediately=IN_ITS_TURN),
    catchup=False, max_active_runs=1,
    default_args=DEFAULT_ARGS | {"retry_delay": timedelta(minutes=5)}, dagrun_timeout=timedelta(hours=3),
    deadline=not_finished_after(timedelta(hours=1), "remind_leagues"), tags=["提醒"], doc_md=__doc__,
    params={"date": Param(None, type=["null", "string"], format="date", title="试看日", description="只看")},
)  # fmt: skip
def remind_leagues() -> None:
    reminded, digested = remind(), digest()
    reminded >> digested
    [reminded, digested, turn_day()] >> fail_if_any_failed()


remind_leagues()
