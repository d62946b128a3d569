"""A task for the process that takes files apart: it does what it is told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO


def answer(file: IO[bytes], what: str) -> object:
    tasks: Mapping[str, Callable[[], object]] = {
        "content": lambda: file.read().decode(),
        "environment": lambda: Path("/proc/self/environ").read_text(encoding="utf-8"),
        "parent": os.getppid,
        "print": lambda: print("noise") or "printed",
        "spin": lambda: sum(iter(int, 1)),
        "grow": lambda: len(bytes(1 << 32)),
        "abort": os.abort,
        "wait": lambda: time.sleep(3600),
        "talk": lambda: "x" * 2000,
    }
    return tasks[what]()
