"""What a sender's file may cost us once it has been taken apart: so much of the processor, and no more."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Should the first be lost, in a finalizer or in a library that catches everything, another follows.
_AGAIN_SECONDS = 0.5


class Overrun(BaseException):
    """The allowance is used up. No Exception: what is between us and the step may catch those."""


@contextmanager
def allowance(seconds: float) -> Iterator[None]:
    """Overrun as soon as this process has worked for so many seconds; waiting costs nothing.

    Only the main thread of a process can be stopped so, in which the walk runs; in others nothing is limited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _overrun)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _overrun(*_: object) -> None:
    raise Overrun
