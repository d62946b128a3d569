"""The inbox is emptied in rounds: files are received for a time, and judged for a time.

So whoever comes while a flood is being received or judged waits for less than a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from etl.leagues.reply.model import Answer
from etl.receive.sweep import sweep
from etl.walk.batch import WalkError, walk
from etl.walk.waiting import leagues_waiting

# Seconds of a round; a run of `receive_returns` is one round.
RECEIVING, JUDGING = 10, 20


def empty_inbox(answered: Callable[[Answer], object] = lambda _: None) -> None:
    """Everything that lay still in the inbox, or waited before, has its verdict; as `etl.walk.batch.walk`."""
    failures: dict[int, Exception] = {}
    left = True
    while left:
        left = bool(sweep(RECEIVING).left)
        waiting = {
            league: [number for number in numbers if number not in failures]
            for league, numbers in leagues_waiting().items()
        }
        try:
            walk(waiting, seconds=JUDGING if left else inf, answered=answered)
        except WalkError as error:
            failures |= error.failures
    if failures:
        raise WalkError(failures)
