"""What the board asks the warehouse: one query for each block, all in a read-only transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from etl.store.warehouse import engine, rows

Row = dict[str, Any]
PAGE_SIZE = 25


@contextmanager
def reading() -> Iterator[sa.Connection]:
    """A connection on which all queries see one moment, none can write and none runs longer than 20 s."""
    with engine().connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.exec_driver_sql("SET LOCAL statement_timeout = '20s'")
        yield connection


def only_row(connection: sa.Connection, name: str, **parameters: Any) -> Row | None:
    """The only row of `sql/board/<name>.sql`, None if there is none."""
    return next(iter(rows(connection, f"board/{name}", **parameters)), None)


def all_of(connection: sa.Connection, name: str, **parameters: Any) -> list[Row]:
    """The rows of `sql/board/<name>.sql`."""
    return rows(connection, f"board/{name}", **parameters)


def latest(connection: sa.Connection, league: str, period: str, verdict: str, page: int) -> list[Row]:
    """A page (from 1) of the latest submissions; a blank filter lets everything through."""
    return all_of(
        connection,
        "submissions",
        league_code=league,
        period=period,
        verdict=verdict,
        page_size=PAGE_SIZE,
        skipped=PAGE_SIZE * (page - 1),
    )


def with_standing(connection: sa.Connection, submissions: Sequence[Row]) -> list[Row]:
    """The submissions with `standing`: withdrawn or superseded where all that was accepted of it is.

    None where something of it is in force, or nothing was accepted.
    """
    numbers = [row["submission_id"] for row in submissions]
    standings = all_of(connection, "standings", submission_ids=numbers)
    standing = {row["submission_id"]: row["standing"] for row in standings}
    return [{**row, "standing": standing.get(row["submission_id"])} for row in submissions]
