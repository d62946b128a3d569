"""The counties of a league are found by it."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    # A warehouse that was made while the index was part of 0020 has it.
    op.get_bind().exec_driver_sql(
        "CREATE INDEX IF NOT EXISTS county_league ON reference.county (league_code)"
    )
