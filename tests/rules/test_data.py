"""Rules within main data: one cell of a good return is changed, and one rule says so, there."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.registry import registry
from tests.rules.conftest import Judge
from tests.rules.faults import explanations, faults, notes
from tests.rules.returns import ANNUAL, DATA, Changes, Form, annual, quarterly

CODE, NAME = "indicator_code", "indicator_name"


def test_a_good_return_says_nothing(judge: Judge) -> None:
    for content in (quarterly("2024Q3"), annual("2024")):
        answer = judge(content)
        assert (answer["verdict"], answer["findings"]) == ("accepted", [])


def test_indicator_unknown(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {DATA.at("P01-2", CODE): "P01-9"}))
    assert faults(answer) == [("indicator_unknown", "主要数据!A5", "P01-9", None, None)]
    assert answer["parts"] == {"data": "refused", "progress": "accepted"}
    answer = judge(annual("2024", {ANNUAL.at("P01-2", CODE): None, ANNUAL.at("P01-2", NAME): "家政企业"}))
    assert faults(answer) == [("indicator_unknown", "主要数据!B5", "家政企业", None, None)]
    assert answer["parts"] == {"completion": "accepted", "data": "refused", "suggestions": "accepted"}
    assert faults(judge(quarterly("2024Q3", {DATA.at("P01-2", CODE): None}))) == []  # its name tells


def test_indicator_doubled(judge: Judge) -> None:
    again = {DATA.at("P01-3", CODE): "P01-2", DATA.at("P01-3", NAME): None}
    answer = judge(quarterly("2024Q3", again))
    assert faults(answer) == [("indicator_doubled", "主要数据!A6", "P01-2 家政领跑企业数", None, None)]
    assert answer["parts"]["data"] == "refused"


def test_indicator_name_mismatch(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {DATA.at("P01-2", NAME): "家政领跑社区数"}))
    assert faults(answer) == [
        ("indicator_name_mismatch", "主要数据!B5", "家政领跑社区数", "P01-2 家政领跑企业数", None)
    ]
    assert answer["parts"]["data"] == "refused"
    assert faults(judge(quarterly("2024Q3", {DATA.at("P01-2", NAME): " 家政 领跑\n企业数"}))) == []
    another_code = judge(quarterly("2024Q3", {DATA.at("P01-3", CODE): "P01-2"}))  # and not doubled, too
    assert [said[:2] for said in faults(another_code)] == [("indicator_name_mismatch", "主要数据!B6")]


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("P01-1", "P01-2"),  # another unit, another measure
        ("P01-1", "P03-1"),
        ("P06-4", "P01-2"),  # with decimals, without
        ("P01-2", "P06-4"),
        ("P00-1", "P27-1"),
        ("P27-1", "P04-4"),  # a share
        ("P04-1", "P04-3"),  # a whole, its part
    ],
)
@pytest.mark.parametrize("form", [DATA, ANNUAL])
def test_a_wrong_code_is_one_fault(judge: Judge, form: Form, code: str, typed: str) -> None:
    """What hangs on the indicator is not looked at; either cell may be the wrong one."""
    changes: Changes = {form.at(code, CODE): typed}
    if code == "P06-4":
        changes = {**changes, form.at(code, "figure"): "2000.25"}
    answer = judge(quarterly("2024Q3", changes, DATA) if form is DATA else annual("2024", changes, ANNUAL))
    indicators = registry().indicators
    name, told = indicators[code].name_zh, f"{typed} {indicators[typed].name_zh}"
    assert faults(answer) + notes(answer) == [
        ("indicator_name_mismatch", form.at(code, NAME), name, told, None)
    ]
    assert answer["findings"][0]["cells"] == [
        {"cell": form.at(code, NAME).split("!")[1], "given": name, "expected": told},
        {"cell": form.at(code, CODE).split("!")[1], "given": typed, "expected": None},
    ]


def test_a_figure_that_is_none_is_told_also_where_the_code_is_wrong(judge: Judge) -> None:
    changes = {DATA.at("P01-1", CODE): "P01-2", DATA.at("P01-1", "figure"): "约300"}
    assert {said[:2] for said in faults(judge(quarterly("2024Q3", changes)))} == {
        ("number_text", DATA.at("P01-1", "figure")),
        ("indicator_name_mismatch", DATA.at("P01-1", NAME)),
    }


@pytest.mark.parametrize("code", ["P00-1", "P01-1", "P03-1", "P10-1"])
def test_figure_required(judge: Judge, code: str) -> None:
    for nothing in (None, "-", "无"):
        answer = judge(quarterly("2024Q3", {DATA.at(code, "figure"): nothing}))
        assert [said[:2] for said in faults(answer)] == [("figure_required", DATA.at(code, "figure"))]
        assert answer["parts"]["data"] == "refused"


def test_figure_required_in_a_row_that_is_left_out(judge: Judge) -> None:
    for content in (quarterly("2024Q3", DATA.without("P00-1")), annual("2024", ANNUAL.without("P00-1"))):
        assert faults(judge(content)) == [
            ("figure_required", "主要数据!D2", "P00-1 城镇新增就业人数", None, None)
        ]


def test_figure_missing(judge: Judge) -> None:
    missing = ("figure_missing", "主要数据!D5", "P01-2 家政领跑企业数", None, None)
    answer = judge(quarterly("2024Q3", {DATA.at("P01-2", "figure"): None}))
    assert faults(answer) == [missing]
    assert answer["parts"]["data"] == "accepted_with_warnings"
    left_out = judge(quarterly("2024Q3", DATA.without("P01-2")))
    assert faults(left_out) == [(missing[0], "主要数据!D2", *missing[2:])]
    zero = faults(judge(quarterly("2024Q3", {DATA.at("P01-2", "figure"): 0})))  # is a figure
    assert [rule for rule, *_ in zero] == ["history_outlier"]
    why = {DATA.at("P01-2", "figure"): None, DATA.at("P01-2", "remark"): "评选尚未开始"}
    explained = judge(quarterly("2024Q3", why))
    assert (faults(explained), explained["verdict"]) == ([missing], "accepted")
    assert explanations(explained) == {"figure_missing": "评选尚未开始"}


def test_stock_year_to_date_dropped(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {DATA.at("P01-2", "year_to_date"): 5}))
    assert notes(answer) == [("stock_year_to_date_dropped", "主要数据!E5", "5", None, None)]
    assert (faults(answer), answer["verdict"]) == ([], "accepted")
    assert notes(judge(quarterly("2024Q3", {DATA.at("P01-2", "year_to_date"): "—"}))) == []


def test_year_to_date_missing(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {DATA.at("P00-1", "year_to_date"): None}))
    assert faults(answer) == [("year_to_date_missing", "主要数据!E3", None, None, None)]
    assert answer["parts"]["data"] == "refused"
    stock = {DATA.at("P01-2", "year_to_date"): None}
    assert faults(judge(quarterly("2024Q3", stock))) == []


def test_year_to_date_not_first_quarter(judge: Judge) -> None:
    for to_date, difference in ((1001, "1"), (999, "-1")):
        answer = judge(quarterly("2025Q1", {DATA.at("P00-1", "year_to_date"): to_date}))
        assert faults(answer) == [
            ("year_to_date_not_first_quarter", "主要数据!E3", str(to_date), "1000", difference)
        ]
        assert answer["parts"]["data"] == "refused"
    assert faults(judge(quarterly("2025Q1"))) == []


def test_year_to_date_below_quarter(judge: Judge) -> None:
    answer = judge(quarterly("2022Q3", {DATA.at("P00-1", "year_to_date"): 999}))
    assert faults(answer) == [("year_to_date_below_quarter", "主要数据!E3", "999", "1000", "-1")]
    assert answer["parts"]["data"] == "refused"
    assert faults(judge(quarterly("2022Q3", {DATA.at("P00-1", "year_to_date"): 1000}))) == []


def test_part_above_whole(judge: Judge) -> None:
    """P04-3 is a part of P04-1, P15-2 of P15-1: 1,130 and 1,490 a quarter."""
    answer = judge(quarterly("2024Q3", {DATA.at("P04-3", "figure"): 1131}))
    assert faults(answer) == [("part_above_whole", DATA.at("P04-3", "figure"), "1131", "1130", "1")]
    assert answer["parts"]["data"] == "refused"
    assert answer["findings"][0]["says"] == "1131 大于其总体“离校未就业毕业生实名登记人数”的 1130。"
    assert faults(judge(quarterly("2024Q3", {DATA.at("P04-3", "figure"): 1130}))) == []
    since_january = {DATA.at("P15-2", "year_to_date"): 4471}
    assert faults(judge(quarterly("2024Q3", since_january))) == [
        ("part_above_whole", DATA.at("P15-2", "year_to_date"), "4471", "4470", "1")
    ]
    assert faults(judge(annual("2024", {ANNUAL.at("P04-3", "figure"): 1131}))) == [
        ("part_above_whole", ANNUAL.at("P04-3", "figure"), "1131", "1130", "1")
    ]


@pytest.mark.parametrize("form", [DATA, ANNUAL])
@pytest.mark.parametrize(
    ("sent", "is_right"),
    [(33.36, True), ("33.36%", True), (33.4, True), (33, True), (None, True), (33.35, False), (33.37, False)],
)
def test_ratio_not_of_terms(judge: Judge, form: Any, sent: Any, is_right: bool) -> None:
    """P04-4 is P04-3 of P04-1: 377 of 1,130 are 33.3628 %, however many decimals are sent."""
    changes = {form.at("P04-3", "figure"): 377, form.at("P04-4", "figure"): sent}
    answer = judge(quarterly("2024Q3", changes) if form is DATA else annual("2024", changes))
    difference = {33.35: "-0.01", 33.37: "0.01"}.get(sent)
    wrong = ("ratio_not_of_terms", form.at("P04-4", "figure"), str(sent), "33.36", difference)
    assert faults(answer) == ([] if is_right else [wrong])
    assert answer["parts"]["data"] == ("accepted" if is_right else "accepted_with_warnings")
