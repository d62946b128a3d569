"""What a detector is given, and what it finds."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa


class Situation(NamedTuple):
    """What a detector looks at. `threshold`: of its row in alarms.csv, in that row's unit."""

    threshold: int | None
    connection: sa.Connection
    now: datetime


class Symptom(NamedTuple):
    """One thing that is wrong: what it is about, which tells it from others, and what is seen of it."""

    subject: str
    detail: str
