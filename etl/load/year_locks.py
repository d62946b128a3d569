"""Published years: their returns are taken no more, except while an operator has opened the year again."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from etl.common.findings import Finding
from etl.common.settings import ZONE
from etl.read.model import Reading
from etl.store import events
from etl.store.events import DecisionError
from etl.store.submissions import Submission
from etl.store.warehouse import rows, statement
from schemas.periods import Period
from schemas.registry import registry


def closed(
    connection: sa.Connection, submission: Submission, reading: Reading, at: datetime
) -> list[Finding]:
    """A finding that closes the gate, if the return's year was locked when the file arrived.

    It is open to a file that is taken up again `at` a moment when the year is.
    """
    if reading.period is None:
        return []
    period, league = str(reading.period), reading.league_code
    since = locked(connection, period, league, submission["arrived_at"])
    if submission["again_of"] and not locked(connection, period, league, at):
        return []
    rule, given = registry().rules["year_locked"], reading.period.name_zh
    return [Finding(rule, given=given, expected=f"{day.year}年{day.month}月{day.day}日") for day in since]


def locked(
    connection: sa.Connection, period: str, league_code: str | None, moment: datetime
) -> list[datetime]:
    """Since when (Asia/Shanghai) the period's year is locked for the league at that moment; empty: open."""
    year = Period.parse(period).year
    locks = rows(connection, "intake/year_locked", year=year, league_code=league_code, moment=moment)
    return [row["locked_at"].astimezone(ZONE) for row in locks]


def require_open(connection: sa.Connection, period: str, league_code: str | None, moment: datetime) -> None:
    """DecisionError if the period's year is locked for the league at that moment."""
    for since in locked(connection, period, league_code, moment):
        raise DecisionError(f"its year is locked since {since:%Y-%m-%d}: unlock it first")


def lock(connection: sa.Connection, year: int, *, at: datetime, actor: str, reason: str) -> None:
    """The year's returns are taken no more from `at` on; DecisionError if it is locked already."""
    added = connection.execute(
        statement("intake/lock_year"), {"year": year, "at": at, "actor": actor, "reason": reason}
    )
    if not added.rowcount:
        raise DecisionError(f"{year} is locked already")
    events.decide(connection, "lock", year=year, at=at, to_state="locked", actor=actor, reason=reason)


def unlock(
    connection: sa.Connection,
    year: int,
    *,
    league_code: str | None,
    at: datetime,
    until: datetime,
    actor: str,
    reason: str,
) -> None:
    """Returns of the year that arrive from `at` to `until` are taken: of one league, or of all (None).

    DecisionError if the year is not locked, or `until` is not after `at`.
    """
    if until <= at:
        raise DecisionError("it would be open until a moment that is over")
    opening = {
        "year": year,
        "league_code": league_code,
        "at": at,
        "until": until,
        "actor": actor,
        "reason": reason,
    }
    if not connection.execute(statement("intake/open_year"), opening).rowcount:
        raise DecisionError(f"{year} is not locked: its returns are taken as they come")
    events.decide(
        connection,
        "unlock",
        year=year,
        at=at,
        from_state="locked",
        to_state="open",
        actor=actor,
        reason=reason,
        detail={"league_code": league_code, "until": until.isoformat()},
    )
