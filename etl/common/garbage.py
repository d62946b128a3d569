"""How often Python looks for garbage, and what it looks through while a large file is judged."""

from __future__ import annotations

import gc
from functools import cache

_ALLOCATIONS = 100_000  # tens of MB at most; Python's own is 700


def look_seldom() -> None:
    """Python looks for garbage less often than it would: nearly nothing of ours is in circles."""
    gc.set_threshold(_ALLOCATIONS, 10, 10)


@cache
def spare_imported() -> None:
    """What the process has by now is never looked through again; the first call counts.

    With pandas and the registry that is half a million objects, and a file of thousands of rows would have
    each of them looked at several times: a third of its time.
    """
    gc.freeze()
    look_seldom()
