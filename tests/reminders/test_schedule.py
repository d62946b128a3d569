"""The days on which a return is reminded of, counted from its effective due day."""

from __future__ import annotations

from datetime import date

import pytest

from etl.common.calendar import due_at, effective_due_at
from etl.leagues.reminders.schedule import days_ahead, step_on
from schemas.periods import Period
from schemas.registry import registry

# 2024Q3: nominally due on Saturday, 5 October, in the middle of a break; the next day worked is the 8th.
STEPS = [
    ("2024-09-30", None),  # five days before the nominal day
    ("2024-10-02", None),
    ("2024-10-03", ("before", "2024-10-03")),
    ("2024-10-05", ("before", "2024-10-03")),
    ("2024-10-07", ("before", "2024-10-03")),
    ("2024-10-08", ("on_the_day", "2024-10-08")),
    ("2024-10-09", ("after", "2024-10-09")),
    ("2024-10-11", ("after", "2024-10-09")),
    ("2024-10-12", ("after", "2024-10-12")),
    ("2024-10-15", ("after", "2024-10-15")),
    ("2024-11-07", ("after", "2024-11-05")),
    ("2024-11-08", ("long_after", "2024-11-08")),
    ("2024-12-07", ("long_after", "2024-11-08")),
    ("2024-12-08", ("long_after", "2024-12-08")),
    ("2025-12-31", ("long_after", "2025-12-03")),
]


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize(("today", "wanted"), STEPS)
def test_the_step_of_a_return_whose_due_day_moved(today: str, wanted: tuple[str, str] | None) -> None:
    kind, period = registry().returns["quarterly"], Period.parse("2024Q3")
    assert due_at(kind, period).date() == date(2024, 10, 5)
    due = effective_due_at(kind, period, "announced_break").date()
    step = step_on(registry().reminders, due, date.fromisoformat(today))
    assert (step and (step.reminder.reminder, str(step.day))) == wanted


def test_the_first_reminder_comes_five_days_before() -> None:
    assert days_ahead(registry().reminders) == 5


def test_a_registry_without_reminders_reminds_of_nothing() -> None:
    assert step_on((), date(2024, 10, 8), date(2025, 1, 1)) is None
    assert days_ahead(()) == 0
