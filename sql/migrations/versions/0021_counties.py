"""A league's counties are found by its code, not by looking through everybody's."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.get_bind().exec_driver_sql("CREATE INDEX county_league ON reference.county (league_code)")
