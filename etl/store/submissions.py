"""Submissions: rows of `intake.submission`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.store.warehouse import rows


class Received(TypedDict):
    """A file that came and how it stands; league, return and period are None where it is not known."""

    submission_id: int
    file_name: str
    sent_as: str
    folder: str | None
    sha256: str
    size_bytes: int
    arrived_at: datetime
    league_code: str | None
    return_kind: str | None
    period: str | None
    state: str


class Submission(Received):
    """The same, what it repeats, and when its verdict was given."""

    duplicate_of: int | None
    again_of: int | None
    decided_at: datetime | None


def submission_row(connection: sa.Connection, submission_id: int) -> Submission:
    """The submission of that number, which there is."""
    return submission_rows(connection, [submission_id])[0]


def submission_rows(connection: sa.Connection, submission_ids: Sequence[int]) -> list[Submission]:
    """The submissions of those numbers that there are, in their order."""
    return cast(
        list[Submission], rows(connection, "intake/submission_row", submission_ids=list(submission_ids))
    )
