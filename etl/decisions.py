"""The commands by which an operator decides: each with an actor and a reason, each an event."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime, time, timedelta

from etl.commands import USAGE
from etl.settings import ZONE


def withdraw(asked: Namespace) -> int:
    """Takes back what was accepted of a submission, and builds the annual tables that rested on it anew."""
    from etl.events import DecisionError
    from etl.summarise import summarise as build
    from etl.withdraw import withdraw as take_back

    try:
        done = take_back(asked.submission_id, asked.part, actor=asked.actor, reason=asked.reason)
    except DecisionError as error:
        return _refused("withdraw", error)
    print(f"withdrawn: submission {asked.submission_id}, {', '.join(done.parts)}")
    if done.revived:
        print(f"in force again: submission {', '.join(map(str, done.revived))}")
    for year in done.years:
        build(year)
        print(f"annual tables of {year}: built anew")
    for path in done.replies:
        print(f"reply: {path}")
    return 0


def lock(asked: Namespace) -> int:
    """The year's returns are taken no more."""
    from etl.events import DecisionError
    from etl.warehouse import transaction
    from etl.year_locks import lock as close

    try:
        with transaction() as connection:
            close(connection, asked.year, at=datetime.now(UTC), actor=asked.actor, reason=asked.reason)
    except DecisionError as error:
        return _refused("lock", error)
    print(f"{asked.year} is locked")
    return 0


def unlock(asked: Namespace) -> int:
    """Returns of a locked year are taken again until the end of a day (Asia/Shanghai)."""
    from etl.events import DecisionError
    from etl.warehouse import transaction
    from etl.year_locks import unlock as reopen

    until = datetime.combine(asked.until + timedelta(days=1), time(), ZONE)
    try:
        with transaction() as connection:
            reopen(
                connection,
                asked.year,
                league_code=asked.league,
                at=datetime.now(UTC),
                until=until,
                actor=asked.actor,
                reason=asked.reason,
            )
    except DecisionError as error:
        return _refused("unlock", error)
    print(f"{asked.year} is open until the end of {asked.until} for {asked.league or 'all leagues'}")
    return 0


def _refused(command: str, error: Exception) -> int:
    print(f"jibao {command}: {error}", file=sys.stderr)
    return USAGE
