"""No rule without its tests: one that makes it fire, and one that leaves it silent."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.registry import registry
from tests.rules.mutations import CELLS, FILES

# What takes more than a file; each has a test of its name that makes it fire and leaves it silent.
BY_NAME = {"period_not_over", "duplicate_sent", "year_locked"}
RULES = registry().rules


def named() -> set[str]:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    return set(re.findall(r"^def test_(\w+)\(", sources, re.MULTILINE))


def told_of_other_kinds() -> set[str]:
    """The rules that the tests of counties, enterprises and other kinds expect, each at its cell."""
    folders = (Path(__file__).parents[1] / name for name in ("kinds", "third_kind"))
    sources = "\n".join(
        file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("test_*.py")
    )
    return set(re.findall(r'"(\w+)"', sources)) & RULES.keys()


def test_each_rule_has_a_mutation_or_a_test_of_its_name() -> None:
    """One in SQL needs a history, which its own test tells."""
    mutated = CELLS.keys() | FILES.keys()
    in_sql = {rule.rule_id for rule in RULES.values() if rule.judge == "sql"}
    assert mutated <= RULES.keys()
    assert mutated | told_of_other_kinds() | BY_NAME >= RULES.keys() - in_sql
    assert mutated | told_of_other_kinds() | named() >= in_sql | BY_NAME
    assert not CELLS.keys() & FILES.keys()


def test_each_rule_on_figures_and_words_has_a_test_of_its_own_too() -> None:
    rules = {rule.rule_id for rule in RULES.values() if rule.judge in ("pandera", "sql")}
    covered = named() | {"revision_unexplained", "copied_quarter"} | told_of_other_kinds()
    assert rules <= covered, rules - covered
