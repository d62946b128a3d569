"""What the decision forms in Airflow call: who pressed the button is the actor, the rest is the form's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from etl.decide.outcome import Outcome
from etl.settings import ZONE
from schemas.periods import Period
from schemas.registry import registry

log = logging.getLogger(__name__)
Form = Mapping[str, Any]


def decide(taken: Callable[[Form, dict[str, str]], Outcome], context: Mapping[str, Any]) -> list[int]:
    """The decision is taken, and its log says what came of it; the years whose annual tables it changes.

    AirflowFailException, which is not tried again, for one that cannot be taken, or that no user took.
    """
    from airflow.sdk.exceptions import AirflowFailException

    from etl.events import DecisionError

    actor, form = context["dag_run"].triggering_user_name, context["params"]
    if not actor:
        raise AirflowFailException("a decision is a person's: press Trigger on this DAG's page")
    try:
        outcome = taken(form, {"actor": actor, "reason": form["reason"].strip()})
    except (DecisionError, ValueError) as refused:
        raise AirflowFailException(str(refused)) from refused
    for line in outcome.lines():
        log.info("%s", line)
    return list(outcome.years)


def announce(years: list[int], asset: Any, context: Mapping[str, Any]) -> None:
    """The annual tables of these years are built anew; AirflowSkipException where there are none."""
    from airflow.sdk.exceptions import AirflowSkipException

    if not years:
        raise AirflowSkipException("no annual table rests on it")
    context["outlet_events"][asset].add_partitions([str(year) for year in years])


def withdraw(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/withdraw.py."""
    from etl.decide.withdraw import withdraw as take_back

    return take_back(form["submission"], [form["part"]] if form["part"] else [], **who)


def waive(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/waive.py."""
    from etl.decide.waive import waive as let_pass

    return let_pass(
        form["rule"],
        _league(form["league"]),
        Period.parse(form["period"]),
        form["part"],
        indicator_code=form["indicator"] or None,
        project_no=form["project"],
        valid_to=date.fromisoformat(form["until"]) if form["until"] else None,
        **who,
    )


def assign(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/assign.py."""
    from etl.decide.assign import assign as give

    return give(form["submission"], _league(form["league"]), **who)


def correct(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/arrival.py."""
    from etl.decide.arrival import correct_arrival

    arrived = datetime.fromisoformat(form["arrived"])
    return correct_arrival(
        form["submission"], arrived if arrived.tzinfo else arrived.replace(tzinfo=ZONE), **who
    )


def rejudge(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/rejudge.py; without `apply` a dry run, whose log says what would change."""
    from etl.decide.rejudge import rejudge as judge_again

    found = judge_again(
        [form["submission"]] if form["submission"] else [],
        rule_id=form["rule"] or None,
        league_code=_league(form["league"]) if form["league"] else None,
        period=Period.parse(form["period"]) if form["period"] else None,
        apply=form["apply"],
        **who,
    )
    log.info(
        "%d judged, %d %s",
        found.looked_at,
        len(found.changes),
        "changed" if form["apply"] else "would change",
    )
    return found.outcome


def unlock(form: Form, who: dict[str, str]) -> Outcome:
    """See etl/decide/years.py."""
    from etl.decide.years import unlock as reopen

    league = _league(form["league"]) if form["league"] else None
    return reopen(form["year"], league, date.fromisoformat(form["until"]), **who)


def _league(text: str) -> str:
    """The code of a league that is given by its code, its name or an alias; ValueError if there is none."""
    for code, league in registry().leagues.items():
        if text.strip() in (code, league.name_zh, *league.aliases_zh):
            return code
    raise ValueError(f"{text} is no league: give its code or its name")
