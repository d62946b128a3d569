"""The department's own words in a year's set, and the forms that it changed."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0018"
down_revision = "0017"

TABLES = Path(__file__).with_suffix("")


def upgrade() -> None:
    for name in ("intake", "summary"):
        op.get_bind().exec_driver_sql((TABLES / f"{name}.sql").read_text(encoding="utf-8"))
