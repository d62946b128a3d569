"""Whose figures the year before has, whose money is new, and waivers of earlier years."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    op.get_bind().exec_driver_sql((FOLDER / "summary.sql").read_text(encoding="utf-8"))
