"""In which order the parts of a return are named; what a blank figure of a county means."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0016"
down_revision = "0015"

CHANGES = Path(__file__).with_suffix("") / "order.sql"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(CHANGES.read_text(encoding="utf-8"))
