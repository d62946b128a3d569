"""Questions to the warehouse as the role `analyst`, which may read and can write nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, cast

from etl.common.settings import settings
from etl.server import postgres
from etl.store.warehouse import engine, rows, transaction


class OldTables(TypedDict):
    """A year or quarter whose tables are older than what they rest on: built, and outdated, when."""

    period: str
    as_of: datetime
    built_at: datetime
    changed_at: datetime


def ask(query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns and the rows; sqlalchemy's DBAPIError if PostgreSQL refuses the query."""
    with transaction():
        pass  # starts the embedded PostgreSQL and makes the schema, if need be
    url = postgres.analyst_url() if settings().warehouse_url is None else None
    with (engine(url) if url else engine()).connect() as connection:
        # With a server of one's own the analyst's password is not ours to know: the loader steps down.
        if url is None:
            connection.exec_driver_sql("SET LOCAL ROLE analyst")
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        answer = connection.exec_driver_sql(query.replace("%", "%%"))
        return list(answer.keys()), [tuple(row) for row in answer]


def old_tables() -> list[OldTables]:
    """The years and quarters whose tables of `summary` are older than what they rest on."""
    with transaction() as connection:
        return cast(list[OldTables], rows(connection, "status/summaries_old"))
