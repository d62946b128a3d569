"""Whose turn it is: what only one process does at a time, each a row that a transaction locks.

Not an advisory lock: anybody who may connect can take one, the analyst too, and hold everybody up.
"""

from __future__ import annotations

from enum import StrEnum, unique

import sqlalchemy as sa


@unique
class Lock(StrEnum):
    """What only one process does at a time."""

    MIGRATE = "migrate"
    SWEEP = "sweep"
    SUMMARISE = "summarise"
    TELL = "tell"
    LOG = "log"


def hold(connection: sa.Connection, lock: Lock) -> None:
    """The transaction holds the lock until its end; waits for whoever has it."""
    _take(connection, str(lock))


def hold_for_league(connection: sa.Connection, league_code: str | None) -> None:
    """The transaction is the only one that judges the league's files, or those of none, until its end."""
    _take(connection, f"league {league_code or 'unassigned'}")


def _take(connection: sa.Connection, name: str) -> None:
    take = sa.text("SELECT name FROM public.turn WHERE name = :name FOR UPDATE")
    if connection.execute(take, {"name": name}).first() is None:
        new = sa.text("INSERT INTO public.turn (name) VALUES (:name) ON CONFLICT (name) DO NOTHING")
        connection.execute(new, {"name": name})
        connection.execute(take, {"name": name})
