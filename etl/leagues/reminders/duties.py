"""What is due soon, today or overdue: the returns of that time, complete or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.leagues.reminders.schedule import Step, days_ahead, step_on
from etl.store.warehouse import rows
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import League, ReturnKind


@dataclass(frozen=True)
class Duty:
    """A return that a league owes, looked at on `today`. `outstanding`: its parts that are not in, by 、."""

    league: League
    kind: ReturnKind
    period: Period
    nominal: date
    due: date
    due_rule_zh: str
    timeliness: str
    outstanding: str | None
    errors: int
    today: date

    @property
    def name_zh(self) -> str:
        return f"{self.period.name_zh}《{self.kind.name_zh}》"

    @property
    def is_outstanding(self) -> bool:
        return self.timeliness in ("not_due", "missing")

    @property
    def lacking(self) -> str:
        """The parts that are outstanding of a return that is partly in; blank where all are, or none."""
        asked = self.kind.parts_asked(self.period)
        if not self.outstanding or len(self.outstanding.split("、")) == len(asked):
            return ""
        return self.outstanding

    @property
    def is_to_be_reminded(self) -> bool:
        return self.is_outstanding and self.step is not None

    @property
    def step(self) -> Step | None:
        return step_on(registry().reminders, self.due, self.today)

    @property
    def due_in_words(self) -> str:
        """How far away its due day is, in the words of the step."""
        return self.step.reminder.says_zh.format(days=abs((self.today - self.due).days)) if self.step else ""


def duties(connection: sa.Connection, now: datetime) -> list[Duty]:
    """The returns that leagues are reminded of by `now` if they are not complete, by due day and league.

    Those of locked years are left out: they are taken no more.
    """
    today = now.astimezone(ZONE).date()
    ahead = timedelta(days=days_ahead(registry().reminders) + 1)
    due_before = datetime.combine(today + ahead, time(), ZONE)
    owed = rows(connection, "reminders/duties", moment=now, due_before=due_before)
    return [
        Duty(
            league=registry().leagues[row["league_code"]],
            kind=registry().returns[row["return_kind"]],
            period=Period.parse(row["period"]),
            nominal=row["due_at"].astimezone(ZONE).date(),
            due=row["effective_due_at"].astimezone(ZONE).date(),
            due_rule_zh=registry().due_rules[row["due_rule"]],
            timeliness=row["timeliness"],
            outstanding=row["outstanding"],
            errors=row["errors"],
            today=today,
        )
        for row in owed
    ]


def owed_by_league(owing: list[Duty]) -> Mapping[str, list[Duty]]:
    """What each league of the registry is to be reminded of; an empty list where it is nothing."""
    return {
        code: [duty for duty in owing if duty.league.league_code == code and duty.is_to_be_reminded]
        for code in registry().leagues
    }
