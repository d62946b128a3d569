"""Any part's rows, and what findings are about besides indicators and projects."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0014"
down_revision = "0013"

TABLES = Path(__file__).with_suffix("") / "kinds.sql"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES.read_text(encoding="utf-8"))
