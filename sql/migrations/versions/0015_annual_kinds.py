"""What counties and key enterprises say of a year, and key enterprises of a month."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0015"
down_revision = "0014"

TABLES = Path(__file__).with_suffix("")


def upgrade() -> None:
    for name in ("reference", "annual", "month"):
        op.get_bind().exec_driver_sql((TABLES / f"{name}.sql").read_text(encoding="utf-8"))
