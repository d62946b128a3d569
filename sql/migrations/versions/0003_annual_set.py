"""What the annual set needs: its further tables, approvals and editions, registry rows with dates."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    for schema in ("reference", "intake", "summary", "bulletin"):
        op.get_bind().exec_driver_sql((FOLDER / f"{schema}.sql").read_text(encoding="utf-8"))
