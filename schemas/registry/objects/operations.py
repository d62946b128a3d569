"""What operators keep: exemptions, waivers, contacts, reminders, alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.periods import Period


@dataclass(frozen=True)
class Exemption:
    league_code: str
    return_kind: str
    period: Period
    reason: str
    approved_by: str
    approved_on: date


@dataclass(frozen=True)
class Waiver:
    """Turns one rule's error into a warning, for one league and period, until `valid_to`."""

    waiver_id: str
    rule_id: str
    league_code: str
    return_kind: str
    period: Period
    part: str
    indicator_code: str | None
    project_no: int | None
    subject_code: str | None
    reason: str
    approved_by: str
    approved_on: date
    valid_to: date | None


@dataclass(frozen=True)
class Contact:
    """Who gets a league's mail, or, with the region's code, the centre's. `valid_to`: the last day."""

    league_code: str
    name_zh: str
    email: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Reminder:
    """When a league is reminded, in days from the effective due day (below 0: before it).

    On `from_day`, and then every so many days, None for never again, until the next row's `from_day`.
    """

    reminder: str
    from_day: int
    every_days: int | None
    says_zh: str


@dataclass(frozen=True)
class Alarm:
    """Something that ops are told; `threshold` is in `unit` (None: it has none).

    Told again after `repeat_hours`. One that is raised, not looked for, is over `lapse_hours` after it was
    raised last (None: its detector says when it is over).
    """

    alarm_id: str
    severity: str
    threshold: int | None
    unit: str
    repeat_hours: int
    lapse_hours: int | None
    name_zh: str
    name_en: str
    says_zh: str
    says_en: str
    to_do_zh: str
    to_do_en: str
