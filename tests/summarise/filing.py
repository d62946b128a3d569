"""Fills the waiting room by hand, as the load step would: for tests of what is made from it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from etl.common.settings import ZONE
from schemas.periods import Period
from schemas.registry import registry

Row = Mapping[str, Any]
# The leagues that the action began with; one that joins later has figures of its own years only.
LEAGUES = sorted(code for code, one in registry().leagues.items() if one.valid_from.year == 2022)
_TABLES = {
    "data": "reported_figure",
    "progress": "reported_progress",
    "completion": "reported_completion",
    "suggestions": "reported_suggestion",
}
_KINDS = {"quarter": "quarterly", "year": "annual", "month": "monthly"}
_REFLECTED: dict[str, sa.Table] = {}


def moment(text: str) -> datetime:
    """A time of the region: `2023-01-05` or `2023-01-05T12:00:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def file_return(
    connection: sa.Connection,
    league: str,
    period: str,
    parts: Mapping[str, Sequence[Row]],
    arrived_at: datetime,
    verdict: str = "accepted",
    refused: Collection[str] = (),
    **more: Any,
) -> int:
    """A submission with these parts came, was judged at once and supersedes what was there; its number.

    `refused` parts are not taken, whatever the verdict of the others; `more`: further columns of the file.
    """
    kind = _KINDS[Period.parse(period).cadence]
    of_return = {"league_code": league, "return_kind": kind, "period": period, "decided_at": arrived_at}
    told = f"{league} {period} {arrived_at} {sorted(parts)}"
    sha256 = hashlib.sha256(told.encode()).hexdigest()
    file = {"file_name": f"{league}_{period}.xlsx", "sent_as": "", "sha256": sha256, "size_bytes": 0}
    file |= more
    state = {"arrived_at": arrived_at, "state": _state(parts, verdict, refused)}
    submission_id = _insert_row(connection, "submission", {**file, **state, **of_return})
    for part, rows in parts.items():
        of_this = "refused" if part in refused else verdict
        of_part = {"submission_id": submission_id, "part": part, "sheet": part, "verdict": of_this}
        part_id = _insert_row(connection, "part", {**of_part, **of_return})
        if of_this != "refused":
            _end_version(connection, league, period, part, arrived_at)
            _begin_version(connection, part_id, arrived_at)
            _insert(connection, _TABLES.get(part, "reported_row"), part_id, rows)
    return submission_id


def withdraw(
    connection: sa.Connection,
    league: str,
    period: str,
    part: str,
    at: datetime,
    revive: int | None = None,
) -> None:
    """The version in force is withdrawn at this moment; that of the submission `revive` comes back."""
    withdrawn = _end_version(connection, league, period, part, at)
    connection.execute(
        sa.text("UPDATE intake.part SET withdrawn_at = :at WHERE part_id = ANY(:parts)"),
        {"at": at, "parts": withdrawn},
    )
    if revive:
        part_id = connection.execute(
            sa.text("SELECT part_id FROM intake.part WHERE submission_id = :revive AND part = :part"),
            {"revive": revive, "part": part},
        ).scalar_one()
        _begin_version(connection, part_id, at)


def figures(values: Mapping[str, tuple[Any, Any]], remark: str | None = None) -> list[Row]:
    """Rows of a `data` part from indicator: (figure, year to date)."""
    return [
        {
            "indicator_code": code,
            "figure": _decimal(figure),
            "year_to_date": _decimal(year_to_date),
            "remark": remark,
            "cells": {"figure": f"D{row}", "year_to_date": f"E{row}"},
        }
        for row, (code, (figure, year_to_date)) in enumerate(values.items(), 4)
    ]


def by_county(values: Mapping[str, Mapping[str, tuple[Any, Any]]]) -> list[Row]:
    """Rows of a `counties` part from county: indicator: (figure, year to date)."""
    return [
        {
            "subject_code": county,
            "indicator_code": code,
            "values": {
                name: str(value)
                for name, value in (("figure", figure), ("year_to_date", year_to_date))
                if value is not None
            },
        }
        for county, of_county in values.items()
        for code, (figure, year_to_date) in of_county.items()
    ]


def enterprise(uscc: str, vacancies: int, solved: int = 0, industry: str = "采矿业") -> Row:
    """A row of an `enterprises` part: ten people employed, three hired, four wanted."""
    said = {"employees": 10, "vacancies": vacancies, "hired": 3, "next_month_demand": 4, "solved": solved}
    words = {"enterprise_name": f"企业{uscc}", "industry": industry}
    return {
        "subject_code": uscc,
        "indicator_code": None,
        "values": {**words, **{name: str(value) for name, value in said.items()}},
    }


def held(title: str, on: str) -> Row:
    """A row of an `activities` part: two enterprises, thirty posts, five people who agreed."""
    said = {"title": title, "held_on": on, "enterprises": "2", "posts": "30", "intents": "5"}
    return {"subject_code": None, "indicator_code": None, "values": said}


def open_with(connection: sa.Connection, indicator_code: str, value: int, league: str = "150000") -> None:
    """What happened in 2021 is known."""
    connection.execute(
        sa.text(
            "INSERT INTO reference.opening_balance"
            " VALUES (:code, 2021, :league, :value, 'the yearbook', '2022-08-01')"
        ),
        {"code": indicator_code, "league": league, "value": value},
    )


def waive(connection: sa.Connection, waiver_id: str, league: str, period: str) -> None:
    """The register has a waiver of the first rule that forbids something, for the main data."""
    connection.execute(
        sa.text(
            "INSERT INTO reference.waiver (waiver_id, rule_id, league_code, return_kind, period, part,"
            " reason, approved_by, approved_on) VALUES (:id, 'part_above_whole', :league, 'quarterly',"
            " :period, 'data', '机构划转', '就业处', '2022-10-08')"
        ),
        {"id": waiver_id, "league": league, "period": period},
    )


def find(connection: sa.Connection, submission_id: int, severity: str, at: datetime, **facts: Any) -> None:
    """A finding about this submission; `facts` are further columns of it."""
    values = {
        "submission_id": submission_id,
        "rule_id": "a_rule",
        "rule_version": 1,
        "severity": severity,
        "says_zh": "有误",
        "to_do_zh": "请改",
        "says_en": "wrong",
        "to_do_en": "mend it",
        "cells": [],
        "found_at": at,
        "raised_by": submission_id,
    } | facts
    _insert_row(connection, "finding", values)


def _state(parts: Collection[str], verdict: str, refused: Collection[str]) -> str:
    """What a submission is with these parts."""
    if verdict == "refused" or set(parts) <= set(refused):
        return "rejected"
    return "partly_accepted" if refused else verdict


def _end_version(
    connection: sa.Connection, league: str, period: str, part: str, at: datetime
) -> Sequence[int]:
    """The version in force, if any, is not from now on; its number."""
    return (
        connection.execute(
            sa.text(
                "UPDATE intake.part_validity AS validity SET known_until = :at FROM intake.part"
                " WHERE part.part_id = validity.part_id AND known_until IS NULL AND league_code = :league"
                " AND period = :period AND part = :part RETURNING part.part_id"
            ),
            {"at": at, "league": league, "period": period, "part": part},
        )
        .scalars()
        .all()
    )


def _begin_version(connection: sa.Connection, part_id: int, at: datetime) -> None:
    _insert_row(connection, "part_validity", {"part_id": part_id, "known_from": at})


def _insert(connection: sa.Connection, table: str, part_id: int, rows: Sequence[Row]) -> None:
    if rows:
        full = [{"cells": {}, **row, "part_id": part_id, "row_no": no} for no, row in enumerate(rows, 1)]
        connection.execute(_table(connection, table).insert(), full)


def _insert_row(connection: sa.Connection, table: str, values: Row) -> int:
    """The number that the row got, or that its key begins with."""
    inserted = connection.execute(_table(connection, table).insert(), values)
    return int(inserted.inserted_primary_key[0])


def _table(connection: sa.Connection, name: str) -> sa.Table:
    if name not in _REFLECTED:
        metadata = sa.MetaData()
        _REFLECTED[name] = sa.Table(
            name, metadata, schema="intake", autoload_with=connection, resolve_fks=False
        )
    return _REFLECTED[name]


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
