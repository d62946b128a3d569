"""Judging old files by the rules of today: what would change, and, if an operator so decides, that it does.

The files in the archive are not touched. A verdict that changes is that of a new submission with the arrival
of the first; one that stays leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl import archive, check
from etl.decide.again import judge_again, later_standing, require_none_waiting, take_up
from etl.decide.outcome import Outcome, years_of
from etl.events import DecisionError
from etl.judge import Judgement
from etl.locks import hold_for_league
from etl.reply.outbox import write_replies
from etl.versions import take_out
from etl.warehouse import rows, transaction
from etl.year_locks import locked
from schemas.periods import Period


@dataclass(frozen=True)
class Change:
    """How a submission stands and how it would by the rules of today; `gone`, `new`: rules, with counts."""

    submission_id: int
    file_name: str
    league_code: str | None
    period: str | None
    was: str
    becomes: str
    parts: Mapping[str, tuple[str, str]]  # those that change: from, to
    gone: Mapping[str, int]
    new: Mapping[str, int]
    obstacle: str | None = None  # why it cannot be done as things stand

    def line(self) -> str:
        """It in one line."""
        about = " ".join(text for text in (self.league_code, self.period) if text)
        verdict = self.was if self.was == self.becomes else f"{self.was} -> {self.becomes}"
        parts = [f"{part} {old} -> {new}" for part, (old, new) in self.parts.items()]
        rules = [f"-{rule} x{n}" for rule, n in self.gone.items()]
        rules += [f"+{rule} x{n}" for rule, n in self.new.items()]
        said = [f"{self.submission_id} {self.file_name} {about}: {verdict}", *parts, " ".join(rules)]
        return "; ".join(text for text in (*said, self.obstacle) if text)


@dataclass(frozen=True)
class Rejudged:
    """What came of looking: how many submissions were judged, and those that change."""

    looked_at: int
    changes: tuple[Change, ...]
    outcome: Outcome = field(default=Outcome(()))

    def counted(self, *, applied: bool) -> str:
        """How many were judged, how many of them change, and how many cannot as things stand."""
        hindered = sum(change.obstacle is not None for change in self.changes)
        said = "changed" if applied else "would change"
        counts = f"{self.looked_at} judged, {len(self.changes) - hindered} {said}"
        return f"{counts}, {hindered} cannot as things stand" if hindered else counts


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

    Left out: those for whose parts a later one stands, and those that were taken up before. Without `apply`
    nothing is kept; with it each change is a decision of the actor, and each changed reply is written anew.
    DecisionError if a named one is not there or cannot be judged again.
    """
    now = datetime.now(UTC)
    changes: list[Change] = []
    touched: set[int] = set()
    with transaction() as connection:
        attempt = connection.begin_nested()
        asked = {
            "submission_ids": list(submission_ids) or None,
            "rule_id": rule_id,
            "league_code": league_code,
            "period": str(period) if period else None,
        }
        found = rows(connection, "intake/rejudgeable", **asked)
        if missing := set(submission_ids) - {row["submission_id"] for row in found}:
            listed = ", ".join(map(str, sorted(missing)))
            raise DecisionError(
                "not there, without a verdict, withdrawn, taken up before, or a later one stands:"
                f" submission {listed}"
            )
        for league in sorted({row["league_code"] or "unassigned" for row in found}):
            hold_for_league(connection, league)
        if apply:
            require_none_waiting(connection, {row["league_code"] for row in found})
        found = rows(connection, "intake/rejudgeable", **asked)  # as things stand now that nobody else judges
        for row in found:
            change, submissions = _one(connection, row, now, actor, reason)
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
    if apply:
        archive.log_new_events()
    outcome = Outcome(tuple(change.line() for change in changes), tuple(years), tuple(replies))
    return Rejudged(len(found), tuple(changes), outcome)


def _one(
    connection: sa.Connection, before: Mapping[str, Any], at: datetime, actor: str, reason: str
) -> tuple[Change | None, set[int]]:
    """How the submission changes, and the submissions whose replies do; nothing is kept if it does not."""
    parts = {row["part"]: row for row in rows(connection, "reply/parts", **_number(before))}
    was = _found(rows(connection, "reply/findings", **_number(before)))
    attempt = connection.begin_nested()
    new = take_up(connection, before, "rejudge", folder=before["folder"], at=at, actor=actor, reason=reason)
    _, judged = judge_again(connection, new, at, known_before=False)
    change = _change(before, parts, was, judged)
    if change is None:
        attempt.rollback()
        return None, set()
    if obstacle := _obstacle(connection, before, judged, change, at):
        attempt.rollback()
        return replace(change, obstacle=obstacle), set()
    fallen = _withdraw_fallen(connection, before, judged, at, actor, reason)
    attempt.commit()
    return change, {judged.submission_id, *judged.rechecked, *fallen}


def _change(
    before: Mapping[str, Any],
    parts: Mapping[str, Mapping[str, Any]],
    was: Mapping[tuple[Any, ...], str],
    judged: Judgement,
) -> Change | None:
    moved = {
        part: (parts[part]["verdict"] if part in parts else "not there", judged.parts.get(part, "not there"))
        for part in sorted({*parts, *judged.parts})
    }
    moved = {part: (old, new) for part, (old, new) in moved.items() if old != new}
    becomes = _found([finding.as_row() for finding in judged.findings])
    gone = _by_rule([rule for key, rule in was.items() if key not in becomes])
    new = _by_rule([rule for key, rule in becomes.items() if key not in was])
    if not (moved or gone or new or before["state"] != judged.verdict):
        return None
    return Change(
        before["submission_id"],
        before["file_name"],
        judged.league_code or before["league_code"],
        judged.period or before["period"],
        before["state"],
        judged.verdict,
        moved,
        gone,
        new,
    )


def _found(findings: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], str]:
    """The rule of each finding that is more than an info, by what makes it the same one."""
    names = ("rule_id", "severity", "part", "sheet", "cell", "given", "expected", "explanation")
    return {
        tuple(finding[name] for name in names): finding["rule_id"]
        for finding in findings
        if finding["severity"] != "info"
    }


def _by_rule(rules: Sequence[str]) -> dict[str, int]:
    return {rule: rules.count(rule) for rule in sorted(set(rules))}


def _obstacle(
    connection: sa.Connection,
    before: Mapping[str, Any],
    judged: Judgement,
    change: Change,
    at: datetime,
) -> str | None:
    """Why the change cannot be made as things stand; None where it can."""
    if judged.verdict == "unreadable" != before["state"]:
        return "it could be read before, and not now: a busy machine, perhaps"
    if change.period and locked(connection, change.period, change.league_code, at):
        return "its year is published: unlock it first"
    if later := later_standing(connection, judged.submission_id):
        return f"submission {later[-1]} arrived later and stands"
    return None


def _withdraw_fallen(
    connection: sa.Connection,
    before: Mapping[str, Any],
    judged: Judgement,
    at: datetime,
    actor: str,
    reason: str,
) -> set[int]:
    """What was accepted of the submission and is refused now is withdrawn; whose replies that changes."""
    fallen = [
        row
        for row in rows(connection, "intake/standing_parts", **_number(before))
        if judged.parts.get(row["part"], "refused") == "refused"
    ]
    if not fallen:
        return set()
    revived = {number for row in fallen for number in take_out(connection, row, at, actor, reason)}
    return {*revived, *check.recheck(connection, before["submission_id"], at)}


def _number(submission: Mapping[str, Any]) -> dict[str, int]:
    return {"submission_id": submission["submission_id"]}
