"""An organisation is a row: it owes the returns of the periods on whose last day it exists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.common.calendar import expected_returns
from tests.reminders.registries import extended, known

MANZHOULI = "150781,满洲里市,Manzhouli,city,满洲里,no,{begins},{ends}"


def owed(folder: Path, **rows: list[str]) -> dict[str, list[str]]:
    """The periods that each league of the extended registry owes, in order."""
    registry = known(extended(folder, {f"{name}.csv": further for name, further in rows.items()}))
    found: dict[str, list[str]] = {}
    for each in expected_returns(registry, "announced_break"):
        found.setdefault(each.league_code, []).append(str(each.period))
    return {code: sorted(periods) for code, periods in found.items()}


@pytest.mark.parametrize(
    ("begins", "ends", "first", "last", "how_many"),
    [
        ("2022-01-01", "", "2022", "2025Q4", 42),
        ("2023-06-30", "", "2023", "2025Q4", 38),  # it exists on the last day of 2023Q2
        ("2023-07-01", "", "2023", "2025Q4", 37),
        ("2022-01-01", "2023-06-30", "2022", "2023Q2", 5),
        ("2022-01-01", "2023-06-29", "2022", "2023Q1", 4),
        ("2024-01-01", "2024-12-31", "2024", "2024Q4", 17),
    ],
)
def test_a_further_organisation_owes_its_own_periods(
    tmp_path: Path, begins: str, ends: str, first: str, last: str, how_many: int
) -> None:
    found = owed(tmp_path, leagues=[MANZHOULI.format(begins=begins, ends=ends)])
    assert (found["150781"][0], found["150781"][-1], len(found["150781"])) == (first, last, how_many)
    assert {code: periods for code, periods in found.items() if code != "150781"} == owed(tmp_path)
    assert {len(found[code]) for code in ("150100", "150400", "152900")} == {42}


def test_one_that_is_there_between_two_ends_owes_nothing(tmp_path: Path) -> None:
    row = MANZHOULI.format(begins="2023-02-01", ends="2023-03-30")
    assert "150781" not in owed(tmp_path, leagues=[row])


def test_an_exemption_is_dated_and_of_one_return(tmp_path: Path) -> None:
    rows = {
        "leagues.csv": [MANZHOULI.format(begins="2024-01-01", ends="")],
        "exemptions.csv": ["150781,quarterly,2024Q1,新设,就业处,2024-03-20"],
    }
    found = expected_returns(known(extended(tmp_path, rows)), "announced_break")
    exempt = [(each.league_code, str(each.period), each.exempt_from) for each in found if each.exempt_from]
    assert exempt == [("150781", "2024Q1", date(2024, 3, 20))]
