"""One root cause, one finding: the same fault down a column is said once, with its cells."""

from __future__ import annotations

from typing import Any

import pytest

from etl.common.collapse import collapse
from etl.common.findings import Finding, Place
from schemas.registry import registry
from tests.rules.conftest import Judge
from tests.rules.returns import (
    COMPLETION,
    DATA,
    FLOWS,
    PROGRESS,
    Changes,
    annual,
    figure,
    quarterly,
)

ASKED = [code for code in DATA.subjects if registry().indicators[str(code)].measure != "ratio"]
_NOTHING: Any = {"given": None, "expected": None}


def of_rule(answer: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in answer["findings"] if finding["rule"] == rule]


def overspent(rows: int, of: int) -> bytes:
    """Project progress of as many rows, so many of them with more spent than budgeted."""
    changes: dict[str, Any] = {}
    for project in PROGRESS.subjects[of:]:
        changes |= PROGRESS.without(project)
    changes |= PROGRESS.column("spent", PROGRESS.subjects[:rows], 1001)
    return quarterly("2024Q3", changes, PROGRESS)


@pytest.mark.parametrize(
    ("rows", "of", "is_one"),
    [(18, 29, True), (17, 29, False), (16, 16, True), (15, 15, False), (16, 26, True), (16, 27, False)],
)
def test_a_column_is_at_fault_from_16_rows_and_above_60_percent_on(
    judge: Judge, rows: int, of: int, is_one: bool
) -> None:
    found = of_rule(judge(overspent(rows, of)), "spent_above_budget")
    assert len(found) == (1 if is_one else rows)
    cells = [cell["cell"] for finding in found for cell in finding["cells"]]
    assert [cell for cell in cells if cell[0] == "H"] == [f"H{3 + row}" for row in range(rows)]
    assert [cell for cell in cells if cell[0] == "G"] == [f"G{3 + row}" for row in range(rows)]


@pytest.mark.parametrize(("found", "items"), [(500, 500), (501, 1)])
def test_what_is_found_very_often_is_one_however_many_rows_there_are(found: int, items: int) -> None:
    rule = registry().rules["number_text"]
    findings = [
        Finding(rule, Place("企业", f"D{row}"), given=f"约{row}", cells=({"cell": f"D{row}", **_NOTHING},))
        for row in range(found)
    ]
    collapsed = collapse(findings, lambda _: 10_000)
    assert len(collapsed) == items
    assert sum(len(finding.cells) for finding in collapsed) == found


def test_a_joined_finding_stands_at_its_first_cell_and_names_three(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", DATA.column("figure", ASKED, "约300")))
    (finding,) = answer["findings"]
    place = (finding["rule"], finding["sheet"], finding["cell"], finding["given"])
    assert place == ("number_text", "主要数据", "D3", "约300、约300、约300等77处")
    assert (finding["indicator_code"], finding["project_no"], finding["difference"]) == (None, None, None)
    assert len(finding["cells"]) == 77
    assert finding["cells"][-1] == {"cell": "D81", "given": "约300", "expected": None}


def test_a_joined_finding_says_what_was_expected_of_all(judge: Judge) -> None:
    """Once where it is one thing, else of the first three; nothing where nothing was given."""
    (finding,) = judge(quarterly("2024Q3", PROGRESS.column("budget", PROGRESS.subjects, 900)))["findings"]
    assert finding["says"] == "预算安排 900、900、900等29处 与上季度的 1000 不同(单位:万元)。"
    as_last_quarter = {DATA.at(code, "year_to_date"): 2 * figure(code, 1) - 1 for code in FLOWS}
    (finding, *_) = of_rule(judge(quarterly("2024Q3", as_last_quarter)), "year_to_date_falls")
    many = len(finding["cells"])
    assert (finding["given"], finding["expected"]) == (
        f"1999、2019、2119等{many}处",
        f"2000、2020、2120等{many}处",
    )
    (finding,) = judge(quarterly("2024Q3", DATA.column("year_to_date", FLOWS, None)))["findings"]
    assert (finding["rule"], finding["given"]) == ("year_to_date_missing", None)


def test_repairs_are_joined_however_few(judge: Judge) -> None:
    answer = judge(
        quarterly("2024Q3", {DATA.at("P00-1", "figure"): "１０００", DATA.at("P01-1", "figure"): "１０１０"})
    )
    (finding,) = answer["findings"]
    assert (finding["rule"], finding["severity"], finding["given"]) == (
        "repaired_width",
        "info",
        "１０００、１０１０",
    )
    assert finding["cells"] == [
        {"cell": "D3", "given": "１０００", "expected": "1000"},
        {"cell": "D4", "given": "１０１０", "expected": "1010"},
    ]


def test_what_is_explained_stands_apart_from_what_is_not(judge: Judge) -> None:
    changes: Changes = {
        **PROGRESS.column("spent", PROGRESS.subjects, 1001),
        PROGRESS.at(1, "remark"): "使用上年结转资金",
    }
    found = of_rule(judge(quarterly("2024Q3", changes)), "spent_above_budget")
    assert [(finding["cell"], len(finding["cells"]), finding["explanation"]) for finding in found] == [
        ("H3", 2, "使用上年结转资金"),
        ("H4", 2 * 28, None),
    ]


def test_a_cell_that_is_no_number_raises_nothing_else(judge: Judge) -> None:
    for place in (DATA.at("P00-1", "figure"), DATA.at("P00-1", "year_to_date")):
        (finding,) = judge(quarterly("2024Q3", {place: "约1000"}))["findings"]
        assert (finding["rule"], f"{finding['sheet']}!{finding['cell']}") == ("number_text", place)


@pytest.mark.parametrize(
    ("rule", "value"), [("year_to_date_missing", None), ("number_text", "约3000"), ("number_negative", -1)]
)
def test_only_flows_have_a_year_to_date(judge: Judge, rule: str, value: Any) -> None:
    (finding,) = judge(quarterly("2024Q3", DATA.column("year_to_date", FLOWS, value)))["findings"]
    assert (finding["rule"], finding["cell"], len(finding["cells"])) == (rule, "E3", len(FLOWS))


def test_sql_rules_count_the_rows_of_their_part(judge: Judge) -> None:
    one_above = {DATA.at(code, "year_to_date"): figure(code, 3) + 1 for code in FLOWS}
    for content, rule, cells, with_beside in (
        (quarterly("2024Q3", PROGRESS.column("budget", PROGRESS.subjects, 900)), "budget_changes", 29, 29),
        (
            quarterly("2024Q3", PROGRESS.column("status", PROGRESS.subjects, "未启动")),
            "status_against_indicators",
            28,
            28,
        ),
        (quarterly("2024Q3", one_above), "year_to_date_falls", len(FLOWS) - 2, len(FLOWS) - 2),
        (
            annual("2024", COMPLETION.column("completed", COMPLETION.subjects, 1)),
            "completion_difference",
            29,
            2 * 29,
        ),
    ):
        (finding,) = of_rule(judge(content), rule)
        assert sum(cell["given"] is not None for cell in finding["cells"]) == cells
        assert len(finding["cells"]) == with_beside, rule


def test_all_that_must_be_reported_and_is_not_is_said_once(judge: Judge) -> None:
    """Twenty indicators must be: a template that nobody filled in has two faults, not twenty and more."""
    required = [code for code in DATA.subjects if code in registry().required_indicators()]
    blank = DATA.column("figure", ASKED, None) | DATA.column("year_to_date", FLOWS, None)
    found = judge(quarterly("2024Q3", blank, DATA))["findings"]
    assert [(finding["rule"], len(finding["cells"])) for finding in found] == [
        ("figure_required", len(required)),
        ("figure_missing", len(ASKED) - len(required)),
    ]


def test_rows_that_were_left_out_are_said_once(judge: Judge) -> None:
    changes: dict[str, Any] = {}
    for project in PROGRESS.subjects[-4:]:
        changes |= PROGRESS.without(project)
    (finding,) = judge(quarterly("2024Q3", changes, PROGRESS))["findings"]
    assert (finding["rule"], finding["cell"]) == ("project_missing", "A2")
    assert [cell["given"] for cell in finding["cells"]] == [
        f"{number} {registry().projects[number].name_zh}" for number in PROGRESS.subjects[-4:]
    ]
