"""The calendar of periods."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0013"
down_revision = "0012"

TABLE = Path(__file__).with_suffix("") / "period.sql"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLE.read_text(encoding="utf-8"))
