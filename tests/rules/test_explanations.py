"""Correct or explain: an explanation is carried to the next version while the value stands, then it dies."""

from __future__ import annotations

from typing import Any

import pytest

from etl.validate.explanations import explanation
from schemas.registry import registry
from tests.rules.conftest import Judge, Send
from tests.rules.returns import ANNUAL, DATA, PROGRESS, Changes, annual, quarterly

WHY = "补录旗县漏报数"
OFF = {DATA.at("P00-1", "year_to_date"): 3001}
EXPLAINED = OFF | {DATA.at("P00-1", "remark"): WHY}

sending = pytest.mark.usefixtures("history")
Answered = list[tuple[str, str | None, int | None, bool]]  # rule, explanation, given by, still open


def answered(answer: dict[str, Any]) -> Answered:
    return [
        (finding["rule"], finding["explanation"], finding["explained_by"], finding["open"])
        for finding in answer["findings"]
        if finding["severity"] != "info"
    ]


@sending
def test_an_explanation_is_carried_to_the_next_version(send: Send) -> None:
    first = send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    assert answered(first) == [("year_to_date_chain", WHY, None, False)]
    second = send(quarterly("2024Q3", OFF | {DATA.at("P01-2", "figure"): 1021}), "2024-10-03")
    assert answered(second) == [("year_to_date_chain", WHY, first["submission_id"], False)]
    assert second["verdict"] == "accepted"
    third = send(quarterly("2024Q3", OFF | {DATA.at("P01-2", "figure"): 1022}), "2024-10-04")
    assert answered(third) == [("year_to_date_chain", WHY, first["submission_id"], False)]


@sending
def test_an_explanation_dies_when_the_value_changes(send: Send) -> None:
    send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    other = {DATA.at("P00-1", "year_to_date"): 3002}
    changed = send(quarterly("2024Q3", other), "2024-10-03")
    assert answered(changed) == [("year_to_date_chain", None, None, True)]
    assert changed["verdict"] == "accepted_with_warnings"
    back = send(quarterly("2024Q3", OFF), "2024-10-04")
    assert answered(back) == [("year_to_date_chain", None, None, True)]


@sending
def test_an_own_explanation_comes_before_one_that_is_carried(send: Send) -> None:
    send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    again = send(quarterly("2024Q3", OFF | {DATA.at("P00-1", "remark"): "含补录1人"}), "2024-10-03")
    assert answered(again) == [("year_to_date_chain", "含补录1人", None, False)]


@sending
def test_an_empty_phrase_does_not_end_what_was_explained(send: Send) -> None:
    first = send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    again = send(quarterly("2024Q3", OFF | {DATA.at("P00-1", "remark"): "核实无误"}), "2024-10-03")
    assert answered(again) == [("year_to_date_chain", WHY, first["submission_id"], False)]


@sending
def test_a_refused_version_between_them_changes_nothing(send: Send) -> None:
    first = send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    refused = send(quarterly("2024Q3", OFF | {DATA.at("P01-1", "figure"): "约300"}), "2024-10-03")
    assert refused["parts"]["data"] == "refused"
    again = send(quarterly("2024Q3", OFF | {DATA.at("P01-2", "figure"): 1021}), "2024-10-04")
    assert answered(again) == [("year_to_date_chain", WHY, first["submission_id"], False)]


@sending
def test_an_explanation_holds_for_its_rule_and_its_period(send: Send) -> None:
    send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    fourth = {DATA.at("P00-1", "year_to_date"): 4002}
    assert answered(send(quarterly("2024Q4", fourth), "2025-01-02", "Q4.xlsx")) == [
        ("year_to_date_chain", None, None, True)
    ]


@sending
def test_pandera_findings_are_carried_too(send: Send) -> None:
    spent: Changes = {PROGRESS.at(1, "spent"): 1001}
    first = send(quarterly("2024Q3", {**spent, PROGRESS.at(1, "remark"): "使用上年结转资金"}), "2024-10-02")
    again = send(quarterly("2024Q3", {**spent, PROGRESS.at(2, "spent"): 601}), "2024-10-03")
    assert answered(again) == [("spent_above_budget", "使用上年结转资金", first["submission_id"], False)]
    assert again["parts"]["progress"] == "accepted"


@sending
def test_a_whole_column_that_is_explained_alike_is_carried_row_by_row(send: Send) -> None:
    spent = PROGRESS.column("spent", PROGRESS.subjects, 1001)
    why = PROGRESS.column("remark", PROGRESS.subjects, "使用上年结转资金")
    first = send(quarterly("2024Q3", {**spent, **why}), "2024-10-02")
    assert [len(finding["cells"]) for finding in first["findings"]] == [2 * 29]  # with its budget
    again = send(quarterly("2024Q3", {**spent, PROGRESS.at(1, "spent"): 1002}), "2024-10-03")
    assert answered(again) == [
        ("spent_above_budget", None, None, True),
        ("spent_above_budget", "使用上年结转资金", first["submission_id"], False),
    ]
    assert [finding["cell"] for finding in again["findings"]] == ["H3", "H4"]


@sending
def test_an_explanation_dies_when_what_it_is_compared_with_changes(send: Send) -> None:
    """The year-to-date stands; the quarter's figure does not, and with it their sum."""
    send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    grown = OFF | {DATA.at("P00-1", "figure"): 1400}
    assert answered(send(quarterly("2024Q3", grown), "2024-10-03")) == [
        ("year_to_date_chain", None, None, True)
    ]


@sending
def test_a_recheck_asks_again_for_what_was_only_carried(send: Send) -> None:
    """The second quarter is sent again with another figure: the difference is another one."""
    send(quarterly("2024Q3", EXPLAINED), "2024-10-02")
    carried = send(quarterly("2024Q3", OFF | {DATA.at("P01-2", "figure"): 1021}), "2024-10-03")
    earlier = {DATA.at("P00-1", "figure"): 990, DATA.at("P00-1", "year_to_date"): 1990}
    (later,) = send(quarterly("2024Q2", earlier), "2024-10-04", "Q2.xlsx")["rechecked"]
    assert later["submission_id"] == carried["submission_id"]
    assert [(finding["expected"], finding["explanation"]) for finding in later["findings"]] == [
        ("2990", None)
    ]
    assert [ended["expected"] for ended in later["resolved"]] == ["3000"]


@sending
def test_an_answer_in_the_annual_return_is_carried(send: Send) -> None:
    off = {ANNUAL.at("P00-1", "figure"): 4001}
    first = send(annual("2023", off | {ANNUAL.at("P00-1", "remark"): WHY}), "2024-10-02", "2023.xlsx")
    again = send(annual("2023", off | {ANNUAL.at("P01-2", "remark"): "另行说明"}), "2024-10-03", "2023.xlsx")
    found = [said for said in answered(again) if said[0] == "annual_difference"]
    assert found == [("annual_difference", WHY, first["submission_id"], False)]


@pytest.mark.parametrize(
    "remark",
    [
        "核实无误",
        "经核实,无误。",
        "数据已核实,准确无误",
        "情况属实,请知悉!",
        "已核对",
        "同上",
        "(经复核)数据真实准确",
        "1",
        "N/A",
        "ok",
        "见附件",
        "核实过了",
        "情况属实,请审核",
    ],
)
def test_empty_phrases_joined_are_empty(judge: Judge, remark: str) -> None:
    assert answered(judge(quarterly("2024Q3", OFF | {DATA.at("P00-1", "remark"): remark}))) == [
        ("year_to_date_chain", None, None, True)
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "/",
        "2024",
        "null",
        "如上",
        "没错",
        "另行说明",
        "无其他说明",
        "是1",
        "已与相关部门核实,数据无误",
        "数据来源于系统,准确无误",
    ],
)
def test_what_gives_no_reason_is_no_explanation(remark: str) -> None:
    assert explanation(remark, registry()) is None


@pytest.mark.parametrize(
    "remark",
    ["含补录1人", "漏1", "评选尚未开始", "使用上年结转资金", "系统故障", "无活动", "因部门合并", "新增"],
)
def test_a_reason_may_be_short(remark: str) -> None:
    assert explanation(remark, registry()) == remark


@pytest.mark.parametrize("remark", ["核实无误,系补录旗县数", "2月份系统切换漏报", "已核实:含退役军人1人"])
def test_a_phrase_with_a_reason_is_none(judge: Judge, remark: str) -> None:
    assert answered(judge(quarterly("2024Q3", OFF | {DATA.at("P00-1", "remark"): remark}))) == [
        ("year_to_date_chain", remark, None, False)
    ]


@sending
def test_what_a_remark_cannot_answer_stays_open(send: Send) -> None:
    """A status that is missing is to be filled in, whatever is said beside it."""
    wrong: Changes = {PROGRESS.at(3, "status"): None, PROGRESS.at(3, "remark"): "只差验收"}
    for day in ("2024-10-02", "2024-10-03"):
        again = send(quarterly("2024Q3", {**wrong, PROGRESS.at(4, "progress"): f"{day}更新"}), day)
        assert answered(again) == [("status_missing", None, None, True)]
