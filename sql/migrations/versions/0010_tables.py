"""All tables: the registry, the waiting room, the summary. After a release, a change is a new revision."""

from __future__ import annotations

from pathlib import Path

from alembic import op

# Ten revisions before the first release are one: a warehouse that has them is at its head.
revision = "0010"
down_revision = None

FOLDER = Path(__file__).with_suffix("")


def upgrade() -> None:
    for schema in ("reference", "intake", "summary"):
        op.get_bind().exec_driver_sql((FOLDER / f"{schema}.sql").read_text(encoding="utf-8"))
