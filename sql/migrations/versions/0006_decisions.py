"""What operators decide: files taken up again, corrected arrivals, waivers beside the registry's."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    op.get_bind().exec_driver_sql((FOLDER / "intake.sql").read_text(encoding="utf-8"))
