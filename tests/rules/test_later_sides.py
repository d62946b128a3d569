"""Checks whose other side comes later: asked when it comes, dated, and ended when it is not true any more."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.rules.conftest import Send
from tests.rules.faults import faults, notes
from tests.rules.returns import ANNUAL, COMPLETION, DATA, PROGRESS, annual, quarterly

OFF_BY_ONE = {DATA.at("P00-1", "figure"): 1001, DATA.at("P00-1", "year_to_date"): 3001}
TOLD = """
SELECT told.file_name, finding.rule_id, finding.cell, finding.given, finding.expected,
    finding.found_at::date::text, finding.resolved_at::date::text
FROM intake.finding
INNER JOIN intake.submission AS told ON finding.submission_id = told.submission_id
ORDER BY finding.finding_id
"""


def all_findings(warehouse: sa.Engine) -> list[tuple[str | None, ...]]:
    """File, rule, cell, given, expected, the day when it was found and when it ended."""
    with warehouse.connect() as connection:
        connection.execute(sa.text("SET TIME ZONE 'Asia/Shanghai'"))
        return [tuple(row) for row in connection.execute(sa.text(TOLD))]


def test_the_chain_is_checked_when_the_missing_quarter_comes(history: sa.Engine, send: Send) -> None:
    early = send(quarterly("2024Q4"), "2025-01-02", "Q4.xlsx")
    assert notes(early) == [("year_to_date_unchecked", "主要数据", None, "2024Q3", None)]
    late = send(quarterly("2024Q3", OFF_BY_ONE), "2025-01-04", "Q3.xlsx")
    assert late["findings"] == []
    assert all_findings(history) == [
        ("Q4.xlsx", "year_to_date_unchecked", None, None, "2024Q3", "2025-01-02", "2025-01-04"),
        ("Q4.xlsx", "year_to_date_chain", "E3", "4000", "4001", "2025-01-04", None),
    ]


def test_nothing_is_left_when_the_missing_quarter_fits(history: sa.Engine, send: Send) -> None:
    send(quarterly("2024Q4"), "2025-01-02", "Q4.xlsx")
    send(quarterly("2024Q3"), "2025-01-04", "Q3.xlsx")
    assert [(rule, ended) for _, rule, *_, ended in all_findings(history)] == [
        ("year_to_date_unchecked", "2025-01-04")
    ]


def test_a_refused_quarter_is_still_missing(history: sa.Engine, send: Send) -> None:
    send(quarterly("2024Q4"), "2025-01-02", "Q4.xlsx")
    refused = send(quarterly("2024Q3", {DATA.at("P00-1", "figure"): "约300"}), "2025-01-04", "Q3.xlsx")
    assert refused["parts"] == {"data": "refused", "progress": "accepted"}
    assert all_findings(history)[0][-1] is None


def test_a_revision_of_the_quarter_before_ends_what_it_explains(history: sa.Engine, send: Send) -> None:
    """The third quarter was one short; sent again with it, the fourth is right, and nobody is asked twice."""
    one_more = {DATA.at("P00-1", "year_to_date"): 4001}
    send(quarterly("2024Q3"), "2024-10-08", "Q3.xlsx")
    fourth = send(quarterly("2024Q4", one_more), "2025-01-02", "Q4.xlsx")
    assert faults(fourth) == [("year_to_date_chain", "主要数据!E3", "4001", "4000", "1")]
    assert send(quarterly("2024Q3", OFF_BY_ONE), "2025-01-03", "Q3 更正.xlsx")["findings"] == []
    assert all_findings(history) == [
        ("Q4.xlsx", "year_to_date_chain", "E3", "4001", "4000", "2025-01-02", "2025-01-03")
    ]


def test_a_corrected_return_ends_the_warning_of_its_league(history: sa.Engine, send: Send) -> None:
    wrong = quarterly("2024Q3", {DATA.at("P00-1", "year_to_date"): 3001})
    assert send(wrong, "2024-10-08", "Q3.xlsx")["verdict"] == "accepted_with_warnings"
    assert send(quarterly("2024Q3"), "2024-10-09", "Q3 更正.xlsx")["verdict"] == "accepted"
    with history.connect() as connection:
        status = connection.execute(
            sa.text(
                "SELECT versions, warnings FROM warehouse.return_status"
                " WHERE (league_code, period) = ('150400', '2024Q3')"
            )
        ).one()
    assert tuple(status) == (2, 0)


def test_the_fourth_quarter_is_asked_when_it_comes_after_the_year(history: sa.Engine, send: Send) -> None:
    send(quarterly("2024Q3"), "2024-10-08", "Q3.xlsx")
    assert send(annual("2024"), "2025-01-02", "year.xlsx")["findings"] == []
    fourth = send(quarterly("2024Q4", {DATA.at("P01-2", "figure"): 1019}), "2025-01-03", "Q4.xlsx")
    assert faults(fourth) == [("annual_difference", "主要数据!D5", "1019", "1020", "-1")]
    same = send(annual("2024", {ANNUAL.at("P01-2", "figure"): 1019}), "2025-01-04", "year.xlsx")
    assert faults(same) == []
    assert all_findings(history) == [
        ("Q4.xlsx", "annual_difference", "D5", "1019", "1020", "2025-01-03", "2025-01-04")
    ]


def test_the_year_is_asked_when_it_comes_after_the_fourth_quarter(history: sa.Engine, send: Send) -> None:
    send(quarterly("2024Q3"), "2024-10-08", "Q3.xlsx")
    send(quarterly("2024Q4"), "2025-01-02", "Q4.xlsx")
    year = send(annual("2024", {ANNUAL.at("P01-2", "figure"): 1019}, ANNUAL), "2025-01-03", "year.xlsx")
    assert faults(year) == [("annual_difference", "主要数据!D5", "1019", "1020", "-1")]
    fourth = send(quarterly("2024Q4", {DATA.at("P01-2", "figure"): 1019}), "2025-01-04", "Q4 更正.xlsx")
    assert faults(fourth) == []
    assert all_findings(history) == [
        ("year.xlsx", "annual_difference", "D5", "1019", "1020", "2025-01-03", "2025-01-04")
    ]


def test_the_figures_are_asked_when_they_come_after_the_status(history: sa.Engine, send: Send) -> None:
    waiting = {PROGRESS.at(3, "status"): "未启动"}
    assert send(quarterly("2024Q3", waiting, PROGRESS), "2024-10-08", "progress.xlsx")["findings"] == []
    data = send(quarterly("2024Q3", None, DATA), "2024-10-09", "data.xlsx")
    place = DATA.at("P03-1", "figure")
    assert faults(data) == [("status_against_indicators", place, "未启动", "推进中、已完成", None)]
    send(quarterly("2024Q3", None, PROGRESS), "2024-10-10", "progress.xlsx")
    assert [found[-1] for found in all_findings(history)] == ["2024-10-10"]


def test_spent_and_budget_are_checked_when_the_quarter_before_comes(history: sa.Engine, send: Send) -> None:
    assert faults(send(quarterly("2024Q4"), "2025-01-02", "Q4.xlsx")) == []
    more = {PROGRESS.at(3, "spent"): 900, PROGRESS.at(3, "budget"): 950}
    third = send(quarterly("2024Q3", more), "2025-01-03", "Q3.xlsx")
    assert faults(third) == [("budget_changes", "项目进展!G5", "950", "1000", "-50")]
    later = [row[:6] for row in all_findings(history) if row[0] == "Q4.xlsx" and row[-1] is None]
    assert later == [
        # The third quarter's budget is in question and the fourth's is the second's.
        ("Q4.xlsx", "earlier_return_wrong", "G5", "1000", None, "2025-01-03"),
        ("Q4.xlsx", "spent_falls", "H5", "800", "900", "2025-01-03"),
    ]


@pytest.mark.parametrize("order", ["account first", "data first"])
def test_completion_is_compared_in_either_order(history: sa.Engine, send: Send, order: str) -> None:
    account = annual("2024", {COMPLETION.at(1, "completed"): 4041}, COMPLETION)
    parts = [account, annual("2024", None, ANNUAL)]
    if order == "data first":
        parts.reverse()
    assert faults(send(parts[0], "2025-01-02", "one.xlsx")) == []
    rule, place, *_ = faults(send(parts[1], "2025-01-03", "other.xlsx"))[0]
    assert rule == "completion_difference"
    assert place == ("主要数据!D4" if order == "account first" else "任务完成情况!D3")
