"""Releasing what is held: the department decides that it is right."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from etl.check.sql_rules import recheck
from etl.check.verdicts import submission_verdict
from etl.leagues.reply.outbox import write_replies
from etl.load import versions
from etl.load.versions import standing_parts
from etl.load.year_locks import require_open
from etl.operate.decide.again import require_none_waiting
from etl.operate.decide.outcome import Outcome, years_of
from etl.operate.decide.subject import submission_of
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.warehouse import rows, statement, transaction


def release(submission_id: int, *, actor: str, reason: str) -> Outcome:
    """The parts of the submission that are held are in force from now on, and replace what was.

    Later returns are checked again, and every league's reply that this changes is written anew. DecisionError
    if nothing of it is held. To decide that it is wrong, withdraw it.
    """
    now = datetime.now(UTC)
    with transaction() as connection:
        submission = submission_of(connection, submission_id)
        held = [part for part in standing_parts(connection, submission_id) if part["state"] == "held"]
        if not held:
            raise DecisionError(f"nothing of submission {submission_id} is held")
        require_open(connection, held[0]["period"], held[0]["league_code"], now)
        require_none_waiting(connection, [submission["league_code"]])
        replaced = {
            number for part in held for number in versions.release(connection, part, now, actor, reason)
        }
        state = _verdict(connection, submission_id)
        about = {"submission_id": submission_id, "state": state}
        connection.execute(statement("intake/submission_state"), about)
        events.record(
            connection,
            "release",
            submission_id=submission_id,
            at=now,
            from_state=submission["state"],
            to_state=state,
            actor=actor,
            reason=reason,
        )
        rechecked = recheck(connection, submission_id, now)
        years = years_of(connection, [submission_id])
        replies = write_replies(connection, sorted({submission_id, *replaced, *rechecked}))
    archive.log_new_events()
    parts = ", ".join(part["part"] for part in held)
    return Outcome((f"in force: submission {submission_id}, {parts}",), years, tuple(replies))


def _verdict(connection: sa.Connection, submission_id: int) -> str:
    """What the submission is once nothing of it is held."""
    parts = [row["verdict"] for row in rows(connection, "reply/parts", submission_ids=[submission_id])]
    findings = rows(connection, "reply/findings", submission_ids=[submission_id])
    is_open = any(row["severity"] == "warning" and not row["explanation"] for row in findings)
    return submission_verdict(parts, is_open=is_open)
