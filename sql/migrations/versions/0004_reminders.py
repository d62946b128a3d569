"""Which reminders went out, so that none goes out twice."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    op.get_bind().exec_driver_sql((FOLDER / "intake.sql").read_text(encoding="utf-8"))
