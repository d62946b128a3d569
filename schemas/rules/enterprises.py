"""Rules on key enterprises and recruitment events (重点企业用工调度月报)."""

from __future__ import annotations

import pandas as pd

from schemas.rules.frame import together
from schemas.rules.rule import at, rule


@rule(at("solved", "solved", "hired"))
def solved_above_hired(rows: pd.DataFrame) -> pd.Series:
    """More people found by the bureau than hired."""
    solved, hired = together(rows["solved"], rows["hired"])
    return solved.gt(hired)


@rule(at("held_on", "held_on", "period"))
def event_outside_period(rows: pd.DataFrame) -> pd.Series:
    """An event that was not held in the period."""
    held_on = rows["held_on"].where(rows["held_on"].notna(), rows["starts"])
    return held_on.lt(rows["starts"]) | held_on.gt(rows["ends"])
