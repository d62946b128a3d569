"""Who gives a budget and who a spend, counted by figures; where the header of a part stands."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0009"
down_revision = "0008"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    for schema in ("intake", "summary"):
        op.get_bind().exec_driver_sql((FOLDER / f"{schema}.sql").read_text(encoding="utf-8"))
