"""What replies and operators' decisions need: rules with names and examples, explanations carried, locks."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    for schema in ("reference", "intake"):
        op.get_bind().exec_driver_sql((FOLDER / f"{schema}.sql").read_text(encoding="utf-8"))
