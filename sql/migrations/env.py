"""Alembic's environment: the connection is handed over by `etl.warehouse.migrate`."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="alembic_version",
    version_table_schema="public",
)
with context.begin_transaction():
    context.run_migrations()
