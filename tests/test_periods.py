"""Periods of every cadence: codes, days, names, order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schemas.periods import Period, span, within


@pytest.mark.parametrize(
    ("code", "cadence", "start", "end", "zh", "short", "en"),
    [
        ("2024M02", "month", date(2024, 2, 1), date(2024, 2, 29), "2024年2月", "2月", "2024-02"),
        ("2024M12", "month", date(2024, 12, 1), date(2024, 12, 31), "2024年12月", "12月", "2024-12"),
        ("2023Q1", "quarter", date(2023, 1, 1), date(2023, 3, 31), "2023年第一季度", "一季度", "2023 Q1"),
        ("2024H2", "half", date(2024, 7, 1), date(2024, 12, 31), "2024年下半年", "下半年", "2024 H2"),
        ("2024H1", "half", date(2024, 1, 1), date(2024, 6, 30), "2024年上半年", "上半年", "2024 H1"),
        ("2023", "year", date(2023, 1, 1), date(2023, 12, 31), "2023年度", "年报", "2023 (annual)"),
    ],
)
def test_a_period_by_its_code(
    code: str, cadence: str, start: date, end: date, zh: str, short: str, en: str
) -> None:
    period = Period.parse(code)
    assert str(period) == code
    assert (period.cadence, period.start, period.end) == (cadence, start, end)
    assert (period.name_zh, period.short_zh, period.name_en) == (zh, short, en)


@pytest.mark.parametrize(
    "code", ["2023Q5", "2023Q0", "2024M13", "2024M3", "2024M00", "2024X1", "24Q1", "2023Q", ""]
)
def test_what_is_no_period(code: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        Period.parse(code)


def test_every_period_follows_the_one_before() -> None:
    for period in within(2024):
        assert period.next().before() == period
        assert period.next().start == period.end + timedelta(days=1)


def test_the_order_is_that_of_the_ends_and_the_longer_comes_last() -> None:
    ends = [str(period) for period in within(2024) if period.last_month == 12]
    assert ends == ["2024M12", "2024Q4", "2024H2", "2024"]


def test_a_span_is_of_one_cadence() -> None:
    assert [str(each) for each in span(Period.parse("2023M11"), Period.parse("2024M02"))] == [
        "2023M11",
        "2023M12",
        "2024M01",
        "2024M02",
    ]
    with pytest.raises(ValueError, match="not of one cadence"):
        span(Period.parse("2023Q1"), Period.parse("2023M03"))
