"""Rules within project progress, and those on project numbers that completion and suggestions share."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from tests.rules.conftest import Judge, Send
from tests.rules.faults import explanations, faults
from tests.rules.returns import COMPLETION, PROGRESS, SUGGESTIONS, Changes, annual, quarterly
from tests.summarise.filing import moment

NUMBER, NAME = "project_no", "project_name"
BOTH = pytest.mark.parametrize(
    ("form", "made"), [(PROGRESS, quarterly), (COMPLETION, annual)], ids=["progress", "completion"]
)


def period(form: Any) -> str:
    return "2024Q3" if form is PROGRESS else "2024"


@BOTH
@pytest.mark.parametrize("number", ["30", "0"])
def test_project_unknown(judge: Judge, form: Any, made: Any, number: str) -> None:
    answer = judge(made(period(form), {form.at(3, NUMBER): int(number)}))
    assert faults(answer) == [("project_unknown", f"{form.sheet}!A5", number, None, None)]
    assert "refused" in answer["parts"].values()
    assert faults(judge(made(period(form), {form.at(3, NUMBER): None}))) == []  # its name tells


def test_a_number_that_no_project_has_stops_no_table(send: Send, history: sa.Engine) -> None:
    for number in (30, 99_999_999_999):
        answer = send(
            quarterly("2024Q3", {PROGRESS.at(3, NUMBER): number}), f"2024-10-0{2 if number == 30 else 3}"
        )
        assert faults(answer) == [("project_unknown", "项目进展!A5", str(number), None, None)]
    with history.begin() as connection:
        build(connection, 2024, moment("2025-02-01"))
        named = "SELECT DISTINCT project_no FROM summary.annual_finding WHERE rule_id = 'project_unknown'"
        assert connection.execute(sa.text(named)).all() == [(None,)]


def test_project_unknown_in_suggestions(judge: Judge) -> None:
    answer = judge(annual("2024", {SUGGESTIONS.at(2, "project_no"): 30}))
    assert faults(answer) == [("project_unknown", "意见建议!A4", "30", None, None)]
    assert answer["parts"] == {"completion": "accepted", "data": "accepted", "suggestions": "refused"}


@BOTH
def test_project_doubled(judge: Judge, form: Any, made: Any) -> None:
    answer = judge(made(period(form), {form.at(3, NUMBER): 2, form.at(3, NAME): None}))
    assert faults(answer) == [("project_doubled", f"{form.sheet}!A5", "2 政府性融资担保项目", None, None)]
    assert "refused" in answer["parts"].values()


@BOTH
def test_project_name_mismatch(judge: Judge, form: Any, made: Any) -> None:
    answer = judge(made(period(form), {form.at(3, NUMBER): 2}))
    assert faults(answer) == [
        (
            "project_name_mismatch",
            f"{form.sheet}!B5",
            "高校毕业生岗位拓展项目",
            "2 政府性融资担保项目",
            None,
        )
    ]
    assert "refused" in answer["parts"].values()


@BOTH
def test_project_missing(judge: Judge, form: Any, made: Any) -> None:
    answer = judge(made(period(form), form.without(3)))
    assert faults(answer) == [("project_missing", f"{form.sheet}!A2", "3 高校毕业生岗位拓展项目", None, None)]
    assert "accepted_with_warnings" in answer["parts"].values()


def test_spent_above_budget(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {PROGRESS.at(3, "spent"): 1000.01}))
    above = ("spent_above_budget", "项目进展!H5", "1000.01", "1000", "0.01")
    assert faults(answer) == [above]
    assert answer["parts"]["progress"] == "accepted_with_warnings"
    assert faults(judge(quarterly("2024Q3", {PROGRESS.at(3, "spent"): 1000}))) == []
    assert faults(judge(quarterly("2025Q1", {PROGRESS.at(3, "budget"): None}))) == []
    why = {PROGRESS.at(3, "spent"): 1000.01, PROGRESS.at(3, "remark"): "使用上年结转资金"}
    explained = judge(quarterly("2024Q3", why))
    assert (faults(explained), explained["verdict"]) == ([above], "accepted")
    assert explanations(explained) == {"spent_above_budget": "使用上年结转资金"}


def test_part_unfilled(judge: Judge) -> None:
    """A template that nobody filled in has numbers, names, budgets and who does it: that is no return."""
    empty: Changes = {
        cell: None
        for field in ("status", "progress", "spent")
        for cell in PROGRESS.column(field, PROGRESS.subjects, None)
    }
    answer = judge(quarterly("2024Q3", empty))
    assert faults(answer) == [("part_unfilled", PROGRESS.at(1, "status"), None, None, None)]
    assert answer["parts"] == {"data": "accepted", "progress": "refused"}
    one = judge(quarterly("2024Q3", {**empty, PROGRESS.at(29, "problems"): "资金到位慢"}))
    assert [said[0] for said in faults(one)] == ["status_missing"]


def test_status_missing(judge: Judge) -> None:
    answer = judge(quarterly("2024Q3", {PROGRESS.at(3, "status"): None}))
    assert faults(answer) == [("status_missing", PROGRESS.at(3, "status"), None, None, None)]
    assert answer["parts"]["progress"] == "accepted_with_warnings"
    unknown = judge(quarterly("2024Q3", {PROGRESS.at(3, "status"): "基本完成"}))
    assert [said[0] for said in faults(unknown)] == ["status_unknown"]
