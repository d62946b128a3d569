"""Whose turn it is: what only one process does at a time, each a row that a transaction locks.

Not an advisory lock: anybody who may connect can take one, the analyst too, and hold everybody up.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    hold_for_leagues(connection, [league_code])


def hold_for_leagues(connection: sa.Connection, league_codes: Iterable[str | None]) -> None:
    """As `hold_for_league`, of each; in one order, so that no two wait for each other."""
    _take(connection, *sorted({f"league {league_code or 'unassigned'}" for league_code in league_codes}))


def leagues_held(connection: sa.Connection, league_codes: Iterable[str]) -> set[str]:
    """Those of the leagues whose files somebody else judges now, or decides about; waits for nobody.

    A league whose files are being judged for the first time is not seen.
    """
    names = {f"league {league_code}": league_code for league_code in league_codes}
    rows = "SELECT name FROM public.turn WHERE name = ANY(CAST(:names AS text[]))"
    known, free = (
        set(connection.execute(sa.text(rows + how), {"names": list(names)}).scalars())
        for how in ("", " FOR UPDATE SKIP LOCKED")
    )
    return {names[name] for name in known - free}


def _take(connection: sa.Connection, *names: str) -> None:
    take = sa.text(
        "SELECT name FROM public.turn WHERE name = ANY(CAST(:names AS text[])) ORDER BY name FOR UPDATE"
    )
    wanted = {"names": list(names)}
    if len(connection.execute(take, wanted).all()) < len(names):
        new = sa.text(
            "INSERT INTO public.turn (name) SELECT unnest(CAST(:names AS text[]))"
            " ON CONFLICT (name) DO NOTHING"
        )
        connection.execute(new, wanted)
        connection.execute(take, wanted)
