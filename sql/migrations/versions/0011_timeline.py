"""The timeline that the warehouse is of."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0011"
down_revision = "0010"

TABLE = Path(__file__).with_suffix("") / "timeline.sql"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLE.read_text(encoding="utf-8"))
