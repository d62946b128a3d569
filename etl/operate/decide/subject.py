"""The submission that a decision is about, kept from everybody else meanwhile."""

from __future__ import annotations

import sqlalchemy as sa

from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.submissions import Submission, submission_row, submission_rows


def submission_of(connection: sa.Connection, submission_id: int) -> Submission:
    """The row of `intake.submission`; nobody else judges its league's files until the transaction's end.

    DecisionError if there is none of that number.
    """
    submissions = submission_rows(connection, [submission_id])
    if not submissions:
        raise DecisionError(f"there is no submission {submission_id}")
    hold_for_league(connection, submissions[0]["league_code"])
    return submission_row(connection, submission_id)
