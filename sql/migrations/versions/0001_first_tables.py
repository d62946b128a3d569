"""The first tables: the registry, the waiting room and the annual tables."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    for schema in ("reference", "intake", "summary"):
        op.get_bind().exec_driver_sql((FOLDER / f"{schema}.sql").read_text(encoding="utf-8"))
