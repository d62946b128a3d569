"""Every rule by one change to a good return: just its finding, just there; its twin says nothing."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Answered, Judge
from tests.rules.faults import explanations, faults, notes
from tests.rules.mutations import MUTATIONS, Mutation
from tests.rules.returns import ANNUAL, DATA, PROGRESS, Form, annual, quarterly, quarterly_text

EACH = pytest.mark.parametrize(("rule_id", "mutation"), MUTATIONS.items(), ids=list(MUTATIONS))


@EACH
def test_mutation(answered: dict[str, Answered], rule_id: str, mutation: Mutation) -> None:
    answer = answered[rule_id].answer
    said = [found[:4] for found in faults(answer) + notes(answer)]
    assert sorted(rule for rule, *_ in said) == sorted([rule_id, *mutation.also])
    (ours,) = [found for found in said if found[0] == rule_id]
    assert ours == (rule_id, mutation.place, mutation.given, mutation.expected)


@EACH
def test_its_silent_twin(judge: Judge, rule_id: str, mutation: Mutation) -> None:
    name = mutation.name if rule_id in ("row_ragged", "repaired_delimiter") else "return.xlsx"
    assert judge(mutation.good(), name)["findings"] == []


def test_revision_unexplained_is_said_once_a_submission(judge: Judge) -> None:
    """At the first of its parts; 更正说明 in one sheet is enough, and a text file has no place for it."""
    changes = {"主要数据!C1": None, "项目进展!C1": None}
    assert notes(judge(quarterly("2024Q2", changes))) == [
        ("revision_unexplained", "主要数据", None, None, None)
    ]
    assert judge(quarterly("2024Q2", {"主要数据!C1": None}))["findings"] == []
    assert judge(quarterly_text("2024Q2").encode(), "return.csv")["findings"] == []
    assert judge(quarterly("2024Q3", changes))["findings"] == []  # replaces nothing


def test_copied_quarter_needs_figures_to_tell(judge: Judge) -> None:
    """Twenty of them, in the first quarter too; the year-to-date is not looked at."""
    like_the_fourth = {DATA.at("P06-4", field): 2000 for field in ("figure", "year_to_date")}
    said = notes(judge(quarterly("2024Q1", like_the_fourth))) + faults(
        judge(quarterly("2024Q1", like_the_fourth))
    )
    assert [found[:4] for found in said] == [("copied_quarter", "主要数据", "77", "2023Q4")]


@pytest.mark.parametrize("form", [DATA, ANNUAL])
def test_above_counties(judge: Judge, form: Form) -> None:
    """The league has 12 counties; its remark answers."""
    place = form.at("P27-1", "figure")

    def sent(**fields: object) -> dict[str, object]:
        changes = {form.at("P27-1", field): value for field, value in fields.items()}
        return judge(quarterly("2024Q3", changes) if form is DATA else annual("2024", changes, ANNUAL))

    assert faults(sent(figure=13)) == [("above_counties", place, "13", "12", "1")]
    assert explanations(sent(figure=13, remark="含开发区 1 个")) == {"above_counties": "含开发区 1 个"}
    assert faults(sent(figure=0)) == []


@pytest.mark.parametrize(
    ("until", "status", "is_told"),
    [
        ("2024年6月底", "推进中", True),
        ("2024-06-30", "推进中", True),
        ("2023年", "未启动", True),
        ("2022年8月至2023年12月", "推进中", True),
        ("2024年7月底", "推进中", False),
        ("2024年", "推进中", False),
        ("2022-2025年", "推进中", False),
        ("长期坚持", "推进中", False),
        ("2024年6月底", "已完成", False),
    ],
)
def test_until_passed(judge: Judge, until: str, status: str, is_told: bool) -> None:
    """The third quarter of 2024: what was to be done by June is late."""
    changes = {PROGRESS.at(3, "until"): until, PROGRESS.at(3, "status"): status}
    said = [found for found in faults(judge(quarterly("2024Q3", changes))) if found[0] == "until_passed"]
    assert said == ([("until_passed", PROGRESS.at(3, "until"), until, None, None)] if is_told else [])


def test_unspent_at_year_end(judge: Judge) -> None:
    """Only in the fourth quarter, only of a budget, and only where nothing was said to be spent."""
    for period, budget, spent in (
        ("2025Q1", 1000, 0),
        ("2024Q4", 0, 0),
        ("2024Q4", None, 0),
        ("2024Q4", 1000, None),
    ):
        changes = {PROGRESS.at(3, "budget"): budget, PROGRESS.at(3, "spent"): spent}
        assert "unspent_at_year_end" not in [rule for rule, *_ in faults(judge(quarterly(period, changes)))]
    answer = judge(quarterly("2024Q4", {PROGRESS.at(3, "spent"): 0}, PROGRESS))
    assert answer["findings"][0]["says"] == "到年底没有支出,而预算安排为 1000(单位:万元)。"
