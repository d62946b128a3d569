"""What was sent, so that nothing is sent twice: a row a return and step, and one a digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from etl.leagues.reminders.duties import Duty
from etl.store.warehouse import statement
from schemas.region import REGION_CODE


def claim(connection: sa.Connection, duty: Duty, to: Sequence[str], now: datetime) -> bool:
    """Whether the return's step was not sent yet; now it is on record as sent, by this transaction."""
    assert duty.step is not None
    return _insert(
        connection,
        now,
        league_code=duty.league.league_code,
        return_kind=duty.kind.return_kind,
        period=str(duty.period),
        reminder=duty.step.reminder.reminder,
        for_day=duty.step.day,
        sent_to=",".join(to),
    )


def claim_digest(connection: sa.Connection, today: date, to: Sequence[str], now: datetime) -> bool:
    """Whether the day's digest was not sent yet; as `claim`."""
    return _insert(
        connection,
        now,
        league_code=REGION_CODE,
        return_kind=None,
        period=None,
        reminder="digest",
        for_day=today,
        sent_to=",".join(to),
    )


def _insert(connection: sa.Connection, now: datetime, **values: str | date | None) -> bool:
    return connection.execute(statement("reminders/claim"), {"moment": now, **values}).rowcount == 1
