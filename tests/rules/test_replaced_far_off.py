"""A figure a hundred times off the good one that it replaces, whichever part it is in."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Answer, Judge, Send
from tests.rules.returns import COMPLETION, DATA, PROGRESS, annual, quarterly


def cells(answer: Answer) -> list[tuple[str, str | None, str | None]]:
    """The cells of the finding, with what was given and what is in force."""
    return [
        (cell["cell"], cell["given"], cell["expected"])
        for finding in answer["findings"]
        if finding["rule"] == "replaced_far_off"
        for cell in finding["cells"]
    ]


def test_replaced_far_off(judge: Judge) -> None:
    """One finding for the part; a hundredth is as far off; just below it, and nought, are not."""
    times = {DATA.at("P00-1", "figure"): 100_000, DATA.at("P00-1", "year_to_date"): 101_000}
    answer = judge(quarterly("2024Q2", times))
    assert cells(answer) == [(DATA.at("P00-1", "figure").split("!")[1], "100000", "1000")]
    assert (answer["verdict"], answer["part_states"]) == ("held", {"data": "held", "progress": "accepted"})
    nearly = {DATA.at("P00-1", "figure"): 99_999, DATA.at("P00-1", "year_to_date"): 100_999}
    assert cells(judge(quarterly("2024Q2", nearly))) == []
    hundredth = judge(quarterly("2024Q2", {DATA.at("P00-1", "figure"): 10}))
    assert cells(hundredth) == [(DATA.at("P00-1", "figure").split("!")[1], "10", "1000")]
    assert cells(judge(quarterly("2024Q2", {DATA.at("P00-1", "figure"): 0}))) == []


def test_of_money_and_of_completion(judge: Judge) -> None:
    budget = judge(quarterly("2024Q2", {PROGRESS.at(1, "budget"): 10_000_000}))
    assert cells(budget) == [(PROGRESS.at(1, "budget").split("!")[1], "10000000", "1000")]
    assert budget["part_states"] == {"data": "accepted", "progress": "held"}
    done = judge(annual("2023", {COMPLETION.at(1, "target"): 10_000_000}))
    assert [row[1] for row in cells(done)] == ["10000000"]
    assert done["part_states"]["completion"] == "held"


def test_a_new_remark_explains_it(judge: Judge) -> None:
    times = {
        DATA.at("P00-1", "figure"): 100_000,
        DATA.at("P00-1", "year_to_date"): 101_000,
        DATA.at("P00-1", "remark"): "口径改为全部机构",
    }
    answer = judge(quarterly("2024Q2", times))
    assert answer["part_states"]["data"] == "accepted"
    assert next(f for f in answer["findings"] if f["rule"] == "replaced_far_off")["explanation"]


@pytest.mark.usefixtures("history")
def test_the_remark_that_stood_there_before_does_not(send: Send) -> None:
    remark = {DATA.at("P00-1", "remark"): "新增两家园区投产,用工 320 人"}
    assert send(quarterly("2024Q3", remark), "2024-10-02")["verdict"] == "accepted"
    times = {DATA.at("P00-1", "figure"): 100_000, DATA.at("P00-1", "year_to_date"): 102_000}
    assert send(quarterly("2024Q3", remark | times), "2024-10-03")["verdict"] == "held"


@pytest.mark.usefixtures("history")
def test_what_is_in_doubt_itself_is_replaced(send: Send) -> None:
    """It had an open warning that gave for it something ten times off."""
    times = {DATA.at("P00-1", "figure"): 100_000, DATA.at("P00-1", "year_to_date"): 102_000}
    wrong = send(quarterly("2024Q3", times), "2024-10-02")
    assert "magnitude_slip" in {f["rule"] for f in wrong["findings"]} or "history_outlier" in {
        f["rule"] for f in wrong["findings"]
    }
    right = send(quarterly("2024Q3"), "2024-10-03")
    assert (right["verdict"], cells(right)) == ("accepted", [])
