"""Rules of the gate are told from those of the reader."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    op.get_bind().exec_driver_sql((FOLDER / "reference.sql").read_text(encoding="utf-8"))
