"""SQL rules on projects: against last quarter's, and against the return's own main data."""

from __future__ import annotations

from tests.rules.conftest import Judge
from tests.rules.faults import explanations, faults
from tests.rules.returns import ANNUAL, COMPLETION, DATA, PROGRESS, annual, quarterly

REMARK = "按审计意见调整"


def project_3(period: str = "2024Q3", **fields: object) -> bytes:
    return quarterly(period, {PROGRESS.at(3, field): value for field, value in fields.items()})


def test_spent_falls(judge: Judge) -> None:
    """400 was spent by the end of June."""
    answer = judge(project_3(spent=399.99))
    assert faults(answer) == [("spent_falls", "项目进展!H5", "399.99", "400", "-0.01")]
    assert answer["verdict"] == "accepted_with_warnings"
    assert explanations(judge(project_3(spent=399.99, remark=REMARK))) == {"spent_falls": REMARK}
    assert faults(judge(project_3(spent=400))) == []


def test_spent_falls_in_a_new_year(judge: Judge) -> None:
    assert faults(judge(project_3("2024Q1", spent=100))) == []


def test_spent_falls_only_against_the_quarter_before(judge: Judge) -> None:
    """The third quarter is missing; 400 was spent by the end of the second."""
    assert faults(judge(project_3("2024Q4", spent=399))) == []


def test_budget_changes(judge: Judge) -> None:
    for budget, difference in ((1000.01, "0.01"), (900, "-100")):
        answer = judge(project_3(budget=budget))
        assert faults(answer) == [("budget_changes", "项目进展!G5", str(budget), "1000", difference)]
        assert answer["verdict"] == "accepted_with_warnings"
    assert explanations(judge(project_3(budget=900, remark=REMARK))) == {"budget_changes": REMARK}


def test_budget_changes_in_a_new_year(judge: Judge) -> None:
    assert faults(judge(project_3("2024Q1", budget=2000))) == []


def test_status_against_indicators(judge: Judge) -> None:
    """Project 3 has figures, project 18 never had any."""
    answer = judge(project_3(status="未启动"))
    assert faults(answer) == [("status_against_indicators", "项目进展!C5", "未启动", "推进中、已完成", None)]
    assert answer["verdict"] == "accepted_with_warnings"
    explained = judge(project_3(status="未启动", remark=REMARK))
    assert explanations(explained) == {"status_against_indicators": REMARK}
    nothing = judge(quarterly("2024Q3", {PROGRESS.at(18, "status"): "已完成"}))
    assert faults(nothing) == [
        ("status_against_indicators", PROGRESS.at(18, "status"), "已完成", "未启动、推进中", None)
    ]
    silent = {PROGRESS.at(18, "status"): "未启动", PROGRESS.at(3, "status"): "已完成"}
    assert faults(judge(quarterly("2024Q3", silent))) == []


def test_status_against_indicators_of_a_project_that_had_some_before(judge: Judge) -> None:
    """Completed in an earlier year, nothing in this one; and levels that went back to nothing."""
    nothing = {
        DATA.at(f"P17-{number}", field): 0 for number in (1, 2) for field in ("figure", "year_to_date")
    }
    said = faults(judge(quarterly("2025Q1", {**nothing, PROGRESS.at(17, "status"): "已完成"})))
    assert {rule for rule, *_ in said} == {"history_outlier"}
    levels = {DATA.at(f"P16-{number}", "figure"): 0 for number in (1, 2, 3)}
    levels |= {DATA.at("P16-3", "year_to_date"): 0}
    answer = judge(quarterly("2024Q3", {**levels, PROGRESS.at(16, "status"): "未启动"}))
    assert {rule for rule, *_ in faults(answer)} == {"history_outlier"}
    # That its year-to-date falls is explained by it: the cell is named beside.
    named = {f"{DATA.sheet}!{cell['cell']}" for found in answer["findings"] for cell in found["cells"]}
    assert DATA.at("P16-3", "year_to_date") in named


def test_completion_difference(judge: Judge) -> None:
    """Both in one file: the account is asked. 4,041 of 5,000 are 80.82 %, so 80.8 still is the rate."""
    answer = judge(annual("2024", {COMPLETION.at(1, "completed"): 4041}))
    assert faults(answer) == [("completion_difference", "任务完成情况!D3", "4041", "4040", "1")]
    assert answer["verdict"] == "accepted_with_warnings"
    assert answer["findings"][0]["says"] == "年度完成 4041 与年度主要数据中的 4040 不一致。"
    assert faults(judge(annual("2024", {COMPLETION.at(1, "completed"): None}))) == []


def test_completion_difference_against_data_that_came_before(judge: Judge) -> None:
    answer = judge(annual("2023", {COMPLETION.at(1, "completed"): 4041}, COMPLETION))
    assert faults(answer) == [("completion_difference", "任务完成情况!D3", "4041", "4040", "1")]
    assert faults(judge(annual("2025", {COMPLETION.at(1, "completed"): 4041}, COMPLETION))) == []


def test_completion_difference_asks_the_main_data_when_that_came_last(judge: Judge) -> None:
    """P01-1 is the first indicator of project 1, P01-2 is not."""
    answer = judge(
        annual("2023", {ANNUAL.at("P01-1", "figure"): 4041, ANNUAL.at("P01-2", "figure"): 1021}, ANNUAL)
    )
    assert faults(answer) == [
        ("annual_difference", "主要数据!D4", "4041", "4040", "1"),
        ("annual_difference", "主要数据!D5", "1021", "1020", "1"),
        ("completion_difference", "主要数据!D4", "4041", "4040", "1"),
    ]
    assert answer["findings"][2]["says"] == "年度完成 4040 与年度主要数据中的 4041 不一致。"
