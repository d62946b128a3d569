"""Moves between states and what operators decide: each an event with time, actor and reason.

Only the moves of `moves.csv` are allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.store.warehouse import statement
from schemas.registry import registry


class DecisionError(Exception):
    """A decision of an operator that cannot be taken as things stand; the message has the reason."""


class IllegalMove(Exception):
    """A move that `schemas/registry/moves.csv` does not have."""


@dataclass(frozen=True)
class Move:
    """A move of a submission, or of a part of it, or of a year where it is of no submission.

    It holds from `at` on; `detail` is what its verb asks for, as JSON knows it.
    """

    verb: str
    submission_id: int | None
    at: datetime
    to_state: str
    from_state: str | None = None
    part: str | None = None
    actor: str = "jibao"
    reason: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


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
    move = Move(verb, None, at, to_state, from_state, actor=actor, reason=reason, detail=about)
    _record(connection, [(thing, move)])


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
    move = Move(verb, submission_id, at, to_state, from_state, part, actor, reason, detail or {})
    record_all(connection, [move])


def record_all(connection: sa.Connection, moves: Sequence[Move]) -> None:
    """Each of the moves of submissions and their parts, in this order, is an event; IllegalMove."""
    _record(connection, [("submission" if move.part is None else "part", move) for move in moves])


def _record(connection: sa.Connection, moves: Sequence[tuple[str, Move]]) -> None:
    for thing, move in moves:
        if (thing, move.verb, move.from_state, move.to_state) not in registry().moves:
            raise IllegalMove(
                f"a {thing} cannot {move.verb} from {move.from_state} to {move.to_state}: see moves.csv"
            )
    if moves:
        given = [{**vars(move), "at": move.at.isoformat()} for _, move in moves]
        connection.execute(statement("intake/event", "moves"), {"moves": given})
