"""The short history in which things go wrong: what must come of each file, and what must stand at the end."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import Opener, Walked
from tests.walk.driving import STORIES, listed, rules

DATA, PROGRESS = "主要数据", "项目进展"
STEPS = {step["step"]: step for step in listed(STORIES / "steps.csv")}

# Beyond steps.csv: each finding that is more than an info, at its sheet and cell.
FINDINGS = {
    "1": [("number_text", DATA, "D4")],
    "5": [("league_conflict", None, "A2")],
    "8": [("year_to_date_chain", DATA, "E4"), ("annual_difference", DATA, "E4")],
    "9": [("year_to_date_chain", DATA, "E4"), ("annual_difference", DATA, "E4")],
    "10": [("year_to_date_chain", DATA, "E4"), ("annual_difference", DATA, "E4")],
    "14": [("period_not_over", DATA, "C1")],
    "16": [("magnitude_slip", DATA, "D61")],
}


@pytest.fixture(scope="module")
def told(open_warehouse: Opener, stories_walked: Walked) -> Any:
    with open_warehouse(stories_walked.database) as engine:
        yield engine, stories_walked.answers


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_step(told: Any, step: dict[str, str]) -> None:
    answer = told[1][step["file"]]
    assert answer["verdict"] == step["verdict"]
    assert {part: answer["parts"].get(part, "") for part in ("data", "progress")} == {
        part: step[part] for part in ("data", "progress")
    }
    assert rules(answer) == FINDINGS.get(step["step"], [])


def test_an_empty_phrase_does_not_explain_and_a_sentence_does(told: Any) -> None:
    def explanations(step: str) -> dict[str, str | None]:
        findings = told[1][STEPS[step]["file"]]["findings"]
        return {
            finding["rule"]: finding["explanation"] for finding in findings if finding["severity"] != "info"
        }

    assert explanations("9") == {"year_to_date_chain": None, "annual_difference": None}
    assert explanations("10") == {
        "year_to_date_chain": "三季度漏报一个旗县40人,本季度补入累计。",
        "annual_difference": None,
    }


def test_the_end(told: Any) -> None:
    with told[0].connect() as connection:
        for row in listed(STORIES / "end.csv"):
            found = connection.execute(
                sa.text(
                    "SELECT trim_scale(figure)::text, trim_scale(year_to_date)::text"
                    " FROM warehouse.indicator_value WHERE (league_code, period, indicator_code)"
                    " = (:league_code, :period, :indicator_code)"
                ),
                row,
            ).one()
            assert tuple(found) == (row["figure"], row["year_to_date"])


def test_a_revision_of_an_earlier_quarter_adds_a_dated_warning_to_the_later_one(told: Any) -> None:
    with told[0].connect() as connection:
        found = connection.execute(
            sa.text(
                "SELECT s.file_name, f.rule_id, f.cell, f.given, f.expected,"
                " r.file_name, f.found_at = r.arrived_at"
                " FROM intake.finding AS f JOIN intake.submission AS s USING (submission_id)"
                " JOIN intake.submission AS r ON r.submission_id = f.raised_by"
                " WHERE f.raised_by <> f.submission_id"
            )
        ).all()
    assert [tuple(row) for row in found] == [
        ("10_2022Q4.xlsx", "year_to_date_chain", "E75", "810", "817", "12_2022Q3.xlsx", True)
    ]


def test_a_warning_ends_when_the_other_side_is_sent_again(told: Any) -> None:
    """The annual return comes again with the fourth quarter's figure: the difference is resolved then."""
    with told[0].connect() as connection:
        found = connection.execute(
            sa.text(
                "SELECT s.file_name, f.resolved_at = '2023-01-05 09:00+08' FROM intake.finding AS f"
                " JOIN intake.submission AS s USING (submission_id)"
                " WHERE f.rule_id = 'annual_difference' AND f.resolved_at IS NOT NULL"
            )
        ).all()
    assert [tuple(row) for row in found] == [("10_2022Q4.xlsx", True)]


def test_completeness_and_timeliness(told: Any) -> None:
    with told[0].connect() as connection:
        found = connection.execute(
            sa.text(
                "SELECT league_code, period, timeliness, versions,"
                " to_char(arrived_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')"
                " FROM warehouse.return_status WHERE arrived_at IS NOT NULL ORDER BY 1, 2"
            )
        ).all()
    assert [tuple(row) for row in found] == [
        ("150100", "2022", "on_time", 2, "2023-01-01 09:00"),
        ("150100", "2022Q3", "late", 3, "2022-10-09 09:00"),
        ("150100", "2022Q4", "on_time", 3, "2023-01-03 09:00"),
        ("150100", "2023Q1", "on_time", 1, "2023-04-03 09:00"),
        ("150100", "2023Q2", "on_time", 1, "2023-07-04 09:00"),
        ("150200", "2022Q3", "late", 1, "2022-10-10 09:00"),
    ]
