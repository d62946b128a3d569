"""The commands by which an operator decides: each with an actor and a reason, each an event."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from etl.cli.exits import OUR_FAULT, USAGE

if TYPE_CHECKING:
    from etl.operate.decide.outcome import Outcome


def withdraw(asked: Namespace) -> int:
    """Takes back what was accepted of a submission."""
    from etl.operate.decide.withdraw import withdraw as decide

    return _decided(asked, lambda: decide(asked.submission_id, asked.part, **_who(asked)))


def release(asked: Namespace) -> int:
    """Puts in force what is held of a submission."""
    from etl.operate.decide.release import release as decide

    return _decided(asked, lambda: decide(asked.submission_id, **_who(asked)))


def waive(asked: Namespace) -> int:
    """Lets an error of one rule pass as a warning, in one part of a league's return."""
    from etl.operate.decide.waive import waive as decide

    return _decided(
        asked,
        lambda: decide(
            asked.rule,
            asked.league,
            asked.period,
            asked.part,
            indicator_code=asked.indicator,
            project_no=asked.project,
            subject_code=asked.subject,
            valid_to=asked.until,
            **_who(asked),
        ),
    )


def revoke(asked: Namespace) -> int:
    """Ends a waiver before its day."""
    from etl.operate.decide.revoke import revoke as decide

    return _decided(asked, lambda: decide(asked.waiver_id, **_who(asked)))


def assign(asked: Namespace) -> int:
    """Gives a file to the league that it belongs to, and judges it."""
    from etl.operate.decide.assign import assign as decide

    return _decided(asked, lambda: decide(asked.submission_id, asked.league, **_who(asked)))


def correct(asked: Namespace) -> int:
    """Says when a file really arrived."""
    from etl.operate.decide.arrival import correct_arrival as decide

    return _decided(asked, lambda: decide(asked.submission_id, asked.arrived, **_who(asked)))


def rejudge(asked: Namespace) -> int:
    """Judges old files by the rules of today: a dry run, unless it is to be applied."""
    from etl.operate.decide.rejudge import rejudge as decide
    from etl.store.events import DecisionError

    if asked.apply and not (asked.actor and asked.reason):
        print("jibao rejudge: --apply needs --actor and --reason", file=sys.stderr)
        return USAGE
    who = _who(asked) if asked.apply else {}
    try:
        rejudged = decide(
            asked.submission_ids,
            rule_id=asked.rule,
            league_code=asked.league,
            period=asked.period,
            apply=asked.apply,
            **who,
        )
    except DecisionError as error:
        return _refused("rejudge", error)
    _say(rejudged.outcome)
    print(rejudged.counted(applied=asked.apply))
    for line in rejudged.outcome.left:
        print(f"jibao rejudge: {line}", file=sys.stderr)
    return OUR_FAULT if rejudged.outcome.left else 0


def lock(asked: Namespace) -> int:
    """The year's returns are taken no more."""
    from etl.operate.decide.years import lock as decide

    return _decided(asked, lambda: decide(asked.year, **_who(asked)))


def unlock(asked: Namespace) -> int:
    """Returns of a locked year are taken again until the end of a day (Asia/Shanghai)."""
    from etl.operate.decide.years import unlock as decide

    return _decided(asked, lambda: decide(asked.year, asked.league, asked.until, **_who(asked)))


def provide(asked: Namespace) -> int:
    """What a department gives of a year before the first return counts."""
    from etl.operate.decide.base_figure import provide as decide

    about = {"provider": asked.provider, "source": asked.source}
    return _decided(asked, lambda: decide(asked.indicator, asked.year, asked.value, **about, **_who(asked)))


def answer(asked: Namespace) -> int:
    """What leagues suggest is answered."""
    from etl.operate.decide.matter import answer as decide

    return _decided(
        asked,
        lambda: decide(
            asked.matter,
            handler=asked.handler,
            state=asked.state,
            reply=asked.reply,
            replied_on=asked.on,
            **_who(asked),
        ),
    )


def _who(asked: Namespace) -> dict[str, str]:
    return {"actor": asked.actor, "reason": asked.reason}


def _decided(asked: Namespace, decide: Callable[[], Outcome]) -> int:
    """What came of the decision is printed, and the annual tables that it changes are built anew."""
    from etl.store.events import DecisionError

    try:
        outcome = decide()
    except DecisionError as error:
        return _refused(asked.command, error)
    _say(outcome)
    return 0


def _say(outcome: Outcome) -> None:
    from etl.publish.drafts import draft_year as build

    for line in outcome.lines():
        print(line)
    for year in outcome.years:
        build(year)
        print(f"annual tables of {year}: built anew")


def _refused(command: str, error: Exception) -> int:
    print(f"jibao {command}: {error}", file=sys.stderr)
    return USAGE
