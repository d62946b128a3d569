"""Versions of a part: which one is in force, which it replaced, and which a withdrawal brings back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.read.model import Reading
from etl.store import events
from etl.store.warehouse import rows, statement
from etl.validate.explanations import About, Explained


class Return(TypedDict):
    """Which return of which league."""

    league_code: str | None
    return_kind: str | None
    period: str


class PartOfReturn(Return):
    """Which part of it: all of its versions have that in common."""

    part: str


class Version(TypedDict):
    """An accepted version of a part, and how it stands: its verdict where it is in force."""

    part_id: int
    submission_id: int
    part: str
    verdict: str
    state: str


class StandingPart(PartOfReturn, Version):
    """A part that was accepted and not withdrawn: in force, held or superseded."""


Standings = Mapping[int, Version]  # by part_id


def standings(
    connection: sa.Connection, league_code: str | None, return_kind: str | None, period: str | None
) -> Standings:
    """How every accepted version of the return's parts stands now."""
    versions = rows(
        connection, "intake/standings", league_code=league_code, return_kind=return_kind, period=period
    )
    return {row["part_id"]: cast(Version, row) for row in versions}


def put_in_force(
    connection: sa.Connection,
    submission_id: int,
    reading: Reading,
    verdicts: Mapping[str, str],
    at: datetime,
    before: Standings = MappingProxyType({}),
    held: Collection[str] = (),
) -> list[events.Move]:
    """The submission's accepted parts take their place in the history of their return from `at` on.

    `verdicts` maps each part to its verdict; those `held` are accepted without being in force. `before` is
    how the return stood before they were loaded. The moves: each verdict, each hold and each version that was
    replaced.
    """
    accepted = [part for part, verdict in verdicts.items() if verdict != "refused"]
    for part in held:
        connection.execute(statement("intake/hold_part"), {"submission_id": submission_id, "part": part})
    of_return: Return = {
        "league_code": reading.league_code,
        "return_kind": reading.return_kind,
        "period": str(reading.period),
    }
    if accepted:
        _settle(connection, of_return)
    moves = [
        events.Move("judge", submission_id, at, verdict, part=part) for part, verdict in verdicts.items()
    ]
    moves += [
        events.Move("hold", submission_id, at, "held", verdicts[part], part)
        for part in accepted
        if part in held
    ]
    if before:
        after = standings(connection, **of_return)
        moves += _superseded(before, after, submission_id, at, reading.revision_reason)
    return moves


def standing_parts(connection: sa.Connection, submission_id: int) -> list[StandingPart]:
    """The parts of the submission that were accepted and not withdrawn."""
    return cast(list[StandingPart], rows(connection, "intake/standing_parts", submission_id=submission_id))


def release(
    connection: sa.Connection, part: StandingPart, at: datetime, actor: str, reason: str
) -> list[int]:
    """The held part is in force from `at` on; the submissions of which this supersedes a part."""
    before = _standings_of(connection, part)
    released = {"submission_id": part["submission_id"], "part": part["part"], "at": at}
    connection.execute(statement("intake/release_part"), released)
    _settle(connection, part)
    events.record(
        connection,
        "release",
        submission_id=part["submission_id"],
        part=part["part"],
        at=at,
        from_state="held",
        to_state=part["verdict"],
        actor=actor,
        reason=reason,
    )
    moves = _superseded(before, _standings_of(connection, part), part["submission_id"], at, reason)
    events.record_all(connection, moves)
    return [cast(int, move.submission_id) for move in moves]


def take_out(
    connection: sa.Connection, part: StandingPart, at: datetime, actor: str, reason: str
) -> list[int]:
    """The part is withdrawn from `at` on; the submissions of which this brings a part back."""
    before = _standings_of(connection, part)
    connection.execute(statement("intake/withdraw_part"), {"part_id": part["part_id"], "at": at})
    _settle(connection, part)
    events.record(
        connection,
        "withdraw",
        submission_id=part["submission_id"],
        part=part["part"],
        at=at,
        from_state=before[part["part_id"]]["state"],
        to_state="withdrawn",
        actor=actor,
        reason=reason,
    )
    after = _standings_of(connection, part)
    revived = [
        row
        for number, row in after.items()
        if before[number]["state"] == "superseded" and row["state"] not in ("superseded", "withdrawn")
    ]
    for row in revived:
        events.record(
            connection,
            "revive",
            submission_id=row["submission_id"],
            part=row["part"],
            at=at,
            from_state="superseded",
            to_state=row["state"],
            actor=actor,
            detail={"withdrawn": part["submission_id"]},
        )
    return [row["submission_id"] for row in revived]


def _standings_of(connection: sa.Connection, part: Return) -> Standings:
    return standings(connection, part["league_code"], part["return_kind"], part["period"])


def _superseded(
    before: Standings, after: Standings, by: int, at: datetime, reason: str | None
) -> list[events.Move]:
    """The moves of the versions that were superseded between `before` and `after`."""
    return [
        events.Move(
            "supersede",
            row["submission_id"],
            at,
            "superseded",
            row["state"],
            row["part"],
            reason=reason,
            detail={"by": by},
        )
        for number, row in before.items()
        if after[number]["state"] == "superseded" != row["state"]
    ]


def _settle(connection: sa.Connection, of: Return) -> None:
    """The history of a return's parts is drawn anew."""
    connection.execute(statement("intake/part_validity"), dict(of))


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
        about = ("rule_id", "part", "indicator_code", "project_no", "subject_code", "given", "expected")
        known[tuple(row[name] for name in about)] = row["explanation"], row["explained_by"]
    return known
