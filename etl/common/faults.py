"""Faults of ours in the log, where the text of a league's that they met may not be read."""

from __future__ import annotations

import logging
import traceback

from schemas.personal import masked


def log_fault(log: logging.Logger, message: str, *arguments: object, level: int = logging.ERROR) -> None:
    """The message, and the traceback of what is being handled, are in the log without personal numbers."""
    log.log(level, "%s\n%s", message % arguments, described())


def described() -> str:
    """The traceback of what is being handled, without personal numbers: an exception may quote a cell."""
    return masked(traceback.format_exc())
