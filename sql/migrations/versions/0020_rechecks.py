"""What a submission changed in other returns is found by its number, not by looking through all events."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(
        "CREATE INDEX event_recheck ON intake.event ((detail ->> 'by')) WHERE verb = 'recheck'"
    )
