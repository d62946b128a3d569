"""What stands behind merged cells, and ranges that no program writes."""

from __future__ import annotations

import pytest

from etl.read import limits
from etl.read.parse.covered import covered
from etl.read.refusal import Refusal

CELLS = [(row, column) for row in range(4) for column in range(4)]


def test_a_merged_cell_covers_all_but_its_own() -> None:
    assert covered([(0, 0, 0, 2), (1, 3, 9, 3)], CELLS) == {(0, 1), (0, 2), (2, 3), (3, 3)}
    assert covered([(2, 2, 2, 2), (3, 1, 2, 1)], CELLS) == set()


def test_ranges_that_overlap_again_and_again_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.read.parse.covered._LOOKS", 100)
    with pytest.raises(Refusal, match="file_unreadable"):
        covered([(0, 0, limits.ROWS, 3)] * 10, CELLS)
