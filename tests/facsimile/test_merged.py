"""Merged ranges as a workbook takes them."""

from __future__ import annotations

from etl.leagues.facsimile.merged import anchors, area, disjoint

_MERGED = ((0, 0, 0, 4), (2, 1, 4, 2), (3, 4, 3, 5))


def test_of_ranges_that_lie_over_each_other_the_first_is_kept() -> None:
    crossing = [(4, 2, 5, 5), (3, 3, 3, 4), (1, 1, 1, 1), (9, 0, 8, 0)]
    assert disjoint([*_MERGED, *crossing]) == ((0, 0, 0, 4), (2, 1, 4, 2), (3, 3, 3, 4))


def test_a_cell_of_a_merge_leads_to_its_first_and_others_to_themselves() -> None:
    anchor = anchors(_MERGED)
    cells = ((0, 0), (0, 4), (0, 5), (1, 1), (3, 2), (4, 1), (3, 3), (3, 5), (3, 6), (3, 0))
    assert [anchor(cell) for cell in cells] == [
        (0, 0), (0, 0), (0, 5), (1, 1), (2, 1), (2, 1), (3, 3), (3, 4), (3, 6), (3, 0),
    ]  # fmt: skip


def test_an_area_counts_both_ends() -> None:
    assert [area(merge) for merge in _MERGED] == [5, 6, 2]
