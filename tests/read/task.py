"""A task for the process that takes files apart: it does what it is told."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO


def answer(file: IO[bytes], what: str) -> object:
    tasks: Mapping[str, Callable[[], object]] = {
        "content": lambda: file.read().decode(),
        "environment": lambda: "\n".join(f"{name}={value}" for name, value in os.environ.items()),
        "read": lambda: Path(__file__).read_text(encoding="utf-8"),
        "list": lambda: os.listdir(Path(__file__).parent),  # noqa: PTH208
        "write": lambda: Path("x").write_text("x", encoding="utf-8"),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
        "signal": lambda: os.kill(os.getppid(), 0),
        "import": lambda: import_module("msoffcrypto").__name__,
        "parent": os.getppid,
        "process": os.getpid,
        "print": lambda: print("noise") or "printed",
        "spin": lambda: sum(iter(int, 1)),
        "grow": lambda: len(bytes(1 << 32)),
        "abort": os.abort,
        "wait": lambda: time.sleep(3600),
        "talk": lambda: "x" * 2000,
    }
    return tasks[what]()
