"""What is said while somebody waits: how far it has come, how long that takes."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

# A person who sees nothing for longer thinks that it hangs.
SECONDS = 10.0


@contextmanager
def progress(
    how_far: Callable[[], str] = lambda: "", seconds: float = SECONDS, file: TextIO | None = None
) -> Iterator[None]:
    """While the block runs, a line every `seconds`: how far it has come, and for how long it has run."""
    began, is_over = time.monotonic(), threading.Event()

    def say() -> None:
        while not is_over.wait(seconds):
            shown = ", ".join(filter(None, (how_far(), f"{time.monotonic() - began:.0f} s")))
            print(f"  … {shown}", flush=True, file=file or sys.stdout)

    saying = threading.Thread(target=say, daemon=True)
    saying.start()
    try:
        yield
    finally:
        is_over.set()
        saying.join()
