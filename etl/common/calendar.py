"""When each return is due: nominally, and after it is moved off days on which nobody works.

Days off and make-up workdays are those that the State Council announced, from `chinesecalendar`. It
gives a make-up workday the holiday's name too, so a day of a holiday is one that is off and named.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import chinese_calendar  # type: ignore[import-untyped]

from etl.common.settings import ZONE
from schemas.periods import Period, span
from schemas.registry.objects import League, Registry, ReturnKind

_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59)

# Statutory holidays by the sun's calendar: (month, day) and the year from which the law has it so.
_FIXED_HOLIDAYS = {(1, 1): 1949, (5, 1): 1949, (5, 2): 2025, (10, 1): 1949, (10, 2): 1999, (10, 3): 1999}
_LUNAR_HOLIDAYS = {
    chinese_calendar.Holiday.spring_festival.value,
    chinese_calendar.Holiday.dragon_boat_festival.value,
    chinese_calendar.Holiday.mid_autumn_festival.value,
}


class CalendarWarning(UserWarning):
    """The calendar does not know a year yet: its due dates stand as they are until the library is renewed."""


@dataclass(frozen=True)
class ExpectedReturn:
    """A return that a league owes for a period; `exempt_from`: the day on which it was let off, if it was."""

    league_code: str
    return_kind: str
    period: Period
    due_at: datetime
    effective_due_at: datetime
    exempt_from: date | None


def due_at(kind: ReturnKind, period: Period) -> datetime:
    """The nominal moment: 23:59:59 in the region's zone on the due day of the kind and period."""
    return _end_of(period.end + kind.due_day(period) * _DAY)


def effective_due_at(kind: ReturnKind, period: Period, due_rule: str) -> datetime:
    """The moment that counts: the nominal one, or the same time of the next day worked if the rule moves it.

    `due_rule` is an id of the registry's `due_rules.csv`; ValueError for any other. A year that the
    calendar does not know is a CalendarWarning, and the nominal moment stands.
    """
    if due_rule not in _MOVES_OFF:
        raise ValueError(f"{due_rule!r} is no due rule: use one of {', '.join(_MOVES_OFF)}")
    nominal = due_at(kind, period)
    day = nominal.date()
    try:
        if _MOVES_OFF[due_rule](day):
            while chinese_calendar.is_holiday(day):
                day += _DAY
    except NotImplementedError:  # what chinesecalendar raises for a year that it does not know
        # Of all returns of that year in one sentence: Python shows it once.
        warnings.warn(
            f"chinesecalendar does not know the days off of {day.year}: what is due around then stays due on"
            " its nominal day; install a newer release of it",
            CalendarWarning,
            stacklevel=2,
        )
        return nominal
    return _end_of(day)


def is_known(day: date) -> bool:
    """Whether the calendar knows the days off of the day's year."""
    try:
        chinese_calendar.is_holiday(day)
    except NotImplementedError:  # its way to say so, as above
        return False
    return True


def expected_returns(registry: Registry, due_rule: str) -> list[ExpectedReturn]:
    """Every return of the action, past and to come, by kind, period and league.

    A league owes those of the periods on whose last day it exists, exempt or not. ValueError and
    CalendarWarning as in `effective_due_at`.
    """
    exempt = {(row.league_code, row.return_kind, row.period): row.approved_on for row in registry.exemptions}
    expected = []
    for kind in registry.returns.values():
        for period in span(kind.first_period, kind.last_period):
            nominal, effective = due_at(kind, period), effective_due_at(kind, period, due_rule)
            expected += [
                ExpectedReturn(
                    league_code=league.league_code,
                    return_kind=kind.return_kind,
                    period=period,
                    due_at=nominal,
                    effective_due_at=effective,
                    exempt_from=exempt.get((league.league_code, kind.return_kind, period)),
                )
                for league in registry.leagues.values()
                if _exists_on(league, period.end)
            ]
    return expected


def _end_of(day: date) -> datetime:
    return datetime.combine(day, _LAST_SECOND, tzinfo=ZONE)


def _exists_on(league: League, day: date) -> bool:
    return league.valid_from <= day and (league.valid_to is None or day <= league.valid_to)


def _is_never(_day: date) -> bool:
    return False


def _is_legal_holiday(day: date) -> bool:
    """Whether the day is a statutory holiday itself, not only a rest day beside one.

    The library does not say which day of a break is the lunar festival: each counts that is no
    rest day in lieu.
    """
    off, name = chinese_calendar.get_holiday_detail(day)
    if not off or name is None:
        return False
    if name in _LUNAR_HOLIDAYS:
        return not chinese_calendar.is_in_lieu(day)
    since = _FIXED_HOLIDAYS.get((day.month, day.day))
    return (since is not None and since <= day.year) or _is_qingming(day)


def _is_qingming(day: date) -> bool:
    return any(term == "清明" for _, term in chinese_calendar.get_solar_terms(day, day))


def _is_in_announced_break(day: date) -> bool:
    """Whether the day is in a row of days off that holds a holiday; a weekend beside one is part of it."""
    return chinese_calendar.is_holiday(day) and (_row_has_holiday(day, _DAY) or _row_has_holiday(day, -_DAY))


def _row_has_holiday(day: date, step: timedelta) -> bool:
    while chinese_calendar.is_holiday(day):
        if chinese_calendar.get_holiday_detail(day)[1] is not None:
            return True
        day += step
    return False


# The days that each rule moves a due date off.
_MOVES_OFF: Mapping[str, Callable[[date], bool]] = {
    "none": _is_never,
    "legal_holiday": _is_legal_holiday,
    "announced_break": _is_in_announced_break,
    "every_day_off": chinese_calendar.is_holiday,
}
