"""Each rule within a part and each rule in SQL has a test of its own name here."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.registry import registry


def test_each_rule_has_its_test() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    tests = set(re.findall(r"^def test_(\w+)\(", sources, re.MULTILINE))
    rules = {rule.rule_id for rule in registry().rules.values() if rule.judge in ("pandera", "sql")}
    assert rules <= tests, rules - tests
