"""What ops are told: a row an alarm and what it is about."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    op.get_bind().exec_driver_sql((FOLDER / "intake.sql").read_text(encoding="utf-8"))
