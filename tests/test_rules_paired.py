"""A rule has two sides, a row of rules.csv and what judges by it: neither stands without the other."""

from __future__ import annotations

import re

from etl.common.settings import REPOSITORY, SQL
from schemas.registry import registry
from schemas.rules import RULES


def rules(judge: str) -> set[str]:
    return {rule.rule_id for rule in registry().rules.values() if rule.judge == judge}


def test_rules_within_a_part_are_functions_of_their_name() -> None:
    assert set(RULES) == rules("pandera")


def test_every_part_of_every_return_has_its_rules() -> None:
    assert all(part.rules for kind in registry().returns.values() for part in kind.parts)


def test_rules_against_everything_else_are_sql_files_of_their_name() -> None:
    assert {file.stem for file in (SQL / "rules").glob("*.sql")} == rules("sql")


def test_a_rules_sql_says_in_its_first_line_what_it_finds() -> None:
    for file in (SQL / "rules").glob("*.sql"):
        assert file.read_text(encoding="utf-8").startswith("-- "), file.name


def test_rules_of_the_reader_are_named_where_files_are_judged() -> None:
    sources = (REPOSITORY / "etl").rglob("*.py")
    named = set(re.findall(r'"([a-z_]+)"', "\n".join(file.read_text(encoding="utf-8") for file in sources)))
    read = rules("gate") | rules("reader")
    assert read <= named, read - named


def test_explained_warnings_have_remarks_to_be_explained_in() -> None:
    for rule in registry().rules.values():
        assert rule.explained_in is None or rule.severity == "warning", rule.rule_id
