"""The registry in the warehouse: the rows of `reference.*`, made from `schemas/registry/*.csv`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from etl.common.calendar import expected_returns
from schemas.periods import CADENCES_FILE, within
from schemas.region import REGION_CODE
from schemas.registry import folder, registry
from schemas.registry.objects import Registry


def fingerprint(due_rule: str) -> str:
    """SHA-256 of everything that the reference rows are made from."""
    digest = hashlib.sha256(due_rule.encode())
    for file in (CADENCES_FILE, *sorted(folder().glob("*.csv"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def sync(connection: sa.Connection, due_rule: str) -> None:
    """The reference rows are those of the registry, the due dates by `due_rule`.

    A row that others point at is never deleted: it ends by its valid_to.
    """
    known, tables = registry(), _tables(connection)
    _upsert(connection, tables["league"], map(asdict, known.leagues.values()))
    _upsert(connection, tables["area"], _areas(known))
    _upsert(connection, tables["county"], map(asdict, known.counties.values()))
    # Twice: a project and its indicators point at each other, and an indicator at one that stands below it.
    projects = list(_projects(known))
    _upsert(connection, tables["project"], (project | {"headline_indicator": None} for project in projects))
    links = {"numerator": None, "denominator": None, "not_above": None}
    indicators = [asdict(indicator) for indicator in known.indicators.values()]
    _upsert(connection, tables["indicator"], (indicator | links for indicator in indicators))
    _upsert(connection, tables["indicator"], indicators)
    _upsert(connection, tables["project"], projects)
    _upsert(connection, tables["department"], map(asdict, known.departments.values()))
    _replace(connection, tables["project_department"], _in_charge(known))
    _replace(connection, tables["target"], map(asdict, known.targets.values()))
    _upsert(connection, tables["rule"], map(asdict, known.rules.values()))
    parts = [part for kind in known.returns.values() for part in kind.parts]
    _upsert(
        connection,
        tables["part"],
        (
            asdict(part)
            | {
                "sequence": sequence,
                "from_period": part.from_period and str(part.from_period),
                "asked_from": part.from_period and part.from_period.start,
            }
            for sequence, part in enumerate(parts, 1)
        ),
    )
    _replace(
        connection,
        tables["part_indicator"],
        (
            {"return_kind": part.return_kind, "part": part.part, "indicator_code": code}
            for part in parts
            for code in dict.fromkeys(column.indicator_code for column in part.columns)
            if code
        ),
    )
    _replace(connection, tables["opening_balance"], map(asdict, known.opening_balances))
    _upsert(connection, tables["period"], _calendar(known))
    # What operators decided stays: it is not the registry's.
    _replace(
        connection,
        tables["waiver"],
        (asdict(waiver) | {"period": str(waiver.period), "decided_at": None} for waiver in known.waivers),
        only=sa.column("decided_at").is_(None),
    )
    _replace(
        connection,
        tables["expected_return"],
        (
            {
                "league_code": owed.league_code,
                "return_kind": owed.return_kind,
                "period": str(owed.period),
                "year": owed.period.year,
                "quarter": owed.period.quarter,
                "in_annual_set": known.returns[owed.return_kind].in_annual_set,
                "ends_on": owed.period.end,
                "due_at": owed.due_at,
                "effective_due_at": owed.effective_due_at,
                "due_rule": due_rule,
                "exempt_from": owed.exempt_from,
            }
            for owed in expected_returns(known, due_rule)
        ),
    )


def _areas(known: Registry) -> Iterator[dict[str, Any]]:
    """The leagues, and the region that is none."""
    for league in known.leagues.values():
        yield asdict(league) | {"is_region": False}
    yield {
        "league_code": REGION_CODE,
        "name_zh": "全区",
        "name_en": "Whole region",
        "is_region": True,
        "in_region_sum": False,
    }


def _projects(known: Registry) -> Iterator[dict[str, Any]]:
    """The projects, each with its first indicator."""
    first: dict[int, str] = {}
    for indicator in known.indicators.values():
        first.setdefault(indicator.project_no, indicator.indicator_code)
    for project in known.projects.values():
        yield asdict(project) | {
            "departments_zh": "、".join(project.departments_zh),
            "headline_indicator": first.get(project.project_no),
        }


def _in_charge(known: Registry) -> Iterator[dict[str, Any]]:
    """The departments of each project; their weights are equal as far as nine decimals go, and 1 together."""
    for project in known.projects.values():
        departments = project.departments_zh
        equal = round(Decimal(1) / max(len(departments), 1), 9)
        for place, department in enumerate(departments, 1):
            is_last = place == len(departments)
            yield {
                "project_no": project.project_no,
                "department_zh": department,
                "place": place,
                "departments": len(departments),
                "weight": 1 - equal * (place - 1) if is_last else equal,
            }


def _calendar(known: Registry) -> Iterator[dict[str, Any]]:
    """Every period of the years of which something is asked, and of the year before, for comparisons."""
    kinds = known.returns.values()
    first = min(kind.first_period.year for kind in kinds) - 1
    for year in range(first, max(kind.last_period.year for kind in kinds) + 1):
        for period in within(year):
            yield {
                "period": str(period),
                "cadence": period.cadence,
                "year": year,
                "number": period.number,
                "quarter": (period.last_month + 2) // 3,
                "month": period.last_month if period.months == 1 else None,
                "starts_on": period.start,
                "ends_on": period.end,
                "sequence": year * period.known.per_year + period.number,
                "predecessor": str(period.before()) if period.before().year >= first else None,
                "name_zh": period.name_zh,
                "name_en": period.name_en,
            }


def _upsert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    new = insert(table)
    key = [column.name for column in table.primary_key]
    _write(connection, new.on_conflict_do_update(index_elements=key, set_=dict(new.excluded)), table, rows)


def _replace(
    connection: sa.Connection,
    table: sa.Table,
    rows: Iterable[dict[str, Any]],
    only: sa.ColumnElement[bool] | None = None,
) -> None:
    connection.execute(table.delete() if only is None else table.delete().where(only))
    _write(connection, table.insert(), table, rows)


def _write(
    connection: sa.Connection, statement: sa.Insert, table: sa.Table, rows: Iterable[dict[str, Any]]
) -> None:
    # None at all would be a row of defaults.
    if values := [{column.name: row[column.name] for column in table.columns} for row in rows]:
        connection.execute(statement, values)


def _tables(connection: sa.Connection) -> dict[str, sa.Table]:
    """The tables of `reference` by name."""
    schema = sa.MetaData(schema="reference")
    schema.reflect(connection, resolve_fks=False)
    return {table.name: table for table in schema.tables.values()}
