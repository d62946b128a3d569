"""Who waits hears how far it has come, until it is over."""

from __future__ import annotations

import io
import re
import threading

import pytest

from etl.cli.progress import progress


def test_while_it_lasts_a_line_says_how_far_it_has_come() -> None:
    said, printed, counted = threading.Event(), io.StringIO(), iter(range(1, 1_000_000))

    def how_far() -> str:
        number = next(counted)
        if number == 3:
            said.set()
        return f"{number} of 9"

    with progress(how_far, seconds=0.001, file=printed):
        assert said.wait(60)
    lines = printed.getvalue().splitlines()
    assert [re.sub(r"\d+ s$", "0 s", line) for line in lines[:2]] == ["  … 1 of 9, 0 s", "  … 2 of 9, 0 s"]
    assert len(lines) == next(counted) - 1  # nothing is said afterwards


def test_a_fault_of_what_runs_comes_out_and_ends_it() -> None:
    before = threading.active_count()
    with pytest.raises(ValueError, match="no"), progress(seconds=0.001, file=io.StringIO()):
        raise ValueError("no")
    assert threading.active_count() == before
