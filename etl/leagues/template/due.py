"""Which returns are owed: those whose period ends soon, or those of a period that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.common.calendar import expected_returns
from schemas.periods import Period, span
from schemas.registry.objects import League, Registry, ReturnKind

# A template that lies there a month before is not forgotten when the period ends, nor old.
_AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class Owed:
    """A return that a league has to send, and by which day; `nominal` is the day before it was moved."""

    league_code: str
    kind: ReturnKind
    period: Period
    due: date
    nominal: date


def ending_soon(on: date, registry: Registry) -> list[Period]:
    """The periods of the registry's returns that end on this day or in the month after it, by their end."""
    periods = {
        period
        for kind in registry.returns.values()
        for period in span(kind.first_period, kind.last_period)
        if on <= period.end <= on + _AHEAD
    }
    return sorted(periods)


def owed(registry: Registry, due_rule: str, period: Period, league_code: str | None = None) -> Iterator[Owed]:
    """What the leagues (or one of them) owe for the period; who is exempt or does not exist owes nothing."""
    for due in expected_returns(registry, due_rule):
        if due.period == period and due.exempt_from is None and league_code in (None, due.league_code):
            kind = registry.returns[due.return_kind]
            yield Owed(due.league_code, kind, period, due.effective_due_at.date(), due.due_at.date())


def file_name(league: League, kind: ReturnKind, period: Period) -> str:
    """The name of that return's template."""
    return f"{league.name_zh}_{period}_{kind.name_zh}_模板.xlsx"
