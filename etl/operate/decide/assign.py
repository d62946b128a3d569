"""Assigning a file to its league: one that no league owns, or that lay in a wrong folder."""

from __future__ import annotations

from datetime import UTC, datetime

from etl.leagues.reply.outbox import write_replies
from etl.load.versions import standing_parts
from etl.load.year_locks import require_open
from etl.operate.decide.again import judge_again, later_standing, require_none_waiting, take_up
from etl.operate.decide.outcome import Outcome, years_of
from etl.operate.decide.subject import submission_of
from etl.store import archive
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.warehouse import rows, transaction


def assign(submission_id: int, league_code: str, *, actor: str, reason: str) -> Outcome:
    """The file is judged as if it had come in by the league's folder, when it came; the reply lies there.

    DecisionError for a submission of which something was accepted, or that was taken up again before.
    """
    now = datetime.now(UTC)
    with transaction() as connection:
        before = submission_of(connection, submission_id)
        hold_for_league(connection, league_code)
        require_none_waiting(connection, [league_code])
        if before["folder"] == league_code:
            raise DecisionError(f"submission {submission_id} came in by that league's folder")
        if standing_parts(connection, submission_id):
            raise DecisionError(f"submission {submission_id} is accepted: withdraw it first")
        if taken := rows(connection, "intake/taken_up_by", submission_id=submission_id):
            raise DecisionError(f"it was taken up again as submission {taken[0]['submission_id']}")
        new = take_up(connection, before, "assign", folder=league_code, at=now, actor=actor, reason=reason)
        reading, judged = judge_again(connection, new, now, known_before=True)
        if reading.period is not None:
            require_open(connection, str(reading.period), judged.league_code, now)
        if later := later_standing(connection, judged.submission_id):
            raise DecisionError(f"submission {later[-1]} arrived later and stands: withdraw it first")
        years = years_of(connection, [submission_id, judged.submission_id])
        replies = write_replies(connection, [judged.submission_id, *judged.rechecked])
    archive.log_new_events()
    assigned = f"submission {submission_id} is {league_code}'s as submission {judged.submission_id}"
    return Outcome((f"{assigned}: {judged.verdict}",), years, tuple(replies))
