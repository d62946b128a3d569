"""Figures of before the first return, matters that leagues suggest with their answers, and forecasts."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0017"
down_revision = "0016"

TABLES = Path(__file__).with_suffix("")


def upgrade() -> None:
    for name in ("intake", "summary"):
        op.get_bind().exec_driver_sql((TABLES / f"{name}.sql").read_text(encoding="utf-8"))
