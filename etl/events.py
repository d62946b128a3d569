"""Moves between states: only those of `moves.csv`, each an event with time, actor and reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from etl.warehouse import statement
from schemas.registry import registry


class IllegalMove(Exception):
    """A move that `schemas/registry/moves.csv` does not have."""


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
    if (thing, verb, from_state, to_state) not in registry().moves:
        raise IllegalMove(f"a {thing} cannot {verb} from {from_state} to {to_state}: see moves.csv")
    connection.execute(
        statement("intake/event").bindparams(sa.bindparam("detail", type_=JSONB)),
        {
            "submission_id": submission_id,
            "part": part,
            "at": at,
            "verb": verb,
            "from_state": from_state,
            "to_state": to_state,
            "actor": actor,
            "reason": reason,
            "detail": detail or {},
        },
    )
