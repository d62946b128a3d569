"""Withdrawing what was accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

import sqlalchemy as sa

from etl.check.sql_rules import recheck
from etl.leagues.reply.outbox import write_replies
from etl.load.versions import standing_parts, take_out
from etl.load.year_locks import require_open
from etl.operate.decide.outcome import Outcome, years_of
from etl.operate.decide.subject import submission_of
from etl.store import archive
from etl.store.events import DecisionError
from etl.store.submissions import submission_row
from etl.store.warehouse import transaction


def withdraw(submission_id: int, parts: Collection[str], *, actor: str, reason: str) -> Outcome:
    """The parts of the submission (all that were accepted, where none is named) are withdrawn from now on.

    The accepted versions before them are in force again, later returns are checked again, and every league's
    reply that this changes is written anew. DecisionError if there is nothing to withdraw.
    """
    now = datetime.now(UTC)
    with transaction() as connection:
        submission_of(connection, submission_id)
        standing = standing_parts(connection, submission_id)
        chosen = [row for row in standing if not parts or row["part"] in parts]
        if missing := set(parts) - {row["part"] for row in standing}:
            raise DecisionError(
                f"submission {submission_id} has no accepted part {', '.join(sorted(missing))}"
            )
        if not chosen:
            raise DecisionError(f"submission {submission_id} has no accepted part to withdraw")
        require_open(connection, standing[0]["period"], standing[0]["league_code"], now)
        # What the file brought before it was taken up again must not come back either.
        parts_out = {row["part"] for row in chosen}
        for number in _taken_up(connection, submission_id):
            older = standing_parts(connection, number)
            chosen += [row for row in older if row["part"] in parts_out]
        chosen.sort(key=lambda row: row["submission_id"])
        revived = {number for row in chosen for number in take_out(connection, row, now, actor, reason)}
        rechecked = recheck(connection, submission_id, now)
        years = years_of(connection, [submission_id])
        replies = write_replies(connection, sorted({submission_id, *revived, *rechecked}))
    archive.log_new_events()
    sentences = [f"withdrawn: submission {submission_id}, {', '.join(sorted(parts_out))}"]
    if revived:
        sentences.append(f"in force again: submission {', '.join(map(str, sorted(revived)))}")
    return Outcome(tuple(sentences), years, tuple(replies))


def _taken_up(connection: sa.Connection, submission_id: int) -> Iterator[int]:
    """The submissions whose file this one took up again, the latest first."""
    submission = submission_row(connection, submission_id)
    while (number := submission["again_of"]) is not None:
        yield number
        submission = submission_row(connection, number)
