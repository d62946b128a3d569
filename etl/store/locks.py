"""The advisory locks of the warehouse, each with a number of its own."""

from __future__ import annotations

from enum import IntEnum, unique

import sqlalchemy as sa


@unique
class Lock(IntEnum):
    """What only one process does at a time."""

    MIGRATE = 7_233_001
    SWEEP = 7_233_002
    SUMMARISE = 7_233_003
    TELL = 7_233_004
    LOG = 7_233_005


def hold(connection: sa.Connection, lock: Lock) -> None:
    """The transaction holds the lock until its end; waits for whoever has it."""
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": int(lock)})


def hold_for_league(connection: sa.Connection, league_code: str | None) -> None:
    """The transaction is the only one that judges the league's files, or those of none, until its end."""
    league = league_code or "unassigned"
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:league))"), {"league": league})
