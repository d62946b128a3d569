"""Figures that a league gave before and gives no more: at the blank cell, or at the header."""

from __future__ import annotations

import sqlalchemy as sa

from tests.rules.conftest import Judge, Send
from tests.rules.faults import Fault, explanations, faults
from tests.rules.returns import COMPLETION, PROGRESS, Changes, annual, quarterly

REMARK = "项目资金改由自治区本级安排"
PROJECTS = PROGRESS.subjects
WITHOUT_BUDGETS = {
    PROGRESS.header_at("budget"): None,
    **PROGRESS.column("budget", PROJECTS, None),
}


def project_3(period: str, **fields: object) -> bytes:
    return quarterly(period, {PROGRESS.at(3, field): value for field, value in fields.items()}, PROGRESS)


def dropped(field: str, expected: str) -> Fault:
    return ("money_dropped", PROGRESS.at(3, field), None, expected, None)


def test_money_dropped(judge: Judge) -> None:
    for field, given in (("budget", "1000"), ("spent", "400")):
        answer = judge(project_3("2024Q2", **{field: None}))
        assert faults(answer) == [dropped(field, given)]
        assert answer["verdict"] == "accepted_with_warnings"


def test_money_that_the_quarter_before_gave(judge: Judge) -> None:
    """Not that of another year, nor of an earlier quarter: the third is missing before the fourth."""
    answer = judge(project_3("2024Q3", budget=None, spent=None))
    assert faults(answer) == [dropped("budget", "1000"), dropped("spent", "400")]
    assert [finding["says"] for finding in answer["findings"]] == [
        "预算安排没有填报,而上季度报的是 1000(单位:万元)。",
        "累计支出没有填报,而上季度报的是 400(单位:万元)。",
    ]
    for period in ("2024Q4", "2025Q1"):
        assert faults(judge(project_3(period, budget=None, spent=None))) == []


def test_a_remark_answers_dropped_money(judge: Judge) -> None:
    assert explanations(judge(project_3("2024Q2", budget=None, remark=REMARK))) == {"money_dropped": REMARK}


def test_a_row_that_is_not_filled_in_is_asked_for_as_a_whole(judge: Judge) -> None:
    blank = project_3("2024Q2", status=None, progress=None, spent=None)
    assert [rule for rule, *_ in faults(judge(blank))] == ["status_missing"]
    assert [rule for rule, *_ in faults(judge(quarterly("2024Q2", PROGRESS.without(3), PROGRESS)))] == [
        "project_missing"
    ]


def test_a_column_that_is_left_out_is_one_warning_at_the_header(judge: Judge) -> None:
    for period in ("2024Q2", "2024Q3"):
        answer = judge(quarterly(period, WITHOUT_BUDGETS, PROGRESS))
        assert faults(answer) == [("money_dropped", "项目进展!A2", None, "1000", None)]
        (finding,) = answer["findings"]
        assert len(finding["cells"]) == len(PROJECTS)


def test_a_column_that_is_blank_is_one_warning_with_its_cells(judge: Judge) -> None:
    answer = judge(quarterly("2024Q2", PROGRESS.column("spent", PROJECTS, None), PROGRESS))
    assert faults(answer) == [("money_dropped", PROGRESS.at(1, "spent"), None, "400", None)]
    (finding,) = answer["findings"]
    assert [cell["cell"] for cell in finding["cells"]] == [
        PROGRESS.at(number, "spent").split("!")[1] for number in PROJECTS
    ]


def test_dropped_money_is_asked_for_until_it_is_there_or_explained(history: sa.Engine, send: Send) -> None:
    """Sent again as it is, it is dropped still; an explanation holds for the versions after it."""
    changes: Changes = {PROGRESS.at(3, "budget"): None}

    def again(day: str, **fields: object) -> object:
        more = {PROGRESS.at(3, field): value for field, value in fields.items()}
        return send(quarterly("2024Q2", {**changes, **more}, PROGRESS), day)

    for day in ("2024-07-03", "2024-07-04"):
        answer = again(day, advice=f"于{day}更正")
        assert faults(answer) == [dropped("budget", "1000")]
        assert "第 10 号报送" in answer["findings"][0]["says"]
    assert explanations(again("2024-07-05", remark=REMARK)) == {"money_dropped": REMARK}
    assert explanations(again("2024-07-06", advice="加强调度")) == {"money_dropped": REMARK}
    assert faults(again("2024-07-07", budget=1000)) == []


def test_completion_dropped(judge: Judge) -> None:
    changes = {COMPLETION.at(1, field): None for field in ("target", "completed", "rate")}
    answer = judge(annual("2023", changes, COMPLETION))
    assert faults(answer) == [
        ("completion_dropped", COMPLETION.at(1, field), None, expected, None)
        for field, expected in (("completed", "4040"), ("rate", "80.8"), ("target", "5000"))
    ]
    assert faults(judge(annual("2024", changes, COMPLETION))) == []
