"""Which of the returns in force are checked again when another comes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from etl.store.warehouse import rows


@pytest.mark.parametrize(
    ("period", "resting"),
    [
        ("2023", ["2023Q4", "2024Q1", "2024Q2"]),  # a year is compared with its last quarter alone
        ("2023Q3", ["2023", "2023Q4", "2024Q1", "2024Q2"]),
        ("2023Q4", ["2023", "2024Q1", "2024Q2"]),
    ],
)
def test_what_ends_with_it_or_later_rests_on_a_return(
    history: sa.Engine, period: str, resting: list[str]
) -> None:
    asked = sa.text("SELECT submission_id FROM intake.submission WHERE period = :period")
    with history.connect() as connection:
        number = connection.execute(asked, {"period": period}).scalar_one()
        found = rows(connection, "intake/resting_on", submission_id=number)
    assert sorted(row["period"] for row in found) == resting
    assert {row["state"] for row in found} == {"accepted"}
