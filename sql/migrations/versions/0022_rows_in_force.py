"""What of a league is in force is worked out where its rules ask for it, not by views."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    for view in ("figure_in_force", "progress_in_force", "row_in_force"):
        op.get_bind().exec_driver_sql(f"DROP VIEW IF EXISTS intake.{view} CASCADE")
