"""What the walk does that others can see: files that it writes, moves and removes, and what it commits.

Each effect is a step at which something can go wrong. They are met by Python's audit events and by
SQLAlchemy's, so a step that somebody adds to the walk is a step here, too.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

Step = str
Fault = Callable[[Step], None]  # what happens before an effect

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.truncate")


def watch(home: Path, fault: Fault) -> None:
    """Before each effect from now on in this process, `fault` is called with its name."""

    def on_event(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
            what = "write"
        elif event in _CHANGES:
            what = event.removeprefix("os.")
        else:
            return
        path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes)) else ""
        if path.startswith(str(home)):
            fault(f"{what} {_place(path.removeprefix(str(home)))}")
        elif path and not path.startswith("/"):  # by the descriptor of a folder of the inbox
            fault(f"{what} inbox")

    sys.addaudithook(on_event)
    sa.event.listen(sa.Engine, "commit", lambda _: fault("commit"))


def _place(path: str) -> str:
    return "/".join(path.strip("/").split("/")[:2])


def killed(_: Step) -> None:
    """The process is no more."""
    os.kill(os.getpid(), signal.SIGKILL)


def disk_full(step: Step) -> None:
    """The disk of the home takes nothing more; what is there can be read and removed."""
    if step.startswith(("write", "mkdir", "rename")):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), step)


def outbox_read_only(step: Step) -> None:
    """Nothing in the outbox can be changed."""
    if step.endswith("outbox") or " outbox/" in step:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), step)
