"""Dimensions to join by; numbers of a known precision and scale; the region told apart from its leagues."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0019"
down_revision = "0018"

CHANGES = Path(__file__).with_suffix("")


def upgrade() -> None:
    for name in ("dimensions", "keys", "types", "region"):
        op.get_bind().exec_driver_sql((CHANGES / f"{name}.sql").read_text(encoding="utf-8"))
