"""What the league guide promises is what the registry has."""

from __future__ import annotations

import re

from etl.common.calendar import expected_returns
from etl.common.punctuation import chinese
from etl.common.settings import REPOSITORY
from schemas.registry import registry

GUIDE = (REPOSITORY / "docs" / "league_guide.md").read_text(encoding="utf-8")


def test_its_twenty_mistakes_are_told_as_the_rules_tell_them() -> None:
    told = re.findall(r"^\| \d+ \| \[(.*?)\]\(rules/(.*?)\.md\) \| (.*) \|$", GUIDE, re.MULTILINE)
    assert len({rule_id for _, rule_id, _ in told}) == 20
    for name, rule_id, example in told:
        rule = registry().rules[rule_id]
        assert (name, example) == (rule.name_zh, chinese(rule.example_zh))


def test_its_dates_are_all_that_are_moved() -> None:
    told = re.findall(r"^\| (\d{4} 年.*?) \|.*\| (\d+) 年 (\d+) 月 (\d+) 日 \|$", GUIDE, re.MULTILINE)
    written = {(period.replace(" ", ""), *map(int, day)) for period, *day in told}
    moved = {
        (each.period.name_zh, due.year, due.month, due.day)
        for each in expected_returns(registry(), "announced_break")
        if (due := each.effective_due_at.date()) != each.due_at.date()
    }
    assert written == moved
