"""Past the gates everything is said at once: of a refused part, also what history says of its other rows."""

from __future__ import annotations

from tests.rules.conftest import Judge
from tests.rules.faults import faults
from tests.rules.returns import COMPLETION, DATA, PROGRESS, annual, quarterly

WRONG = {DATA.at("P00-1", "figure"): "约1000"}
CHAIN = {DATA.at("P01-1", "year_to_date"): 3031}


def test_a_refused_part_is_checked_against_history_too(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {**WRONG, **CHAIN}))
    assert [said[:2] for said in faults(answer)] == [
        ("number_text", "主要数据!D3"),
        ("year_to_date_chain", "主要数据!E4"),
    ]
    assert answer["parts"] == {"data": "refused", "progress": "accepted"}
    assert answer["verdict"] == "partly_accepted"


def test_a_row_with_an_error_has_no_warning_beside_it(judge: Judge) -> None:
    below = {DATA.at("P01-1", "year_to_date"): 900}  # below the quarter, and below last quarter's
    assert [said[0] for said in faults(judge(quarterly("2024Q3", below)))] == ["year_to_date_below_quarter"]


def test_parts_of_a_refused_return_are_compared_with_each_other(judge: Judge) -> None:
    answer = judge(annual("2024", {COMPLETION.at(1, "target"): "约5000", COMPLETION.at(2, "completed"): 1}))
    assert [said[:2] for said in faults(answer)] == [
        ("number_text", COMPLETION.at(1, "target")),
        ("rate_not_quotient", COMPLETION.at(2, "rate")),
        ("completion_difference", COMPLETION.at(2, "completed")),
    ]


def test_an_accepted_part_is_compared_with_a_refused_one(judge: Judge) -> None:
    """Not where the figures in question have an error themselves."""
    wrong = {DATA.at("P01-1", "figure"): "约1000"}
    changes = {**wrong, PROGRESS.at(1, "status"): "未启动", PROGRESS.at(2, "status"): "未启动"}
    answer = judge(quarterly("2024Q3", changes))
    assert answer["parts"] == {"data": "refused", "progress": "accepted"}
    said = [said[:2] for said in faults(answer) if said[0] == "status_against_indicators"]
    assert said == [("status_against_indicators", PROGRESS.at(2, "status"))]


def test_a_doubled_indicator_stops_nothing(judge: Judge) -> None:
    again = {DATA.at("P01-3", "indicator_code"): "P01-2", DATA.at("P01-3", "indicator_name"): None}
    answer = judge(quarterly("2024Q3", {**again, **CHAIN}))
    assert [said[:2] for said in faults(answer)] == [
        ("indicator_doubled", "主要数据!A6"),
        ("year_to_date_chain", "主要数据!E4"),
    ]
