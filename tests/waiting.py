"""How tests wait: for something to come true, not for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from etl.server.patience import PATIENCE

Found = TypeVar("Found")


def until(found: Callable[[], Found | None], pause: float = 0.2) -> Found:
    """What is found, once there is something; looked for every `pause` seconds."""
    deadline = time.monotonic() + PATIENCE
    while not (something := found()):
        assert time.monotonic() < deadline, "never came true"
        time.sleep(pause)
    return something
