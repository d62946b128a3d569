"""What differs from the edition before: every figure and word, and that nothing is passed over."""

from __future__ import annotations

from typing import Any

from etl.publish.changes import changes

TARGET = {
    "target_id": "T00", "league_code": "150000", "league_name_zh": "全区", "indicator_name_zh": "新增就业",
    "actual": "7", "standing": "behind", "missing": None, "opening_balance": None, "wording_zh": "百万",
}  # fmt: skip


def differing(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    found = changes({"annual_target": before}, {"annual_target": after})
    return [(row["table"], row["key_zh"], row["column_zh"], row["before"], row["after"]) for row in found]


def test_equal_tables_have_none() -> None:
    assert differing([TARGET], [TARGET]) == []


def test_a_figure_and_a_code_are_said_in_words() -> None:
    assert differing([TARGET], [{**TARGET, "actual": "8", "standing": "met"}]) == [
        ("目标进度", "全区 新增就业", "实际", "7", "8"),
        ("目标进度", "全区 新增就业", "判定", "进度滞后", "已达标"),
    ]


def test_a_row_comes_and_goes() -> None:
    other = {**TARGET, "target_id": "T01", "indicator_name_zh": "培训人数"}
    assert differing([TARGET], [other]) == [
        ("目标进度", "全区 培训人数", "实际", None, "7"),
        ("目标进度", "全区 培训人数", "判定", None, "进度滞后"),
        ("目标进度", "全区 新增就业", "实际", "7", None),
        ("目标进度", "全区 新增就业", "判定", "进度滞后", None),
    ]


def test_what_is_not_watched_by_name_is_said_to_differ() -> None:
    assert differing([TARGET], [{**TARGET, "wording_zh": "百万以上"}]) == [
        ("目标进度", "全区 新增就业", "其他内容", "原内容", "有更新")
    ]


def test_a_column_that_the_tables_did_not_have_then_says_nothing() -> None:
    assert differing([TARGET], [{**TARGET, "note": "新列"}]) == []
    assert differing([{**TARGET, "note": "旧列"}], [TARGET]) == []


def test_two_rows_of_one_key_are_two() -> None:
    """Two findings of one rule without a cell."""
    finding = {
        "place": 1, "submission_id": 1, "rule_id": "figure_missing", "part": "data", "sheet": None,
        "cell": None, "project_no": None, "indicator_code": None, "league_name_zh": "包头市",
        "period": "2023Q1", "rule_name_zh": "未报", "severity": "warning", "says_zh": "甲",
    }  # fmt: skip
    second = {**finding, "place": 2, "says_zh": "乙"}
    found = changes({"annual_finding": [finding]}, {"annual_finding": [finding, second]})
    assert [(row["key_zh"], row["column_zh"], row["after"]) for row in found] == [
        ("包头市 2023年第一季度 未报", "级别", "警告"),
        ("包头市 2023年第一季度 未报", "内容", "乙"),
    ]
