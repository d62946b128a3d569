"""Versions of a part: which one is in force, which it replaced, and which a withdrawal brings back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.read.model import Reading
from etl.store import events
from etl.store.warehouse import rows, statement
from etl.validate.explanations import About, Explained


class PartOfReturn(TypedDict):
    """Which part of which return: all of its versions have that in common."""

    league_code: str | None
    return_kind: str | None
    period: str
    part: str


class InForce(TypedDict):
    """The version of a part that is in force."""

    part_id: int
    submission_id: int
    verdict: str


class StandingPart(PartOfReturn, InForce):
    """A part that was accepted and not withdrawn, in force or superseded."""


def put_in_force(
    connection: sa.Connection, submission_id: int, reading: Reading, verdicts: Mapping[str, str], at: datetime
) -> None:
    """The submission's accepted parts take their place in the history of their return from `at` on.

    `verdicts` maps each part to its verdict. Each verdict and each version that was replaced is an event.
    """
    for part, verdict in verdicts.items():
        events.record(connection, "judge", submission_id=submission_id, part=part, at=at, to_state=verdict)
        if verdict == "refused":
            continue
        of_the_return: PartOfReturn = {
            "league_code": reading.league_code,
            "return_kind": reading.return_kind,
            "period": str(reading.period),
            "part": part,
        }
        before, after = _settle(connection, of_the_return)
        for replaced in before:
            if replaced not in after:
                events.record(
                    connection,
                    "supersede",
                    submission_id=replaced["submission_id"],
                    part=part,
                    at=at,
                    from_state=replaced["verdict"],
                    to_state="superseded",
                    reason=reading.revision_reason,
                    detail={"by": submission_id},
                )


def standing_parts(connection: sa.Connection, submission_id: int) -> list[StandingPart]:
    """The parts of the submission that were accepted and not withdrawn."""
    return cast(list[StandingPart], rows(connection, "intake/standing_parts", submission_id=submission_id))


def take_out(
    connection: sa.Connection, part: StandingPart, at: datetime, actor: str, reason: str
) -> list[int]:
    """The part is withdrawn from `at` on; the submissions of which this brings a part back in force."""
    connection.execute(statement("intake/withdraw_part"), {"part_id": part["part_id"], "at": at})
    before, after = _settle(connection, part)
    in_force = part["part_id"] in (row["part_id"] for row in before)
    events.record(
        connection,
        "withdraw",
        submission_id=part["submission_id"],
        part=part["part"],
        at=at,
        from_state=part["verdict"] if in_force else "superseded",
        to_state="withdrawn",
        actor=actor,
        reason=reason,
    )
    revived = [row for row in after if row not in before]
    for row in revived:
        events.record(
            connection,
            "revive",
            submission_id=row["submission_id"],
            part=part["part"],
            at=at,
            from_state="superseded",
            to_state=row["verdict"],
            actor=actor,
            detail={"withdrawn": part["submission_id"]},
        )
    return [row["submission_id"] for row in revived]


def _settle(connection: sa.Connection, part: PartOfReturn) -> tuple[list[InForce], list[InForce]]:
    """The history of one part of one return is drawn anew; what was in force, and what is now."""
    names = ("league_code", "return_kind", "period", "part")
    of_the_return = {name: value for name, value in part.items() if name in names}
    before = rows(connection, "intake/part_in_force", **of_the_return)
    connection.execute(statement("intake/part_validity"), of_the_return)
    after = rows(connection, "intake/part_in_force", **of_the_return)
    return cast(list[InForce], before), cast(list[InForce], after)


def explained_before(
    connection: sa.Connection, league_code: str | None, return_kind: str | None, period: str | None
) -> Explained:
    """The explanations that hold in the version of the return that is in force."""
    explanations = rows(
        connection,
        "intake/explained_before",
        league_code=league_code,
        return_kind=return_kind,
        period=period,
    )
    known: dict[About, tuple[str, int]] = {}
    for row in explanations:
        about = ("rule_id", "part", "indicator_code", "project_no", "given", "expected")
        known[tuple(row[name] for name in about)] = row["explanation"], row["explained_by"]
    return known
