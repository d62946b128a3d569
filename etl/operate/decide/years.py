"""Published years: closing one, and opening it again until a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from etl.common.settings import ZONE
from etl.load import year_locks
from etl.operate.decide.outcome import Outcome
from etl.store import archive
from etl.store.warehouse import transaction


def lock(year: int, *, actor: str, reason: str) -> Outcome:
    """The year's returns are taken no more; DecisionError if it is locked already."""
    with transaction() as connection:
        year_locks.lock(connection, year, at=datetime.now(UTC), actor=actor, reason=reason)
    archive.log_new_events()
    return Outcome((f"{year} is locked",))


def unlock(year: int, league_code: str | None, until: date, *, actor: str, reason: str) -> Outcome:
    """Returns of the year are taken until the end of that day: of one league, or of all (None).

    DecisionError if the year is not locked, or the day is over.
    """
    moment = datetime.combine(until + timedelta(days=1), time(), ZONE)
    with transaction() as connection:
        year_locks.unlock(
            connection,
            year,
            league_code=league_code,
            at=datetime.now(UTC),
            until=moment,
            actor=actor,
            reason=reason,
        )
    archive.log_new_events()
    return Outcome((f"{year} is open until the end of {until} for {league_code or 'all leagues'}",))
