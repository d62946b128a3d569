"""Alembic's environment: the connection is handed over by `etl.store.warehouse.migrate`."""

from __future__ import annotations

import logging

from alembic import context

# Who starts Jibao has not asked which revisions there are; one that fails says so.
logging.getLogger("alembic").setLevel(logging.WARNING)

context.configure(
    connection=context.config.attributes["connection"],
    version_table="alembic_version",
    version_table_schema="public",
)
with context.begin_transaction():
    context.run_migrations()
