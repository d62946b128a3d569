"""Due dates: the 18 of the action under each rule, and who owes what."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date, datetime

import pytest

from etl.common.calendar import CalendarWarning, ExpectedReturn, due_at, effective_due_at, expected_returns
from etl.common.settings import ZONE
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import DueDay, Exemption

# Period: nominal, legal_holiday, announced_break, every_day_off.
DUE = {
    "2022Q3": ("2022-10-05", "2022-10-05", "2022-10-08", "2022-10-08"),
    "2022Q4": ("2023-01-05", "2023-01-05", "2023-01-05", "2023-01-05"),
    "2023Q1": ("2023-04-05", "2023-04-06", "2023-04-06", "2023-04-06"),
    "2023Q2": ("2023-07-05", "2023-07-05", "2023-07-05", "2023-07-05"),
    "2023Q3": ("2023-10-05", "2023-10-05", "2023-10-07", "2023-10-07"),
    "2023Q4": ("2024-01-05", "2024-01-05", "2024-01-05", "2024-01-05"),
    "2024Q1": ("2024-04-05", "2024-04-05", "2024-04-07", "2024-04-07"),
    "2024Q2": ("2024-07-05", "2024-07-05", "2024-07-05", "2024-07-05"),
    "2024Q3": ("2024-10-05", "2024-10-05", "2024-10-08", "2024-10-08"),
    "2024Q4": ("2025-01-05", "2025-01-05", "2025-01-05", "2025-01-06"),
    "2025Q1": ("2025-04-05", "2025-04-05", "2025-04-07", "2025-04-07"),
    "2025Q2": ("2025-07-05", "2025-07-05", "2025-07-05", "2025-07-07"),
    "2025Q3": ("2025-10-05", "2025-10-05", "2025-10-09", "2025-10-09"),
    "2025Q4": ("2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    "2022": ("2023-01-05", "2023-01-05", "2023-01-05", "2023-01-05"),
    "2023": ("2024-01-05", "2024-01-05", "2024-01-05", "2024-01-05"),
    "2024": ("2025-01-05", "2025-01-05", "2025-01-05", "2025-01-06"),
    "2025": ("2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
}
# As the plan has them: a day that is moved later is another row.
QUARTERLY, ANNUAL = (
    replace(kind, due_days=kind.due_days[:1])
    for kind in (registry().returns["quarterly"], registry().returns["annual"])
)


def end_of(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59+08:00")


def moved(period: str, days: int, due_rule: str) -> str:
    """The effective date of a quarterly return that is due `days` days after the period's end."""
    kind = replace(QUARTERLY, due_days=(DueDay(QUARTERLY.first_period, days),))
    effective = effective_due_at(kind, Period.parse(period), due_rule)
    return effective.date().isoformat()


@pytest.mark.parametrize("period", DUE)
def test_the_due_dates_of_the_action(period: str) -> None:
    kind = QUARTERLY if "Q" in period else ANNUAL
    nominal, legal_holiday, announced_break, every_day_off = DUE[period]
    parsed = Period.parse(period)
    assert due_at(kind, parsed) == end_of(nominal)
    assert effective_due_at(kind, parsed, "none") == end_of(nominal)
    assert effective_due_at(kind, parsed, "legal_holiday") == end_of(legal_holiday)
    assert effective_due_at(kind, parsed, "announced_break") == end_of(announced_break)
    assert effective_due_at(kind, parsed, "every_day_off") == end_of(every_day_off)


def test_a_due_moment_is_the_last_second_of_the_day_in_the_region() -> None:
    assert due_at(QUARTERLY, Period.parse("2022Q3")).isoformat() == "2022-10-05T23:59:59+08:00"


def test_a_make_up_workday_is_worked_although_it_is_named_after_the_holiday() -> None:
    # Sunday 2024-04-07, made up for Qingming: nothing moves off it.
    assert moved("2024Q1", 7, "every_day_off") == "2024-04-07"
    assert moved("2024Q1", 7, "announced_break") == "2024-04-07"
    assert moved("2024Q1", 7, "legal_holiday") == "2024-04-07"


def test_a_statutory_holiday_moves_a_due_date_under_every_rule_but_none() -> None:
    # 3 October 2023 is National Day's third and last statutory day, 4 October a rest day.
    assert moved("2023Q3", 3, "none") == "2023-10-03"
    assert moved("2023Q3", 3, "legal_holiday") == "2023-10-07"
    assert moved("2023Q3", 4, "legal_holiday") == "2023-10-04"
    assert moved("2023Q3", 4, "announced_break") == "2023-10-07"


def test_mid_autumn_inside_the_national_break_is_a_statutory_holiday() -> None:
    assert moved("2025Q3", 6, "legal_holiday") == "2025-10-09"


def test_the_second_of_may_is_a_statutory_holiday_from_2025() -> None:
    assert moved("2024Q1", 32, "legal_holiday") == "2024-05-02"
    assert moved("2025Q1", 32, "legal_holiday") == "2025-05-06"


def test_a_weekend_that_adjoins_a_holiday_is_part_of_the_break() -> None:
    # Dragon Boat is Monday 10 June 2024; the library names that day alone, not the weekend before it.
    assert moved("2024Q1", 69, "announced_break") == "2024-06-11"
    assert moved("2024Q1", 69, "legal_holiday") == "2024-06-08"


def test_an_ordinary_weekend_is_no_announced_break() -> None:
    assert moved("2024Q1", 20, "announced_break") == "2024-04-20"
    assert moved("2024Q1", 20, "every_day_off") == "2024-04-22"


def test_a_due_day_that_is_moved_from_a_period_on_leaves_those_before_it() -> None:
    later = DueDay(Period.parse("2024Q1"), 12)
    kind = replace(QUARTERLY, due_days=(*QUARTERLY.due_days, later))
    assert [due_at(kind, Period.parse(period)) for period in ("2023Q4", "2024Q1", "2024Q2")] == [
        end_of("2024-01-05"),
        end_of("2024-04-12"),
        end_of("2024-07-12"),
    ]


@pytest.mark.parametrize("due_rule", ["legal_holiday", "announced_break", "every_day_off"])
def test_a_year_that_the_calendar_does_not_know_is_a_warning_and_the_nominal_date_stands(
    due_rule: str,
) -> None:
    said = (
        "chinesecalendar does not know the days off of 2039: what is due around then stays due on its nominal"
        " day; install a newer release of it"
    )
    with pytest.warns(CalendarWarning) as warned:
        assert effective_due_at(QUARTERLY, Period.parse("2039Q3"), due_rule) == end_of("2039-10-05")
    assert [str(warning.message) for warning in warned] == [said]


def test_the_rule_none_asks_no_calendar() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert effective_due_at(QUARTERLY, Period.parse("2039Q3"), "none") == end_of("2039-10-05")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError) as raised:
        effective_due_at(QUARTERLY, Period.parse("2023Q1"), "sometimes")
    assert str(raised.value) == (
        "'sometimes' is no due rule: use one of none, legal_holiday, announced_break, every_day_off"
    )


def test_every_due_rule_of_the_registry_is_known() -> None:
    for due_rule in registry().due_rules:
        assert effective_due_at(QUARTERLY, Period.parse("2022Q4"), due_rule) == end_of("2023-01-05")


def test_what_a_league_owes() -> None:
    hohhot = {"150100": registry().leagues["150100"]}
    expected = expected_returns(replace(registry(), leagues=hohhot), "announced_break")
    assert len(expected) == 14 + 4 + 24  # quarters, years, months of 2024 and 2025
    assert len({(row.league_code, row.return_kind, row.period) for row in expected}) == len(expected)
    assert expected[0] == ExpectedReturn(
        league_code="150100",
        return_kind="quarterly",
        period=Period.parse("2022Q3"),
        due_at=datetime(2022, 10, 5, 23, 59, 59, tzinfo=ZONE),
        effective_due_at=datetime(2022, 10, 8, 23, 59, 59, tzinfo=ZONE),
        exempt_from=None,
    )


def test_a_league_owes_returns_while_it_exists_on_the_periods_last_day() -> None:
    gone = replace(registry().leagues["152900"], valid_from=date(2022, 12, 31), valid_to=date(2023, 9, 29))
    plan = replace(registry(), leagues={"152900": gone})
    expected = expected_returns(plan, "none")
    assert [str(row.period) for row in expected] == ["2022Q4", "2023Q1", "2023Q2", "2022"]


def test_an_exempt_return_is_expected_and_marked() -> None:
    exemption = Exemption(
        "152900", "quarterly", Period.parse("2023Q1"), "flood", "the centre", date(2023, 4, 1)
    )
    plan = replace(registry(), exemptions=(exemption,))
    exempt = [row for row in expected_returns(plan, "none") if row.exempt_from]
    assert [(row.league_code, row.return_kind, str(row.period)) for row in exempt] == [
        ("152900", "quarterly", "2023Q1")
    ]
