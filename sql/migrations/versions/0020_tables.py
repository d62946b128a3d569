"""All tables: the registry, the waiting room, the summary. After a release, a change is a new revision."""

from __future__ import annotations

from pathlib import Path

from alembic import op

# The revisions before the first release are one: a warehouse that had the last of them, 0020, is at its head.
revision = "0020"
down_revision = None

TABLES = Path(__file__).with_suffix("")
FILES = (
    *("reference", "intake", "summary_year", "summary_year_returns", "summary_year_enterprises"),
    *("summary_year_words", "summary_quarter", "summary_month", "summary_storage", "summary_edition"),
    "summary_shared_comments",
)


def upgrade() -> None:
    for name in FILES:
        op.get_bind().exec_driver_sql((TABLES / f"{name}.sql").read_text(encoding="utf-8"))
