"""The pages of the rules are those of the register, word for word."""

from __future__ import annotations

import pytest

from etl.operate.handbook.rule_pages import FOLDER, INDEX, pages, places
from schemas.registry import registry

MADE = pages()


def test_there_is_a_page_a_rule_and_an_index() -> None:
    written = {file.name for file in FOLDER.iterdir()}
    assert written == {f"{rule_id}.md" for rule_id in registry().rules} | {INDEX}


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_as_the_register_has_it(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == MADE[name], "run: make rules"


def test_a_page_says_all_that_the_register_does() -> None:
    for rule in registry().rules.values():
        for text in (rule.name_zh, rule.name_en, rule.says_zh, rule.to_do_zh, rule.says_en, rule.to_do_en):
            assert text in MADE[f"{rule.rule_id}.md"], rule.rule_id
        assert rule.example_zh in MADE[f"{rule.rule_id}.md"]
        assert rule.example_en in MADE[f"{rule.rule_id}.md"]


@pytest.mark.parametrize(
    ("rule_id", "where"),
    [
        ("figure_required", "季度进展报表·主要数据“本季度数”;年度总结报表·主要数据“全年完成”"),
        ("history_outlier", "季度进展报表·主要数据“本季度数”"),
        ("annual_difference", "季度进展报表·主要数据“本季度数”;年度总结报表·主要数据“全年完成”"),
        ("completion_difference", "年度总结报表·任务完成情况“年度完成”;年度总结报表·主要数据"),
        ("county_falls", "季度进展报表·分旗县情况“填报数”"),
        ("uscc_check", "重点企业用工调度月报·企业用工“统一社会信用代码”"),
        ("status_unknown", "季度进展报表·项目进展“进展状态”"),
        ("number_text", "各数字列"),
        ("file_macro", "整个文件"),
        ("duplicate_sent", "整个报表"),
    ],
)
def test_where_a_rule_looks(rule_id: str, where: str) -> None:
    assert places(registry().rules[rule_id])[0] == where


def test_every_rule_is_written_out() -> None:
    """Short names of 4 to 10 characters, each once; no example is a placeholder."""
    rules = registry().rules.values()
    assert all(4 <= len(rule.name_zh) <= 10 for rule in rules)
    assert len({rule.name_zh for rule in rules}) == len({rule.name_en for rule in rules}) == len(rules)
    assert not [
        rule.rule_id for rule in rules if "待写" in rule.example_zh or "to be written" in rule.example_en
    ]
