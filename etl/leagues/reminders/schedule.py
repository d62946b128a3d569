"""On which days a return is reminded of: rows of the registry, counted from its effective due day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.registry.objects import Reminder


@dataclass(frozen=True)
class Step:
    """A reminder and the day on which it falls; it may still be sent later, until the next one falls."""

    reminder: Reminder
    day: date


def step_on(reminders: Sequence[Reminder], due: date, today: date) -> Step | None:
    """The last step that falls on `today` or before it; None while it is too early for any."""
    days = (today - due).days
    begun = [reminder for reminder in reminders if reminder.from_day <= days]
    if not begun:
        return None
    last = begun[-1]
    repeated = (days - last.from_day) // last.every_days * last.every_days if last.every_days else 0
    return Step(last, due + timedelta(days=last.from_day + repeated))


def days_ahead(reminders: Sequence[Reminder]) -> int:
    """How many days before its due day a return is first reminded of."""
    return max(0, -reminders[0].from_day) if reminders else 0
