"""A file that came in before is taken up again: a submission of its own, with the arrival of the first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.read.model import Reading
from etl.store import events
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.submissions import Submission, submission_row
from etl.store.warehouse import rows, statement
from etl.walk.judge import judge, read_submission
from etl.walk.record import Judgement


def take_up(
    connection: sa.Connection,
    before: Mapping[str, Any],
    verb: str,
    *,
    folder: str | None,
    at: datetime,
    actor: str,
    reason: str,
) -> Submission:
    """A new submission of the same bytes, in this folder; its row. It has no verdict yet.

    It arrived when the one before did, so it is as punctual; what it brings is known from `at` on.
    """
    arrived_at = rows(connection, "intake/arrival_of", submission_id=before["submission_id"])[0]["arrived_at"]
    about = {name: before[name] for name in ("file_name", "sha256", "size_bytes")}
    about |= {"folder": folder, "sent_as": before["sent_as"]}
    number = connection.execute(
        statement("intake/submission_again"),
        {**about, "arrived_at": arrived_at, "received_at": at, "again_of": before["submission_id"]},
    ).scalar_one()
    over = {"submission_id": before["submission_id"], "at": at}
    resolved = connection.execute(statement("intake/resolve_taken_up"), over).scalars().all()
    events.record(
        connection,
        verb,
        submission_id=number,
        at=at,
        to_state="received",
        actor=actor,
        reason=reason,
        detail={
            **about,
            "arrived_at": arrived_at.isoformat(),
            "again_of": before["submission_id"],
            "resolved_ids": list(resolved),
        },
    )
    return submission_row(connection, number)


def require_none_waiting(connection: sa.Connection, leagues: Collection[str | None]) -> None:
    """DecisionError if a file waits for its verdict, of one of the leagues or of nobody knows whom.

    It is judged as of its arrival, so what is decided now would be in force over it.
    """
    for row in rows(connection, "intake/waiting"):
        if row["league_code"] is None or row["league_code"] in leagues:
            raise DecisionError(
                f"submission {row['submission_id']} waits for its verdict: `jibao ingest` first"
            )


def later_standing(connection: sa.Connection, submission_id: int) -> list[int]:
    """The submissions that arrived later and stand for something that this one would bring back."""
    later = rows(connection, "intake/later_standing", submission_id=submission_id)
    return [row["submission_id"] for row in later]


def judge_again(
    connection: sa.Connection, submission: Submission, at: datetime, *, known_before: bool
) -> tuple[Reading, Judgement]:
    """The submission is read from the archive and judged by the rules of today; as `etl.walk.judge.judge`.

    Nobody else judges files of the league that it turns out to be of, until the transaction's end.
    """
    reading = read_submission(submission)
    hold_for_league(connection, reading.league_code)
    return reading, judge(connection, submission, reading, at, known_before=known_before)
