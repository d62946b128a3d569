"""What the kernel keeps from a process that takes a file apart: other files, the network, other processes.

Landlock needs no privilege; Linux has it from 5.13 on, and more of it in later versions. Where the kernel has
none, nothing is kept.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every kind of machine
_VERSION = 1  # the flag that asks for it
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# How many rights over files there are, by the version from which on; those of the network (to bind, to
# connect) came with 4, those over other processes (their sockets, signals to them) with 6.
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
_NETWORK_FROM, _OTHERS_FROM = 4, 6

_libc = ctypes.CDLL(None, use_errno=True)


def ruleset(readable: Iterable[str]) -> int | None:
    """The descriptor of rules by which nothing can be done but to read these files and folders.

    None where the kernel has no Landlock, or may not be asked for it.
    """
    version = kernels()
    if version < 1:
        return None
    rights = (1 << max(count for since, count in _RIGHTS.items() if since <= version)) - 1
    handled = [rights, *([3] if version >= _NETWORK_FROM else []), *([3] if version >= _OTHERS_FROM else [])]
    attributes = struct.pack(f"{len(handled)}Q", *handled)
    rules: int = _libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return None
    for path in readable:
        with suppress(FileNotFoundError):
            _allow(rules, path)
    return rules


def kernels() -> int:
    """The version of Landlock that the kernel has; below 1, if it has none or may not be asked for it."""
    return int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION)) if sys.platform == "linux" else 0


def restrict(rules: int) -> None:
    """This process, and whatever it starts, is held to the rules for ever; OSError if that cannot be."""
    if _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or _libc.syscall(_RESTRICT_SELF, rules, 0):
        raise OSError(ctypes.get_errno(), "the kernel holds nobody to its rules")


def _allow(rules: int, path: str) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0)  # noqa: PTH112
        beneath = struct.pack("=Qi", rights, descriptor)
        if _libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, beneath, 0):
            raise OSError(ctypes.get_errno(), f"{path} cannot be allowed")
    finally:
        os.close(descriptor)
