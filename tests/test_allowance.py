"""So much of the processor, and no more; waiting costs nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from etl.common.allowance import Overrun, allowance


def _work(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_works_too_long_is_stopped() -> None:
    with pytest.raises(Overrun), allowance(0.05):
        _work(60)


def test_waiting_is_no_work_and_what_comes_behind_is_not_stopped() -> None:
    with allowance(0.05):
        time.sleep(0.2)
    _work(0.1)


def test_a_stop_that_was_lost_comes_again() -> None:
    with pytest.raises(Overrun), allowance(0.05):
        try:
            _work(60)
        except BaseException:
            _work(60)


def test_another_thread_is_not_stopped() -> None:
    ended = []

    def run(work: Callable[[float], None]) -> None:
        with allowance(0.01):
            work(0.05)
        ended.append(True)

    thread = threading.Thread(target=run, args=[_work])
    thread.start()
    thread.join()
    assert ended
