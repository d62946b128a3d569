"""Rules within task completion."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import Judge
from tests.rules.faults import faults
from tests.rules.returns import COMPLETION, annual


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (80.8, None),
        ("80.80%", None),
        (0.808, None),  # the value of a cell that is formatted as a percentage
        (81, None),  # as rounded as it is written
        (None, None),
        (80.9, ("80.9", "80.80", "0.10")),
        (82, ("82", "80.80", "1.20")),
        (0.82, ("0.82", "80.80", "-79.98")),
    ],
)
def test_rate_not_quotient(judge: Judge, rate: Any, expected: tuple[str, str, str] | None) -> None:
    """The league completed 4,040 of 5,000."""
    answer = judge(annual("2024", {COMPLETION.at(1, "rate"): rate}))
    assert faults(answer) == ([("rate_not_quotient", "任务完成情况!E3", *expected)] if expected else [])
    assert answer["parts"]["completion"] == ("accepted_with_warnings" if expected else "accepted")


def test_rate_not_quotient_of_nothing(judge: Judge) -> None:
    for target in (None, 0):
        assert faults(judge(annual("2024", {COMPLETION.at(1, "target"): target}))) == []
