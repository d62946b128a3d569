"""Moves between states and what operators decide: each an event with time, actor and reason.

Only the moves of `moves.csv` are allowed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.store.warehouse import statement
from schemas.registry import registry


class DecisionError(Exception):
    """A decision of an operator that cannot be taken as things stand; the message has the reason."""


class IllegalMove(Exception):
    """A move that `schemas/registry/moves.csv` does not have."""


def decide(
    connection: sa.Connection,
    verb: str,
    *,
    year: int,
    thing: str = "year",
    at: datetime,
    to_state: str,
    actor: str,
    reason: str,
    from_state: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """What was decided about a year, or a period of it, is an event that holds from `at` on.

    IllegalMove if it may not be.
    """
    about = {"year": year, **(detail or {})}
    _record(connection, thing, verb, None, None, at, from_state, to_state, actor, reason, about)


def record(
    connection: sa.Connection,
    verb: str,
    *,
    submission_id: int,
    at: datetime,
    to_state: str,
    from_state: str | None = None,
    part: str | None = None,
    actor: str = "jibao",
    reason: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """The move is an event that holds from `at` on; IllegalMove if there is no such move."""
    thing = "submission" if part is None else "part"
    _record(
        connection, thing, verb, submission_id, part, at, from_state, to_state, actor, reason, detail or {}
    )


def _record(
    connection: sa.Connection,
    thing: str,
    verb: str,
    submission_id: int | None,
    part: str | None,
    at: datetime,
    from_state: str | None,
    to_state: str,
    actor: str,
    reason: str | None,
    detail: dict[str, Any],
) -> None:
    if (thing, verb, from_state, to_state) not in registry().moves:
        raise IllegalMove(f"a {thing} cannot {verb} from {from_state} to {to_state}: see moves.csv")
    connection.execute(
        statement("intake/event", "detail"),
        {
            "submission_id": submission_id,
            "part": part,
            "at": at,
            "verb": verb,
            "from_state": from_state,
            "to_state": to_state,
            "actor": actor,
            "reason": reason,
            "detail": detail,
        },
    )
