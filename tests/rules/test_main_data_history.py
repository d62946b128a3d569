"""SQL rules on main data: a return of one changed cell against two years of the league's own history."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from tests.rules.faults import explanations, faults, notes
from tests.rules.returns import ANNUAL, DATA, annual, quarterly

REMARK = "补录旗县漏报数"


def since_january(to_date: float, code: str = "P00-1", **more: object) -> bytes:
    changes = {DATA.at(code, "year_to_date"): to_date}
    return quarterly("2024Q3", changes | {DATA.at(code, field): value for field, value in more.items()})


def test_year_to_date_chain(judge: Judge) -> None:
    """Two quarters of 1,000 were reported before."""
    for to_date, difference in ((3001, "1"), (2999, "-1")):
        answer = judge(since_january(to_date))
        assert faults(answer) == [("year_to_date_chain", "主要数据!E3", str(to_date), "3000", difference)]
        assert answer["parts"]["data"] == "accepted"
        assert answer["verdict"] == "accepted_with_warnings"


def test_year_to_date_chain_allows_the_rounding_of_its_decimals(judge: Judge) -> None:
    """P06-4, in 10,000 yuan with two decimals: 3,000 before and 1,000 now."""
    assert faults(judge(since_january(4000.01, "P06-4"))) == []
    assert faults(judge(since_january(3999.99, "P06-4"))) == []
    place = DATA.at("P06-4", "year_to_date")
    assert faults(judge(since_january(4000.02, "P06-4"))) == [
        ("year_to_date_chain", place, "4000.02", "4000", "0.02")
    ]


@pytest.mark.parametrize("remark", ["核实无误", "已核实。", " 经核实 无误!", "情况属实", "无", "-"])
def test_an_empty_phrase_explains_nothing(judge: Judge, remark: str) -> None:
    answer = judge(since_january(3001, remark=remark))
    assert explanations(answer) == {"year_to_date_chain": None}
    assert answer["verdict"] == "accepted_with_warnings"


def test_a_sentence_explains(judge: Judge) -> None:
    answer = judge(since_january(3001, remark=REMARK))
    assert explanations(answer) == {"year_to_date_chain": REMARK}
    assert answer["verdict"] == "accepted"


def test_a_sentence_in_another_row_does_not_explain(judge: Judge) -> None:
    changes = {DATA.at("P00-1", "year_to_date"): 3001, DATA.at("P01-1", "remark"): REMARK}
    assert explanations(judge(quarterly("2024Q3", changes))) == {"year_to_date_chain": None}


def test_year_to_date_falls(judge: Judge) -> None:
    answer = judge(since_january(1999))
    assert faults(answer) == [("year_to_date_falls", "主要数据!E3", "1999", "2000", "-1")]
    assert answer["verdict"] == "accepted_with_warnings"
    assert explanations(judge(since_january(1999, remark=REMARK))) == {"year_to_date_falls": REMARK}
    assert faults(judge(since_january(2000, figure=500))) == [
        ("year_to_date_chain", "主要数据!E3", "2000", "2500", "-500")
    ]


def test_year_to_date_falls_in_a_new_year(judge: Judge) -> None:
    """4,000 at the end of 2023, 1,000 in the first quarter of 2024."""
    assert faults(judge(quarterly("2024Q1"))) == []


def test_year_to_date_unchecked(judge: Judge) -> None:
    answer = judge(quarterly("2024Q4", {DATA.at("P00-1", "year_to_date"): 9999}))
    assert notes(answer) == [("year_to_date_unchecked", "主要数据", None, "2024Q3", None)]
    assert (faults(answer), answer["verdict"]) == ([], "accepted")
    for nothing_before in ("2025Q1", "2022Q3"):
        assert judge(quarterly(nothing_before))["findings"] == []


def test_annual_difference(judge: Judge) -> None:
    """The year's return came last, so it is asked; its remark answers."""
    changes = {ANNUAL.at("P00-1", "figure"): 4001}
    answer = judge(annual("2023", changes, ANNUAL))
    assert faults(answer) == [("annual_difference", "主要数据!D3", "4001", "4000", "1")]
    assert answer["findings"][0]["says"] == "年度报表的全年数 4001 与第四季度报表的 4000 不一致。"
    explained = judge(annual("2023", changes | {ANNUAL.at("P00-1", "remark"): REMARK}, ANNUAL))
    assert explanations(explained) == {"annual_difference": REMARK}
    assert faults(judge(annual("2023"))) == []
    assert faults(judge(annual("2024", changes, ANNUAL))) == []  # no fourth quarter yet


def test_annual_difference_asks_the_fourth_quarter_when_that_came_last(judge: Judge) -> None:
    """A level, P01-2: 1,020 in the annual return."""
    answer = judge(quarterly("2023Q4", {DATA.at("P01-2", "figure"): 1019}))
    assert faults(answer) == [("annual_difference", "主要数据!D5", "1019", "1020", "-1")]
    assert answer["findings"][0]["says"] == "年度报表的全年数 1020 与第四季度报表的 1019 不一致。"
    its_own_remark = {DATA.at("P01-2", "figure"): 1019, DATA.at("P01-2", "remark"): REMARK}
    assert explanations(judge(quarterly("2023Q4", its_own_remark))) == {"annual_difference": None}


@pytest.mark.parametrize(
    ("figure", "factor", "difference"),
    [
        (10_000, "10", "9000"),
        (7_100, "10", "6100"),
        (14_100, "10", "13100"),
        (100_000, "100", "99000"),
        (10_000_000, "10000", "9999000"),
        (100, "10", "-900"),
        (10, "100", "-990"),
    ],
)
def test_magnitude_slip(judge: Judge, figure: int, factor: str, difference: str) -> None:
    """1,000 in each of the last four quarters."""
    answer = judge(since_january(2000 + figure, figure=figure))
    assert faults(answer) == [("magnitude_slip", "主要数据!D3", str(figure), "1000", difference)]
    assert answer["findings"][0]["says"] == f"{figure} 与本盟市近期水平 1000 相差约 {factor} 倍。"


def test_magnitude_slip_against_the_median_of_the_last_four(judge: Judge) -> None:
    """P06-4: 1,000 and 2,000 in turn."""
    assert faults(judge(since_january(18_000, "P06-4", figure=15_000))) == [
        ("magnitude_slip", DATA.at("P06-4", "figure"), "15000", "1500", "13500")
    ]


def test_magnitude_slip_is_explained(judge: Judge) -> None:
    answer = judge(since_january(12_000, figure=10_000, remark=REMARK))
    assert (explanations(answer), answer["verdict"]) == ({"magnitude_slip": REMARK}, "accepted")


@pytest.mark.parametrize("figure", [0, 2000, 142, 500, 50, 1])
def test_magnitude_slip_leaves_other_changes_alone(judge: Judge, figure: int) -> None:
    told = faults(judge(since_january(2000 + figure, figure=figure)))
    assert "magnitude_slip" not in [rule for rule, *_ in told]


@pytest.mark.parametrize(
    ("figure", "difference"), [(2502, "1502"), (399, "-601"), (334, "-666"), (0, "-1000")]
)
def test_history_outlier(judge: Judge, figure: int, difference: str) -> None:
    """1,000 in each of eight quarters: two and a half times as much or as little is not far off, more is."""
    answer = judge(since_january(2000 + figure, figure=figure))
    assert faults(answer) == [("history_outlier", "主要数据!D3", str(figure), "1000", difference)]


@pytest.mark.parametrize("figure", [2500, 1000, 400])
def test_history_outlier_leaves_smaller_changes_alone(judge: Judge, figure: int) -> None:
    assert faults(judge(since_january(2000 + figure, figure=figure))) == []


def test_history_outlier_is_explained(judge: Judge) -> None:
    answer = judge(since_january(2000, figure=0, remark=REMARK))
    assert (explanations(answer), answer["verdict"]) == ({"history_outlier": REMARK}, "accepted")


@pytest.mark.parametrize(("figure", "difference"), [(21_300, "19800"), (100, "-1400")])
def test_history_outlier_of_what_swings(judge: Judge, figure: int, difference: str) -> None:
    """P06-4 is 1,000 and 2,000 in turn: five robust deviations are a factor of 13.03 from 1,414 each way."""
    place = DATA.at("P06-4", "figure")
    assert faults(judge(since_january(3000 + figure, "P06-4", figure=figure))) == [
        ("history_outlier", place, str(figure), "1500", difference)
    ]
    less_far = 10_600 if figure > 1500 else 212
    assert faults(judge(since_january(3000 + less_far, "P06-4", figure=less_far))) == []


def test_history_outlier_needs_eight_points(judge: Judge) -> None:
    """The second quarter of 2024 has seven before it."""
    changes = {DATA.at("P00-1", "figure"): 0, DATA.at("P00-1", "year_to_date"): 1000}
    assert faults(judge(quarterly("2024Q2", changes))) == []
