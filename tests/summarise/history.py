"""What happened to the returns, in order: told once, to the warehouse and to the second opinion alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.load.versions import standing_parts, take_out
from tests.summarise.filing import Row, file_return, find


@dataclass(frozen=True)
class Filed:
    """A file came and was judged at once: the parts that it holds were accepted, but for the `refused`."""

    at: datetime
    file_name: str  # no two are alike
    league: str
    period: str
    parts: Mapping[str, Sequence[Row]]
    refused: frozenset[str] = frozenset()
    sha256: str = "0" * 64


@dataclass(frozen=True)
class Withdrawn:
    """An accepted part of a file was withdrawn."""

    at: datetime
    file_name: str
    part: str


@dataclass(frozen=True)
class Found:
    """Something was found in a file; `part` None: in the whole of it. `facts` are columns of a finding."""

    at: datetime
    label: str  # no two are alike; it stands as what was given
    file_name: str
    severity: str
    rule_id: str
    part: str | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolved:
    """A later arrival made a finding untrue."""

    at: datetime
    label: str


@dataclass(frozen=True)
class Balance:
    """The region's figure of 2021 counts from the day of `at` on."""

    at: datetime
    indicator_code: str
    value: int


@dataclass(frozen=True)
class Exempted:
    """From the day of `at` on a league need not send a return."""

    at: datetime
    league: str
    period: str


@dataclass(frozen=True)
class Waived:
    """The register got a waiver; `at` is the day of its approval."""

    at: datetime
    waiver_id: str
    rule_id: str
    league: str
    period: str
    part: str
    reason: str
    approved_by: str


Event = Filed | Withdrawn | Found | Resolved | Balance | Exempted | Waived


def put(connection: sa.Connection, events: Iterable[Event]) -> None:
    """The warehouse knows of these events, which come after those that it knows of; nothing else is in it."""
    for event in events:
        _put(connection, event)


def _put(connection: sa.Connection, event: Event) -> None:
    match event:
        case Filed(at, file_name, league, period, parts, refused, sha256):
            file = {"file_name": file_name, "sha256": sha256}
            file_return(connection, league, period, parts, at, refused=refused, **file)
        case Withdrawn(at, file_name, part):
            standing = standing_parts(connection, _number(connection, file_name))
            (withdrawn,) = (row for row in standing if row["part"] == part)
            take_out(connection, withdrawn, at, "张三", "报错了")
        case Found(at, label, file_name, severity, rule_id, part, facts):
            about = {"rule_id": rule_id, "part": part, "given": label, **facts}
            find(connection, _number(connection, file_name), severity, at, **about)
        case Resolved(at, label):
            _run(
                connection,
                "UPDATE intake.finding SET resolved_at = :at WHERE given = :label",
                at=at,
                label=label,
            )
        case Balance(at, code, value):
            _run(
                connection,
                "INSERT INTO reference.opening_balance"
                " (indicator_code, year, league_code, value, source, known_from)"
                " VALUES (:code, 2021, '150000', :value, '统计年鉴', :day)",
                code=code,
                value=value,
                day=at.date(),
            )
        case Exempted(at, league, period):
            _run(
                connection,
                "UPDATE reference.expected_return SET exempt_from = :day"
                " WHERE (league_code, period) = (:league, :period)",
                day=at.date(),
                league=league,
                period=period,
            )
        case Waived():
            _run(
                connection,
                "INSERT INTO reference.waiver (waiver_id, rule_id, league_code, return_kind, period, part,"
                " reason, approved_by, approved_on)"
                " VALUES (:waiver_id, :rule_id, :league, :kind, :period, :part, :reason, :approved_by, :day)",
                **vars(event),
                kind="quarterly" if "Q" in event.period else "annual",
                day=event.at.date(),
            )


def _number(connection: sa.Connection, file_name: str) -> int:
    found = connection.execute(
        sa.text("SELECT submission_id FROM intake.submission WHERE file_name = :name"), {"name": file_name}
    )
    return int(found.scalar_one())


def _run(connection: sa.Connection, statement: str, **values: Any) -> None:
    connection.execute(sa.text(statement), values)
