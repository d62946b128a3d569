"""Our own hundred bad files: each is refused by its rule, with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.corpus import CORPUS
from tests.read.forms import read, rule_ids


@pytest.mark.parametrize("name", CORPUS)
def test_a_bad_file_is_refused_by_its_rule(name: str, tmp_path: Path) -> None:
    build, rule = CORPUS[name]
    reading = read(build(), tmp_path, name=name)
    assert (reading.state, rule_ids(reading.gate)) == ("unreadable", [rule])
    assert reading.gate[0].problem().strip()


def test_there_are_a_hundred() -> None:
    assert len(CORPUS) >= 100
