"""Run as a script: for each request it forks a process with limits, which takes the bytes of a file, or of a
few files of one sender, apart.

Usage: fork_server.py LIBRARIES OURS, the folders that modules are imported from, with a socket for its
standard input. The processes may read nothing but these modules (see `landlock`) and what they are given. A
request on it is JSON (`task`, `arguments`, `memory`, `seconds`) with descriptors: where the answers are
written, and the files. It is answered with the process's exit status. The module `task` is ours and is
imported once, before the fork; its `answer(file, **arguments)` of each file, with its arguments, is written,
as a JSON list.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

_REQUEST_BYTES = 65_536
_MOST_DESCRIPTORS = 64
# Where libraries load others from that the machine has.
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache")


def main() -> None:
    libraries, ours = sys.argv[1:]
    # Ours by name: the folder that they lie in may hold the home, with everything that there is to keep.
    readable = [*sys.path, f"{sys.base_prefix}/lib", libraries, f"{ours}/etl", f"{ours}/schemas", *_SYSTEM]
    sys.path += [libraries, ours]
    landlock = import_module("etl.read.landlock")
    rules = landlock.ruleset(readable)
    restrict = partial(landlock.restrict, rules) if rules is not None else None
    control = socket.socket(fileno=0)
    while True:
        message, (*descriptors,), _, _ = socket.recv_fds(control, _REQUEST_BYTES, _MOST_DESCRIPTORS)
        if not message:
            return
        request = json.loads(message)
        task = import_module(request["task"])
        gc.freeze()
        process = os.fork()
        if not process:
            control.detach()
            _answer(task, request, *descriptors, restrict=restrict)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(process, 0)
        control.send(str(os.waitstatus_to_exitcode(status)).encode())


def _answer(
    task: Any, request: dict[str, Any], answers: int, *files: int, restrict: Callable[[], None] | None
) -> None:
    """Writes the task's answers and ends the process, with 1 and a traceback for the answer if that fails."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):  # what a parser prints is no part of the answer
        os.dup2(nowhere, descriptor)
    limits = {
        resource.RLIMIT_AS: request["memory"],
        resource.RLIMIT_CPU: request["seconds"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    status = 0
    try:
        if restrict:
            restrict()
        answer = json.dumps(
            [
                task.answer(os.fdopen(file, "rb"), **arguments)
                for file, arguments in zip(files, request["arguments"], strict=True)
            ]
        )
    except MemoryError:
        os.abort()
    except BaseException:
        status, answer = 1, traceback.format_exc()
    with open(answers, "w", encoding="utf-8") as out:
        out.write(answer)
    os._exit(status)


if __name__ == "__main__":
    main()
