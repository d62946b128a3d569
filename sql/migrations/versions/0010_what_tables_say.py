"""Tables say their moment and period, and why a ratio has no value; a version may be in force for no time."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0009"

FOLDER = Path(__file__).with_suffix("")
ANNUAL = "return waiver account indicator target project reporting suggestion difference finding submission"
QUARTERLY = "return indicator target project suggestion submission"
BUILT = (
    *(f"annual_{name}" for name in ANNUAL.split()),
    "action_target",
    *(f"quarter_{name}" for name in QUARTERLY.split()),
)
STAMP = """
ALTER TABLE summary.{table} ADD COLUMN as_of timestamptz, ADD COLUMN built_at timestamptz;
COMMENT ON COLUMN summary.{table}.as_of IS
'What was known at this moment is in the table, of its year or quarter; blank: built before this was kept';
COMMENT ON COLUMN summary.{table}.built_at IS
'When it was built; a build that finds nothing new leaves both moments. Old or not: warehouse.summary_age';
"""


def upgrade() -> None:
    connection = op.get_bind()
    for name in ("intake", "summary"):
        connection.exec_driver_sql((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    for table in BUILT:
        connection.exec_driver_sql(STAMP.format(table=table))
