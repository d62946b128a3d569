"""Each check on counties and key enterprises: one change to a good return, just its finding, just there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.kinds.returns import ACTIVITIES, COUNTIES, ENTERPRISES, USCC, monthly, quarter
from tests.read import forms
from tests.rules.conftest import Answer, Judge
from tests.rules.faults import explanations, faults, notes
from tests.rules.returns import DATA, Changes

Found = tuple[str, str, str | None, str | None]  # rule, place, given, expected
FIRST, SECOND = "150402", "150403"  # 红山区, 元宝山区
ONE = USCC[0]
NEW = "91150402MA0N1A2B3C"

# One cell of a month, what it holds instead, and the rule, what was given and expected there.
IN_ENTERPRISES: list[tuple[str, Any, str, str | None, str | None]] = [
    ("county", "东河区", "member_elsewhere", "东河区", "包头市"),
    ("county", "东胜县", "member_unknown", "东胜县", None),
    ("uscc", 911504290040000086, "uscc_as_number", "9.1150429004e+17", None),
    ("uscc", "9.1150429004E+17", "uscc_as_number", "9.1150429004E+17", None),
    ("uscc", "91150429004000008", "uscc_length", "91150429004000008", None),
    ("uscc", "9115042900400OOO86", "uscc_sign", "9115042900400OOO86", None),
    ("uscc", "911504290040000087", "uscc_check", "911504290040000087", "6"),
    ("uscc", None, "key_missing", None, None),
    ("hired", "若干", "number_text", "若干", None),
    ("solved", 3, "solved_above_hired", "3", "2"),
    ("vacancies", None, "value_missing", "岗位空缺数", None),
    ("name", "样例1号乳业有限公司", "enterprise_renamed", "样例1号乳业有限公司", "样例1号食品有限公司"),
    ("employees", 150, "staff_jumps", "150", "100"),
    ("employees", 50, "staff_jumps", "50", "100"),
    ("industry", "食品加工", "word_not_listed", "食品加工", "食品加工"),
]
IN_ACTIVITIES = [
    ("held_on", "7月上旬", "date_unreadable", "7月上旬", None),
    ("held_on", "2024-08-01", "event_outside_period", "2024-08-01", "2024年7月"),
    ("held_on", "2024-06-30", "event_outside_period", "2024-06-30", "2024年7月"),
    ("county", "通辽", "member_unknown", "通辽", None),
    ("posts", None, "value_missing", "提供岗位数", None),
]
# What is written otherwise and means the same, or lies just within the rule.
GOOD: list[tuple[str, Changes]] = [
    ("2024M07", {ENTERPRISES.at(ONE, "county"): "150429"}),
    ("2024M07", {ENTERPRISES.at(ONE, "county"): "宁城"}),
    ("2024M07", {ENTERPRISES.at(ONE, "uscc"): "91150429-004000008-6"}),
    ("2024M07", {ENTERPRISES.at(ONE, "solved"): 2}),
    ("2024M07", {ENTERPRISES.at(ONE, "employees"): 149}),
    ("2024M07", {ENTERPRISES.at(ONE, "employees"): 51}),
    ("2024M07", {ENTERPRISES.at(ONE, "name"): "样例 1号食品有限公司"}),
    ("2024M07", {ACTIVITIES.at(1, "held_on"): "7月31日"}),
    ("2024M07", {ACTIVITIES.at(1, "held_on"): "2024.7.1"}),
    ("2024M07", ACTIVITIES.without(1)),
    ("2024Q2", {COUNTIES.at(SECOND, "code"): None}),
    ("2024Q2", {COUNTIES.at(SECOND, "name"): None}),
    ("2024Q2", {COUNTIES.at(SECOND, "name"): "元宝山"}),
    ("2024Q2", {f"{COUNTIES.sheet}!A15": "合计", f"{COUNTIES.sheet}!G15": 12}),
]


def found(answer: dict[str, Any]) -> list[Found]:
    return [each[:4] for each in faults(answer) + notes(answer)]


@pytest.mark.parametrize("period", ["2024M07", "2024Q2"])
def test_a_good_return_is_told_nothing(judge: Judge, period: str) -> None:
    assert found(judge(monthly(period) if "M" in period else quarter(period))) == []


@pytest.mark.parametrize(("period", "changes"), GOOD)
def test_what_means_the_same_is_told_nothing(judge: Judge, period: str, changes: Changes) -> None:
    sent = monthly(period, changes) if "M" in period else quarter(period, changes)
    assert found(judge(sent)) == []


@pytest.mark.parametrize(("field", "value", "rule_id", "given", "expected"), IN_ENTERPRISES)
def test_an_enterprise(
    judge: Judge, field: str, value: Any, rule_id: str, given: str | None, expected: str | None
) -> None:
    place = ENTERPRISES.at(ONE, field)
    assert found(judge(monthly("2024M07", {place: value}))) == [(rule_id, place, given, expected)]


@pytest.mark.parametrize(("field", "value", "rule_id", "given", "expected"), IN_ACTIVITIES)
def test_an_event(
    judge: Judge, field: str, value: Any, rule_id: str, given: str | None, expected: str | None
) -> None:
    place = ACTIVITIES.at(1, field)
    assert found(judge(monthly("2024M07", {place: value}))) == [(rule_id, place, given, expected)]


def test_an_enterprise_that_is_gone(judge: Judge) -> None:
    """Its row without figures and with a remark is the word; so is an answer in the receipt."""
    gone = ("enterprise_gone", ENTERPRISES.header_at("uscc"), ONE, None)
    assert found(judge(monthly("2024M07", ENTERPRISES.without(ONE)))) == [gone]
    figures = ("employees", "vacancies", "hired", "demand", "solved")
    without = {ENTERPRISES.at(ONE, field): None for field in figures}
    told = {**without, ENTERPRISES.at(ONE, "remark"): "已停产,不再调度"}
    assert found(judge(monthly("2024M07", told))) == []
    assert [rule for rule, *_ in found(judge(monthly("2024M07", without)))] == ["value_missing"]


def test_an_enterprise_that_is_new_or_doubled(judge: Judge) -> None:
    row = dict(zip(ENTERPRISES.fields, (NEW, "新企业", "红山区", "制造业", 9, 1, 1, 1, 0), strict=False))
    cells = {
        f"{ENTERPRISES.sheet}!{column}7": value
        for column, value in zip("ABCDEFGHI", row.values(), strict=True)
    }
    assert found(judge(monthly("2024M07", cells))) == [
        ("enterprise_new", f"{ENTERPRISES.sheet}!A7", NEW, None)
    ]
    doubled = dict(cells) | {f"{ENTERPRISES.sheet}!A7": ONE}
    assert found(judge(monthly("2024M07", doubled))) == [
        ("member_doubled", f"{ENTERPRISES.sheet}!A7", "新企业", None)
    ]


@pytest.mark.parametrize(("wrong", "right"), [(USCC[1], ONE), (ONE, USCC[1])])
def test_a_code_that_stands_in_anothers_row(judge: Judge, wrong: str, right: str) -> None:
    """Whose row it is in has no other fault: nobody is gone, and nobody has another name."""
    at = ENTERPRISES.at(wrong, "uscc")
    told = found(judge(monthly("2024M07", {at: right})))
    assert [rule for rule, *_ in told] == ["member_doubled"]


def test_a_warning_is_answered_in_its_row(judge: Judge) -> None:
    changes = {ENTERPRISES.at(ONE, "employees"): 150, ENTERPRISES.at(ONE, "remark"): "新建生产线招工"}
    assert explanations(judge(monthly("2024M07", changes))) == {"staff_jumps": "新建生产线招工"}


def test_a_county_is_missing_doubled_misnamed_or_elsewhere(judge: Judge) -> None:
    code = COUNTIES.at(SECOND, "code")

    def told(changes: Changes) -> list[Found]:
        return found(judge(quarter("2024Q2", changes)))

    assert told(COUNTIES.without(SECOND)) == [
        ("member_missing", COUNTIES.header_at("code"), "元宝山区", None)
    ]
    misnamed = {COUNTIES.at(SECOND, "name"): "红山区"}
    assert told(misnamed) == [("member_name_mismatch", code, "红山区", "元宝山区")]
    doubled = {code: FIRST, **misnamed}
    assert told(doubled) == [("member_doubled", code, "红山区", None)]
    elsewhere = {code: None, COUNTIES.at(SECOND, "name"): "东河区"}
    assert told(elsewhere) == [("member_elsewhere", COUNTIES.at(SECOND, "name"), "东河区", "包头市")]
    both = {code: "150202", COUNTIES.at(SECOND, "name"): "东河区"}
    assert told(both) == [("member_elsewhere", code, "150202", "包头市")]
    unknown = {code: "150499", COUNTIES.at(SECOND, "name"): None}
    assert told(unknown) == [("member_unknown", code, "150499", None)]


def test_a_countys_figures(judge: Judge) -> None:
    def told(changes: Changes) -> list[Found]:
        return found(judge(quarter("2024Q2", changes)))

    blank, parks = COUNTIES.at(SECOND, "P13-2"), COUNTIES.at(SECOND, "P13-1")
    assert told({blank: None}) == [("county_figure_missing", blank, "返乡入乡创业园入驻企业数", None)]
    platforms = COUNTIES.at(SECOND, "P27-1")
    assert told({platforms: 2}) == [("more_than_one", platforms, "2", None)]
    assert told({parks: 100}) == [("county_falls", parks, "100", "119")]
    trained, to_date = (COUNTIES.at(SECOND, field) for field in ("P16-3", "P16-3 to date"))
    assert told({to_date: 1}) == [("year_to_date_below_quarter", to_date, "1", "127")]
    assert told({to_date: None}) == [("year_to_date_missing", to_date, None, None)]
    assert told({to_date: 255}) == [("county_to_date_chain", to_date, "255", "254")]
    assert (
        found(judge(quarter("2024Q1", {trained: 126, to_date: 127})))[0][0]
        == "year_to_date_not_first_quarter"
    )


def test_the_counties_make_the_league(judge: Judge) -> None:
    """The later of the two parts is asked, the counties where both are in one file."""
    one, ours = COUNTIES.at(SECOND, "P13-2"), DATA.at("P13-2", "figure")
    asked = ("county_sum_differs", COUNTIES.header_at("P13-2"), "1439", "1440")
    assert found(judge(quarter("2024Q2", {one: 119}))) == [asked]
    league = ("county_sum_differs", ours, "1441", "1440")
    assert found(judge(quarter("2024Q1", {ours: 1441}, DATA))) == [league]
    assert found(judge(quarter("2024Q1", {one: 119}, COUNTIES))) == [asked]


def test_the_total_is_the_sum(judge: Judge) -> None:
    total = {f"{COUNTIES.sheet}!A15": "合计", f"{COUNTIES.sheet}!G15": 13}
    assert found(judge(quarter("2024Q2", total))) == [("total_not_sum", f"{COUNTIES.sheet}!G15", "13", "12")]


def test_a_header_on_two_lines(judge: Judge) -> None:
    """The project's name merged over its indicators; a column that is not there is not asked for."""
    rows = [
        ["填报单位:赤峰市", None, "报告期:2024Q2"],
        ["旗县代码", "旗县名称", "返乡入乡创业园项目", None, None],
        [None, None, "P13-1", "返乡入乡创业园入驻企业数(个)", None],
        *(
            [code, None, 120 if code != FIRST else 124, 120 if code != FIRST else 130]
            for code in COUNTIES.subjects
        ),
    ]
    sent = forms.workbook({"各旗县": rows}, lambda book: book.active.merge_cells("C2:D2"))
    answer = judge(sent)
    assert answer["parts"] == {"counties": "accepted"}
    assert found(answer) == []


@pytest.mark.parametrize(
    ("code", "quarterly", "months"),
    [("P29-1", "5", "4"), ("P29-2", "11", "10"), ("P29-3", "4", "3"), ("P29-4", "7", "6")],
)
def test_the_months_make_the_quarter(judge: Judge, code: str, quarterly: str, months: str) -> None:
    changes = {DATA.at(code, "figure"): int(quarterly)}
    answer = judge(quarter("2024Q2", changes, DATA))
    told = [each for each in found(answer) if each[0] == "key_enterprises_differ"]
    assert told == [("key_enterprises_differ", DATA.at(code, "figure"), quarterly, months)]


def test_the_month_is_asked_where_it_comes_later(judge: Judge) -> None:
    changes = {ENTERPRISES.at(ONE, "vacancies"): 2}
    header = ENTERPRISES.header_at("vacancies")
    assert found(judge(monthly("2024M03", changes))) == [("key_enterprises_differ", header, "11", "10")]
    assert found(judge(monthly("2024M02", changes))) == []
    more = {ENTERPRISES.at(ONE, "solved"): 2}
    header = ENTERPRISES.header_at("solved")
    assert found(judge(monthly("2024M01", more))) == [("key_enterprises_differ", header, "7", "6")]


def _items(answer: Answer) -> list[tuple[str, str, int]]:
    """What is more than an info: rule, cell, how many cells."""
    return [
        (finding["rule"], finding["cell"], len(finding["cells"]))
        for finding in answer["findings"]
        if finding["severity"] != "info"
    ]


def test_last_quarters_counties_again(judge: Judge) -> None:
    """Twelve year-to-dates that do not add up are one item, beside their sum; all their cells are named."""
    first = load_workbook(io.BytesIO(quarter("2024Q1", None, COUNTIES)))[COUNTIES.sheet]
    places = [COUNTIES.at(code, "P16-3 to date") for code in COUNTIES.subjects]
    stale = {place: first[place.split("!")[1]].value for place in places}
    answer = judge(quarter("2024Q2", stale))
    assert [rule for rule, *_ in _items(answer)] == ["county_sum_differs", "county_to_date_chain"]
    chain = next(found for found in answer["findings"] if found["rule"] == "county_to_date_chain")
    named = {f"{COUNTIES.sheet}!{cell['cell']}" for cell in chain["cells"]}
    assert stale.keys() <= named
    assert chain["says"].startswith("红山区、元宝山区、松山区等12处“公共实训基地培训人次”本年累计")


def test_the_counties_that_may_be_wrong_are_named(judge: Judge) -> None:
    """All of the column; of a zero too many that one alone, also where another county's code is unknown."""
    column = {COUNTIES.at(code, "P13-2") for code in COUNTIES.subjects}

    def named(changes: Changes) -> set[str]:
        found = judge(quarter("2024Q2", changes))["findings"]
        sums = [each for each in found if each["rule"] == "county_sum_differs"]
        return {f"{each['sheet']}!{cell['cell']}" for each in sums for cell in each["cells"]}

    place = COUNTIES.at(SECOND, "P13-2")
    right = load_workbook(io.BytesIO(quarter("2024Q2", None, COUNTIES)))[COUNTIES.sheet][place.split("!")[1]]
    header = COUNTIES.header_at("P13-2")
    assert named({place: right.value + 1}) == column | {header}
    assert named({place: right.value * 10}) == {place, header}
    unknown = {COUNTIES.at(COUNTIES.subjects[5], "code"): "150499"}
    assert place in named({place: right.value * 100, **unknown})
    assert named({place: right.value + 1, **unknown}) == set()  # the sum without that county may be right


def test_totals_of_another_quarter_are_one_item(judge: Judge) -> None:
    """Three indicators that the months do not make; of a flow the year-to-date is named, too."""
    wrong = {
        DATA.at("P29-1", "figure"): 3,
        DATA.at("P29-2", "figure"): 8,
        DATA.at("P29-4", "figure"): 5,
        DATA.at("P29-4", "year_to_date"): 11,
    }
    answer = judge(quarter("2024Q2", wrong))
    (finding,) = (found for found in answer["findings"] if found["severity"] != "info")
    assert finding["rule"] == "key_enterprises_differ"
    assert {f"{DATA.sheet}!{cell['cell']}" for cell in finding["cells"]} == wrong.keys()
    two = {place: value for place, value in wrong.items() if place != DATA.at("P29-2", "figure")}
    assert len(_items(judge(quarter("2024Q2", two)))) == 2


def test_what_is_gone_is_said_beside_a_code_that_cannot_be_told(judge: Judge) -> None:
    """The row whose code is a number has a name: it is that enterprise, and not the one that is gone."""
    changes = {
        ENTERPRISES.at(USCC[1], "uscc"): 9.1150403004e17,
        **ENTERPRISES.without(USCC[3]),
        ENTERPRISES.at(USCC[0], "solved"): 5,
    }
    answer = judge(monthly("2024M07", changes))
    assert [rule for rule, *_ in _items(answer)] == [
        "uscc_as_number",
        "solved_above_hired",
        "enterprise_gone",
    ]
    gone = next(found for found in answer["findings"] if found["rule"] == "enterprise_gone")
    assert gone["given"] == USCC[3]
    unnamed = changes | {ENTERPRISES.at(USCC[1], "name"): "另一家公司"}
    rules = [rule for rule, *_ in _items(judge(monthly("2024M07", unnamed)))]
    assert "enterprise_gone" in rules  # two are gone, and one row may be either


def test_what_a_month_lacks_is_asked_there_alone(judge: Judge) -> None:
    """That the sum lacks a blank figure, or an enterprise that is gone, is not said besides."""
    blank = ENTERPRISES.at(ONE, "vacancies")
    assert [rule for rule, *_ in found(judge(monthly("2024M03", {blank: None})))] == ["value_missing"]
    gone = ENTERPRISES.without(ONE)
    assert [rule for rule, *_ in found(judge(monthly("2024M03", gone)))] == ["enterprise_gone"]
    more = {**gone, ENTERPRISES.at(USCC[1], "vacancies"): 12}
    told = [rule for rule, *_ in found(judge(monthly("2024M03", more)))]
    assert told == ["enterprise_gone", "key_enterprises_differ"]
