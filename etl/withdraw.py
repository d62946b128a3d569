"""Withdrawing what was accepted: an operator's decision, with an actor and a reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl import archive, check
from etl.events import DecisionError
from etl.locks import hold_for_league
from etl.reply.outbox import write_replies
from etl.versions import take_out
from etl.warehouse import rows, transaction
from etl.year_locks import locked


@dataclass(frozen=True)
class Withdrawal:
    """What came of a withdrawal: its parts, the submissions in force again, and the replies written anew."""

    parts: tuple[str, ...]
    revived: tuple[int, ...]
    years: tuple[int, ...]  # whose annual tables it changes
    replies: tuple[Path, ...]


def withdraw(submission_id: int, parts: Collection[str], *, actor: str, reason: str) -> Withdrawal:
    """The parts of the submission (all that were accepted, where none is named) are withdrawn from now on.

    The accepted versions before them are in force again, later returns are checked again, and every league's
    reply that this changes is written anew. DecisionError if there is nothing to withdraw.
    """
    now = datetime.now(UTC)
    with transaction() as connection:
        found = rows(connection, "intake/submission_row", submission_id=submission_id)
        if not found:
            raise DecisionError(f"there is no submission {submission_id}")
        hold_for_league(connection, found[0]["league_code"] or "unassigned")
        standing = rows(connection, "intake/standing_parts", submission_id=submission_id)
        chosen = [row for row in standing if not parts or row["part"] in parts]
        if missing := set(parts) - {row["part"] for row in standing}:
            raise DecisionError(
                f"submission {submission_id} has no accepted part {', '.join(sorted(missing))}"
            )
        if not chosen:
            raise DecisionError(f"submission {submission_id} has no accepted part to withdraw")
        if locks := locked(connection, standing[0]["period"], standing[0]["league_code"], now):
            raise DecisionError(f"its year was published on {locks[0]:%Y-%m-%d}: unlock it first")
        revived = {number for row in chosen for number in take_out(connection, row, now, actor, reason)}
        rechecked = check.recheck(connection, submission_id, now)
        years = rows(connection, "intake/years_changed", submission_ids=[submission_id])
        replies = write_replies(connection, sorted({submission_id, *revived, *rechecked}))
    with transaction() as connection:
        archive.log_events(connection)
    return Withdrawal(
        tuple(row["part"] for row in chosen),
        tuple(sorted(revived)),
        tuple(row["year"] for row in years),
        tuple(replies),
    )
