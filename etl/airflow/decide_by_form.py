"""What the decision forms in Airflow call: who pressed the button is the actor, the rest is the form's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from etl.airflow.defaults import not_tried_again
from etl.common.moments import moment_of
from etl.operate.decide.outcome import Outcome
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.names import league_called

log = logging.getLogger(__name__)
Form = Mapping[str, Any]


class Decided(TypedDict):
    """The years whose annual tables a decision changes, and what failed while the rest was decided."""

    years: list[int]
    left: list[str]


def decide(taken: Callable[[Form, dict[str, str]], Outcome], context: Mapping[str, Any]) -> Decided:
    """The decision is taken, and its log says what came of it.

    AirflowFailException, which is not tried again, for one that cannot be taken, or that no user took; and
    where a first try ended without a word, as nobody knows whether it was decided: nothing is decided twice.
    """
    from airflow.sdk.exceptions import AirflowFailException

    from etl.store.events import DecisionError

    actor, form = context["dag_run"].triggering_user_name, context["params"]
    if not actor:
        raise AirflowFailException("a decision is a person's: press Trigger on this DAG's page")
    if context["ti"].try_number > 1:
        raise AirflowFailException(
            "it may be decided already: look at the events, then trigger the form again"
        )
    with not_tried_again(DecisionError, ValueError):
        outcome = taken(form, {"actor": actor, "reason": form["reason"].strip()})
    for line in outcome.lines():
        log.info("%s", line)
    return {"years": list(outcome.years), "left": list(outcome.left)}


def announce(years: list[int], asset: Any, context: Mapping[str, Any]) -> None:
    """The annual tables of these years are built anew; AirflowSkipException where there are none."""
    from airflow.sdk.exceptions import AirflowSkipException

    if not years:
        raise AirflowSkipException("no annual table rests on it")
    context["outlet_events"][asset].add_partitions([str(year) for year in years])


def withdraw(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/withdraw.py."""
    from etl.operate.decide.withdraw import withdraw as take_back

    return take_back(form["submission"], [form["part"]] if form["part"] else [], **who)


def release(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/release.py."""
    from etl.operate.decide.release import release as put_in_force

    return put_in_force(form["submission"], **who)


def waive(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/waive.py."""
    from etl.operate.decide.waive import waive as let_pass

    return let_pass(
        form["rule"],
        league_called(form["league"]),
        Period.parse(form["period"]),
        form["part"],
        indicator_code=form["indicator"] or None,
        project_no=form["project"],
        subject_code=form["subject"] or None,
        valid_to=date.fromisoformat(form["until"]) if form["until"] else None,
        **who,
    )


def revoke(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/revoke.py."""
    from etl.operate.decide.revoke import revoke as end

    return end(form["waiver"].strip(), **who)


def assign(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/assign.py."""
    from etl.operate.decide.assign import assign as give

    return give(form["submission"], league_called(form["league"]), **who)


def correct(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/arrival.py."""
    from etl.operate.decide.arrival import correct_arrival

    return correct_arrival(form["submission"], moment_of(form["arrived"]), **who)


def rejudge(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/rejudge.py; without `apply` a dry run, whose log says what would change."""
    from etl.operate.decide.rejudge import rejudge as judge_again

    rejudged = judge_again(
        [form["submission"]] if form["submission"] else [],
        rule_id=form["rule"] or None,
        league_code=league_called(form["league"]) if form["league"] else None,
        period=Period.parse(form["period"]) if form["period"] else None,
        apply=form["apply"],
        **who,
    )
    log.info("%s", rejudged.counted(applied=form["apply"]))
    return rejudged.outcome


def unlock(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/years.py."""
    from etl.operate.decide.years import unlock as reopen

    league = league_called(form["league"]) if form["league"] else None
    return reopen(form["year"], league, date.fromisoformat(form["until"]), **who)


def provide(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/base_figure.py."""
    from etl.operate.decide.base_figure import provide as enter

    about = {"provider": form["provider"].strip(), "source": form["source"].strip()}
    return enter(form["indicator"].strip(), form["year"], Decimal(str(form["value"])), **about, **who)


def answer(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/operate/decide/matter.py."""
    from etl.operate.decide.matter import answer as give

    states = registry().words["matter_state"]
    return give(
        form["matter"].strip(),
        handler=form["handler"].strip(),
        state=next((code for code, name in states.items() if name == form["state"]), str(form["state"])),
        reply=form["reply"].strip(),
        replied_on=date.fromisoformat(form["on"]) if form["on"] else None,
        **who,
    )


DECISIONS: Mapping[str, Callable[[Form, dict[str, str]], Outcome]] = {
    "withdraw": withdraw,
    "release": release,
    "waive": waive,
    "revoke": revoke,
    "assign": assign,
    "correct": correct,
    "rejudge": rejudge,
    "unlock": unlock,
    "provide": provide,
    "answer": answer,
}
