"""Our own faults, as they are logged and told: a league's text that one quotes shows no personal number."""

from __future__ import annotations

import logging
import traceback

from schemas.personal import masked


def log_fault(log: logging.Logger, message: str, *arguments: object, level: int = logging.ERROR) -> None:
    """The message, and the traceback of what is being handled, are in the log without personal numbers."""
    log.log(level, "%s\n%s", message % arguments, described())


def said(fault: BaseException, between: str = ": ") -> str:
    """The fault in a line: its type and its message, without personal numbers."""
    return masked(f"{type(fault).__name__}{between}{fault}")


def described() -> str:
    """The traceback of what is being handled, without personal numbers: an exception may quote a cell."""
    return masked(traceback.format_exc())
