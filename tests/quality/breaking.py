"""Ways to break a warehouse on purpose."""

# ruff: noqa: S608 - what is put together here is ours

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

Breaking = Callable[[sa.Connection], None]


@dataclass(frozen=True)
class Case:
    """What breaks the expectation `name`, and which others are untrue by that alone."""

    name: str
    broken: Breaking
    also: frozenset[str] = frozenset()

    @property
    def untrue(self) -> frozenset[str]:
        return self.also | {self.name}


def rounds(*subjects: Sequence[Case]) -> list[list[Case]]:
    """The cases in rounds: one of a subject at most, and no expectation is made untrue by two of a round."""
    made: list[dict[int, Case]] = []
    for subject, cases in enumerate(subjects):
        for each in cases:
            fitting = (
                each_round
                for each_round in made
                if subject not in each_round
                and not any(each.untrue & other.untrue for other in each_round.values())
            )
            into = next(fitting, None)
            if into is None:
                made.append(into := {})
            into[subject] = each
    return [list(each_round.values()) for each_round in made]


def case(name: str, broken: Breaking | str, *also: str) -> Case:
    """A case; a text is SQL to run."""
    return Case(name, said(broken) if isinstance(broken, str) else broken, frozenset(also))


def said(*statements: str) -> Breaking:
    def broken(connection: sa.Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return broken


def doubled(table: str, where: str = "TRUE") -> Breaking:
    """A row of the year is there twice, and nothing hinders it."""

    def broken(connection: sa.Connection) -> None:
        names = connection.execute(
            sa.text(
                "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
                " AND attgenerated = '' AND attrelid = CAST(:table AS regclass)"
            ),
            {"table": f"summary.{table}"},
        ).scalar_one()
        row = f"SELECT {names} FROM summary.{table} WHERE year = 2023 AND {where} LIMIT 1"
        connection.exec_driver_sql(f"ALTER TABLE summary.{table} DROP CONSTRAINT {table}_pkey")
        connection.exec_driver_sql(f"INSERT INTO summary.{table} ({names}) {row}")

    return broken


def emptied(table: str, columns: str, where: str = "TRUE") -> Breaking:
    """The columns of some rows of the year are blank, and nothing hinders it."""
    names = columns.split()
    if_key = f"ALTER TABLE summary.{table} DROP CONSTRAINT IF EXISTS {table}_pkey"
    allowed = (f"ALTER TABLE summary.{table} ALTER COLUMN {name} DROP NOT NULL" for name in names)
    blank = ", ".join(f"{name} = NULL" for name in names)
    update = f"UPDATE summary.{table} SET {blank} WHERE year = 2023 AND {where}"
    return said(if_key, *allowed, update)


def set_to(table: str, assignments: str, where: str = "TRUE") -> Breaking:
    """Some rows of the year say something else, whatever the table would allow."""

    def broken(connection: sa.Connection) -> None:
        for name in connection.execute(
            sa.text(
                "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f')"
                " AND conrelid = CAST(:table AS regclass)"
            ),
            {"table": f"summary.{table}"},
        ).scalars():
            connection.exec_driver_sql(f'ALTER TABLE summary.{table} DROP CONSTRAINT "{name}"')
        changed = connection.exec_driver_sql(
            f"UPDATE summary.{table} SET {assignments} WHERE year = 2023 AND {where}"
        )
        assert changed.rowcount, "nothing was broken"

    return broken


# What the views of the warehouse that are judged show, by the name of the view.
_SOURCES = {
    "indicator_value": "warehouse.indicator_value_history WHERE known_until IS NULL",
    "project_progress": "warehouse.project_progress_history WHERE known_until IS NULL",
    "project_completion": "warehouse.project_completion_history WHERE known_until IS NULL",
    "annual_value": (
        "(SELECT league_code, year, indicator_code, CAST(value AS numeric(28, 9)) AS value, provisional,"
        " source, as_of_period, submission_id, known_from, quarter"
        " FROM warehouse.annual_value_as_of('infinity'))"
        " AS shown WHERE TRUE"
    ),
    "return_status": "warehouse.return_status_as_of(now()) WHERE TRUE",
}


def view_says(view: str, where: str, **said_instead: str) -> Breaking:
    """The view has something else in these columns of the rows of 2023 that are meant."""

    def broken(connection: sa.Connection) -> None:
        columns = connection.execute(
            sa.text(
                "SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute"
                " WHERE attrelid = CAST(:view AS regclass) AND attnum > 0 ORDER BY attnum"
            ),
            {"view": f"warehouse.{view}"},
        )
        listed = ", ".join(
            f"CAST(CASE WHEN year = 2023 AND {where} THEN {said_instead[name]} ELSE {name} END AS {kind})"
            f" AS {name}"
            if name in said_instead
            else name
            for name, kind in columns
        )
        connection.exec_driver_sql(
            f"CREATE OR REPLACE VIEW warehouse.{view} AS SELECT {listed} FROM {_SOURCES[view]}"
        )

    return broken


def view_doubles(view: str, where: str) -> Breaking:
    """The view shows one row of 2023 twice."""
    source = _SOURCES[view]
    return said(
        f"CREATE OR REPLACE VIEW warehouse.{view} AS SELECT * FROM {source}"
        f" UNION ALL (SELECT * FROM {source} AND year = 2023 AND {where} LIMIT 1)"
    )


def view_lacks(view: str, where: str) -> Breaking:
    """The view does not show some rows of 2023."""
    return said(
        f"CREATE OR REPLACE VIEW warehouse.{view} AS SELECT * FROM {_SOURCES[view]}"
        f" AND NOT (year = 2023 AND {where})"
    )
