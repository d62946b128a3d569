"""What the demonstration says while it waits: what is going on, how far it has come, how long that takes."""

from __future__ import annotations

import time
from collections.abc import Callable

# A person who sees nothing for longer thinks that it hangs.
SECONDS = 10


class Progress:
    """Says what is going on, at its begin and then every ten seconds, with how far it has come."""

    def __init__(self, what: str, how_far: Callable[[], str] = lambda: "") -> None:
        self._how_far = how_far
        self._began = self._shown = time.monotonic()
        print(what, flush=True)

    def __call__(self) -> None:
        """To be called again and again while something is waited for."""
        now = time.monotonic()
        if now - self._shown >= SECONDS:
            self._shown = now
            shown = ", ".join(filter(None, (self._how_far(), f"{now - self._began:.0f} s")))
            print(f"  … {shown}", flush=True)
