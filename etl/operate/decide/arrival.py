"""Correcting an arrival: when a file really came in, where the inbox saw it at another time."""

from __future__ import annotations

from datetime import UTC, datetime

from etl.common.settings import ZONE
from etl.leagues.reply.outbox import write_replies
from etl.load.year_locks import require_open
from etl.operate.decide.outcome import Outcome, years_of
from etl.operate.decide.subject import submission_of
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.warehouse import rows, statement, transaction


def correct_arrival(submission_id: int, arrived_at: datetime, *, actor: str, reason: str) -> Outcome:
    """From now on the file counts as arrived then: on time or late by it. What was known when stays.

    DecisionError for a moment to come, a submission that is none of a return, or a locked year.
    """
    now = datetime.now(UTC)
    if arrived_at > now:
        raise DecisionError(f"{arrived_at.astimezone(ZONE):%Y-%m-%d %H:%M} is yet to come")
    with transaction() as connection:
        submission = submission_of(connection, submission_id)
        if submission["state"] == "received" or not submission["period"]:
            raise DecisionError(f"submission {submission_id} is not known to be of a return")
        require_open(connection, submission["period"], submission["league_code"], now)
        was = rows(connection, "intake/arrival_of", submission_id=submission_id)[0]["arrived_at"]
        correction = {"submission_id": submission_id, "arrived_at": arrived_at, "at": now}
        connection.execute(
            statement("intake/arrival_correction"), {**correction, "actor": actor, "reason": reason}
        )
        events.record(
            connection,
            "correct",
            submission_id=submission_id,
            at=now,
            from_state=submission["state"],
            to_state=submission["state"],
            actor=actor,
            reason=reason,
            detail={"arrived_at": arrived_at.isoformat(), "was": was.isoformat()},
        )
        years = years_of(connection, [submission_id])
        replies = write_replies(connection, [submission_id])
    archive.log_new_events()
    old, new = (f"{moment.astimezone(ZONE):%Y-%m-%dT%H:%M:%S}" for moment in (was, arrived_at))
    return Outcome((f"submission {submission_id} arrived at {new}, not {old}",), years, tuple(replies))
