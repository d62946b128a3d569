"""Judging old files by the rules of today: what would change, and, if an operator so decides, that it does.

The files in the archive are not touched. A verdict that changes is that of a new submission with the arrival
of the first; one that stays leaves nothing behind.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from etl.check.sql_rules import recheck
from etl.common.faults import log_fault, said
from etl.leagues.reply.outbox import UNASSIGNED, write_replies
from etl.load.versions import standing_parts, take_out
from etl.load.year_locks import locked
from etl.operate.decide.again import judge_again, later_standing, require_none_waiting, take_up
from etl.operate.decide.changes import Change, Rejudged, change_of, rules_of, together
from etl.operate.decide.outcome import Outcome, years_of
from etl.store import archive
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.submissions import Received
from etl.store.warehouse import rows, transaction
from etl.walk.record import Judgement
from schemas.periods import Period

log = logging.getLogger(__name__)


def rejudge(
    submission_ids: Collection[int] = (),
    *,
    rule_id: str | None = None,
    league_code: str | None = None,
    period: Period | None = None,
    apply: bool = False,
    actor: str = "jibao",
    reason: str = "dry run",
) -> Rejudged:
    """Submissions are judged: those named, those in which the rule found something, a league's, a period's.

    Not looked at: those for whose parts a later one stands, and those that were taken up before. Without
    `apply` nothing is kept; with it each change is a decision of the actor, and each changed reply is written
    anew. A league at a time, so that the others' files are judged meanwhile; the outcome says which were left
    out, as they failed. DecisionError if a named one is not there or cannot be judged again.
    """
    asked = {
        "rule_id": rule_id,
        "league_code": league_code,
        "period": str(period) if period else None,
    }
    done: list[Rejudged] = []
    left: list[str] = []
    for league, numbers in _asked_for(submission_ids, asked, apply=apply).items():
        try:
            done.append(_league(league, numbers, asked, apply=apply, actor=actor, reason=reason))
        except Exception as fault:
            log_fault(log, "league %s is left out", league)
            left.append(f"{league or UNASSIGNED} left out: {said(fault)}")
    if apply:
        archive.log_new_events()
    return together(done, left)


def _asked_for(
    submission_ids: Collection[int], asked: Mapping[str, str | None], *, apply: bool
) -> dict[str | None, list[int]]:
    """The submissions to be judged, by league."""
    by_league: dict[str | None, list[int]] = {}
    with transaction() as connection:
        for row in rows(
            connection, "intake/rejudgeable", submission_ids=list(submission_ids) or None, **asked
        ):
            by_league.setdefault(row["league_code"], []).append(row["submission_id"])
        if apply:
            require_none_waiting(connection, by_league)
    if missing := set(submission_ids).difference(*by_league.values()):
        listed = ", ".join(map(str, sorted(missing)))
        raise DecisionError(
            "not there, without a verdict, withdrawn, taken up before, or a later one stands:"
            f" submission {listed}"
        )
    return by_league


def _league(
    league: str | None,
    numbers: Sequence[int],
    asked: Mapping[str, str | None],
    *,
    apply: bool,
    actor: str,
    reason: str,
) -> Rejudged:
    """The league's submissions are judged, in a transaction; nothing is kept without `apply`."""
    changes: list[Change] = []
    touched: set[int] = set()
    with transaction() as connection:
        attempt = connection.begin_nested()
        hold_for_league(connection, league)
        now = datetime.now(UTC)  # what was decided before is known then
        if apply:
            require_none_waiting(connection, {league})
        # As things stand now that nobody else judges.
        named = {"submission_ids": list(numbers), **asked}
        present = cast(list[Received], rows(connection, "intake/rejudgeable", **named))
        for row in present:
            change, submissions = _submission(connection, row, now, actor, reason)
            if change:
                changes.append(change)
                touched |= submissions
        years: Sequence[int] = ()
        replies: list[Path] = []
        if apply:
            attempt.commit()
            years = years_of(connection, touched)
            replies = write_replies(connection, sorted(touched))
        else:
            attempt.rollback()
    outcome = Outcome(tuple(change.line() for change in changes), tuple(years), tuple(replies))
    return Rejudged(len(present), tuple(changes), outcome)


def _submission(
    connection: sa.Connection, before: Received, at: datetime, actor: str, reason: str
) -> tuple[Change | None, set[int]]:
    """How the submission changes, and the submissions whose replies do; nothing is kept if it does not."""
    verdicts = {row["part"]: row["verdict"] for row in rows(connection, "reply/parts", **_number(before))}
    was = rules_of(rows(connection, "reply/findings", **_number(before)))
    attempt = connection.begin_nested()
    new = take_up(connection, before, "rejudge", folder=before["folder"], at=at, actor=actor, reason=reason)
    _, judged = judge_again(connection, new, at, known_before=False)
    change = change_of(before, verdicts, was, judged)
    if change is None:
        attempt.rollback()
        return None, set()
    if obstacle := _obstacle(connection, before, judged, change, at):
        attempt.rollback()
        return replace(change, obstacle=obstacle), set()
    fallen = _withdraw_fallen(connection, before, judged, at, actor, reason)
    attempt.commit()
    return change, {judged.submission_id, *judged.rechecked, *fallen}


def _obstacle(
    connection: sa.Connection,
    before: Received,
    judged: Judgement,
    change: Change,
    at: datetime,
) -> str | None:
    """Why the change cannot be made as things stand; None where it can."""
    if judged.verdict == "unreadable" != before["state"]:
        return "it could be read before, and not now: a busy machine, perhaps"
    if change.period and locked(connection, change.period, change.league_code, at):
        return "its year is locked: unlock it first"
    if later := later_standing(connection, judged.submission_id):
        return f"submission {later[-1]} arrived later and stands"
    return None


def _withdraw_fallen(
    connection: sa.Connection,
    before: Received,
    judged: Judgement,
    at: datetime,
    actor: str,
    reason: str,
) -> set[int]:
    """What was accepted of the submission and is refused now is withdrawn; whose replies that changes."""
    fallen = [
        row
        for row in standing_parts(connection, before["submission_id"])
        if judged.parts.get(row["part"], "refused") == "refused"
    ]
    if not fallen:
        return set()
    revived = {number for row in fallen for number in take_out(connection, row, at, actor, reason)}
    return {*revived, *recheck(connection, before["submission_id"], at)}


def _number(submission: Received) -> dict[str, list[int]]:
    return {"submission_ids": [submission["submission_id"]]}
