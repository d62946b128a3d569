"""Summarise: the tables of a year, its quarters and its months say what was known at a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.common.settings import SQL, ZONE
from etl.store import warehouse
from etl.summarise.kept import kept
from etl.summarise.suggested import suggested
from schemas.periods import Period, span
from schemas.registry import registry

# In this order: a table may rest on one before it.
TABLES = (
    "annual_return",
    "annual_waiver",
    "annual_account",
    "annual_indicator",
    "annual_target",
    "annual_forecast",
    "action_target",
    "annual_project",
    "annual_reporting",
    "annual_suggestion",
    "suggestion_matter",
    "earlier_matter",
    "annual_difference",
    "annual_finding",
    "annual_submission",
    "annual_county",
    "annual_enterprise",
    "annual_industry",
    "annual_words",
)

# The tables of a quarter's bulletin, and of the note on a month.
QUARTER_TABLES = (
    "quarter_return",
    "quarter_indicator",
    "quarter_target",
    "quarter_project",
    "quarter_suggestion",
    "quarter_submission",
)
MONTH_TABLES = (
    "month_return",
    "month_enterprise",
    "month_industry",
    "month_vacancy",
    "month_event",
    "month_submission",
)
# Of the periods of these cadences: what a return's part must feed, and the tables.
SHORTER = {"quarter": ("figures", QUARTER_TABLES), "month": ("enterprises", MONTH_TABLES)}

# To try the orders in which more tables can be joined takes longer than to add up a few leagues, and finds
# none that is better for many.
JOIN_COLLAPSE_LIMIT = 4
# Millions of figures are brought together in memory, by hashing: PostgreSQL expects a sixth of them, and
# would sort them first. One build runs at a time. A plan for any leagues would look each figure up.
FOR_MANY = (
    "SELECT set_config('work_mem', '64MB', TRUE), set_config('enable_mergejoin', 'off', TRUE),"
    f" set_config('join_collapse_limit', '{JOIN_COLLAPSE_LIMIT}', TRUE),"
    " set_config('plan_cache_mode', 'force_custom_plan', TRUE)"
)
# What checks the foreign keys of rows that are put in keeps its plan, which would be made for each row.
_PLANNED = "SELECT set_config('plan_cache_mode', :mode, TRUE)"
# What a table's query names, and of which moment it is. To plan the query for it takes as long as to run it.
_COLUMNS = (
    "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
    " WHERE attrelid = CAST(:table AS regclass) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
    " AND attname NOT IN ('as_of', 'built_at')"
)
_MAKE = "CREATE TEMPORARY TABLE made (LIKE summary.{table} INCLUDING GENERATED)"
# With the stamp of the rows that are there, which they are compared with. It is looked up once, not for each
# row: rows that were taken out may lie in the way.
_FILL = (
    "WITH stamp AS MATERIALIZED (SELECT as_of, built_at FROM summary.{table} WHERE {key} = :{key} LIMIT 1)"
    " INSERT INTO made ({columns}, as_of, built_at)"
    " SELECT computed.*, stamp.as_of, stamp.built_at"
    " FROM (SELECT {columns} FROM ({select}) AS computed) AS computed LEFT JOIN stamp ON TRUE"
)
_TAKE_OUT = (
    "DELETE FROM summary.{table} AS old"
    " WHERE old.{key} = :{key}{concerned} AND NOT EXISTS (SELECT FROM made WHERE made = old)"
)
_PUT_IN = (
    "INSERT INTO summary.{table} ({columns}, as_of, built_at) SELECT {columns}, :as_of, :built_at"
    " FROM (SELECT {columns} FROM made"
    " EXCEPT SELECT {columns} FROM summary.{table} WHERE {key} = :{key}{concerned}) AS new"
)
# Of a table that is worked out for some leagues alone, the others' rows stay.
_CONCERNED = " AND league_code = ANY(:leagues)"
# Who reads what was added, the checks above all, would be planned for a table as empty as it was.
_COUNT = "ANALYZE (SKIP_LOCKED) summary.{table}"
_STAMP = (
    "UPDATE summary.{table} SET as_of = :as_of, built_at = :built_at"
    " WHERE {key} = :{key} AND (as_of, built_at) IS DISTINCT FROM (:as_of, :built_at)"
)


def build(connection: sa.Connection, year: int, as_of: datetime, *, anew: bool = True) -> dict[str, int]:
    """The tables say what was known of `year` at `as_of`; rows taken out plus rows put in, table by table.

    Unless `anew`, figures are added up that were kept from the last build where they would be the same.
    """
    known = registry()
    first = min(kind.first_period.year for kind in known.returns.values())
    last = max(kind.last_period.year for kind in known.returns.values())
    if not first <= year <= last:
        raise ValueError(f"no return is due for {year}")
    age = _age(connection, year)
    connection.execute(sa.text(FOR_MANY))
    parameters = {
        "year": year,
        "as_of": as_of,
        "empty_phrases": ["", *known.words["empty_phrase"]],
        "matters": suggested(connection, year, as_of),
        "matters_before": suggested(connection, year - 1, as_of),
    }
    with kept(connection, year, as_of, anew=anew) as leagues:
        return _rebuild_all(connection, TABLES, "year", {**parameters, "leagues": leagues}, age)


def build_period(connection: sa.Connection, period: Period, as_of: datetime) -> dict[str, int]:
    """The tables of the quarter's bulletin, or of the note on the month, say what was known at `as_of`.

    Else as `build`. `as_of` lies between the end of the period and that of the next: how targets stand would
    not be of it.
    """
    if period not in asked(period.cadence):
        raise ValueError(f"no return is due for {period}")
    age = _age(connection, period)
    connection.execute(sa.text(FOR_MANY))
    _, tables = SHORTER[period.cadence]
    return _rebuild_all(connection, tables, "period", {"period": str(period), "as_of": as_of}, age)


def last_moment(period: Period, now: datetime) -> datetime:
    """The moment as of which its bulletin or note is made: now, at the latest the next period's last one.

    What comes later belongs to later ones. ValueError if the period is not over, or is a year.
    """
    if period.cadence not in SHORTER:
        raise ValueError(f"{period} is no quarter and no month")
    if now <= _end_of(period):
        raise ValueError(f"{period} is not over")
    return min(now, _end_of(period.next()))


def build_periods(connection: sa.Connection, year: int, as_of: datetime) -> list[Period]:
    """The tables of the year's quarters and months that are over say what was known at `as_of`.

    The periods of which something changed.
    """
    return [
        period
        for period in periods_over(year, as_of)
        if any(build_period(connection, period, last_moment(period, as_of)).values())
    ]


def periods_over(year: int, as_of: datetime) -> list[Period]:
    """The year's quarters and months that were over at `as_of` and have tables."""
    day = as_of.astimezone(ZONE).date()
    return [
        period for cadence in SHORTER for period in asked(cadence) if period.year == year and period.end < day
    ]


def build_all(connection: sa.Connection, as_of: datetime, years: Iterable[int] = ()) -> None:
    """All tables of these years, and of those of which something is accepted, say what was known then."""
    accepted = {row["year"] for row in warehouse.rows(connection, "status/years")}
    for year in sorted({*years, *accepted}):
        build(connection, year, as_of)
        build_periods(connection, year, as_of)


class _Age(TypedDict):
    """When it was asked, and whether something that the tables rest on was accepted after they were built."""

    moment: datetime
    is_old: bool


def _age(connection: sa.Connection, period: Period | int) -> _Age:
    """Asked before anything is read: what is accepted meanwhile makes the tables old."""
    (age,) = warehouse.rows(connection, "status/summary_age", period=str(period))
    return cast("_Age", age)


def _rebuild_all(
    connection: sa.Connection,
    tables: Iterable[str],
    key: str,
    parameters: Mapping[str, object],
    age: _Age,
) -> dict[str, int]:
    """Of each table the rows taken out plus rows put in.

    The tables name their moment. Where nothing changed, it stays: unless something that they rest on was
    accepted since, for then they would count as old.
    """
    stamp = {"as_of": parameters["as_of"], "built_at": age["moment"], key: parameters[key]}
    changed = {table: _rebuild(connection, table, key, parameters, stamp) for table in tables}
    if any(changed.values()) or age["is_old"]:
        for table in changed:
            connection.execute(sa.text(_STAMP.format(table=table, key=key)), stamp)
    return changed


def _rebuild(
    connection: sa.Connection,
    table: str,
    key: str,
    parameters: Mapping[str, object],
    stamp: dict[str, object],
) -> int:
    select = (SQL / "summary" / f"{table}.sql").read_text(encoding="utf-8")
    used = {name: value for name, value in parameters.items() if re.search(rf":{name}\b", select)}
    of_period = {key: parameters[key]}
    columns = connection.execute(sa.text(_COLUMNS), {"table": f"summary.{table}"}).scalar_one()
    connection.execute(sa.text(_MAKE.format(table=table)))
    fill = _FILL.format(table=table, key=key, columns=columns, select=select)
    connection.execute(sa.text(fill), used | of_period)
    concerned, of_leagues = "", {}
    if used.get("leagues") is not None:
        concerned, of_leagues = _CONCERNED, {"leagues": used["leagues"]}
    take_out = _TAKE_OUT.format(table=table, key=key, concerned=concerned)
    gone = connection.execute(sa.text(take_out), of_period | of_leagues)
    put_in = _PUT_IN.format(table=table, key=key, columns=columns, concerned=concerned)
    connection.execute(sa.text(_PLANNED), {"mode": "auto"})
    new = connection.execute(sa.text(put_in), stamp | of_leagues)
    connection.execute(sa.text(_PLANNED), {"mode": "force_custom_plan"})
    connection.execute(sa.text("DROP TABLE made"))
    if new.rowcount > gone.rowcount and not of_leagues:
        connection.execute(sa.text(_COUNT.format(table=table)))
    return gone.rowcount + new.rowcount


def asked(cadence: str) -> list[Period]:
    """The periods of this cadence for which a return is due that feeds its tables."""
    feeds, _ = SHORTER[cadence]
    kinds = [
        kind
        for kind in registry().returns.values()
        if kind.cadence == cadence and any(part.feeds == feeds for part in kind.parts)
    ]
    return [period for kind in kinds for period in span(kind.first_period, kind.last_period)]


def _end_of(period: Period) -> datetime:
    """The last microsecond of its last day."""
    midnight = datetime.combine(period.end + timedelta(days=1), time(), ZONE)
    return midnight - timedelta(microseconds=1)
