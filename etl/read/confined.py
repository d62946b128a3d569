"""Whatever takes a sender's bytes apart does so in a process of its own, which may die."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from etl.read.refusal import OVER_LIMITS, Refusal

# A return takes 0.05 s and 40 MB; the largest that the limits let through: `make worst`.
_MEMORY_BYTES = 320 << 20
_CPU_SECONDS = 8
# Of the wall's clock, many times those of the processor: no file is refused because the machine is busy.
_SECONDS = 60
_ANSWER_BYTES = 64 << 20
_CHUNK_BYTES = 1 << 20
_SCRIPT = Path(__file__).with_name("fork_server.py")
# Where the parsers are installed, and ourselves.
_PACKAGES = ("python_calamine", "etl")
# What an interpreter needs to start. Nothing of ours: our passwords stand in the environment too.
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT")


@dataclass
class _Server:
    """The process that forks those that read, one at a time."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    def end(self) -> None:
        """Neither it nor what it forked is there any more."""
        self.control.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


_turn = threading.Lock()
_running: list[_Server] = []


def confined(task: str, path: Path, **arguments: str) -> Any:
    """What the `answer` of the module `task` says of the file, which it gets open, with `arguments`; as JSON.

    Refusal if it breaks a limit of memory or time, or is aborted by what it reads; RuntimeError, with the
    traceback, if it fails otherwise, which is our fault.
    """
    (answer,) = _in_one(task, [(path, arguments)])
    return answer


def all_confined(task: str, files: Sequence[tuple[Path, Mapping[str, str]]]) -> list[Any]:
    """As `confined`, of each of a sender's files with its arguments, in one process: a fork costs as much as
    a small file. What would be raised stands in its answer's place.

    One that breaks a limit or fails is found by giving each a process of its own.
    """
    if len(files) > 1:
        with suppress(Exception):
            return _in_one(task, files)
    answers: list[Any] = []
    for file in files:
        try:
            answers += _in_one(task, [file])
        except Exception as fault:
            answers.append(fault)
    return answers


def _in_one(task: str, files: Sequence[tuple[Path, Mapping[str, str]]]) -> list[Any]:
    arguments = [dict(each) for _, each in files]
    request = {"task": task, "arguments": arguments, "memory": _MEMORY_BYTES, "seconds": _CPU_SECONDS}
    deadline = time.monotonic() + _SECONDS
    with _turn, _server() as server, ExitStack() as opened:
        given = [opened.enter_context(path.open("rb")).fileno() for path, _ in files]
        answer, theirs = os.pipe()
        with os.fdopen(answer, "rb") as readable:
            with os.fdopen(theirs, "wb"):
                socket.send_fds(server.control, [json.dumps(request).encode()], [theirs, *given])
            content = _read_all(readable.fileno(), deadline)
        status = _read(server.control.fileno(), deadline)
    if not status:
        raise RuntimeError(f"{_SCRIPT.name} does not run; what it printed says why")
    if int(status) > 0:
        raise RuntimeError(f"{task} failed:\n{content.decode(errors='replace')}")
    if int(status) < 0:
        raise Refusal(*OVER_LIMITS)
    answers: list[Any] = json.loads(content)
    return answers


@contextmanager
def _server() -> Iterator[_Server]:
    """The one that runs, or a new one; it is ended if what it is used for goes wrong."""
    if not _running:
        _running.append(_start())
    try:
        yield _running[0]
    except BaseException:
        _end()
        raise


def _start() -> _Server:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    with theirs:
        process = subprocess.Popen(
            # -I and -S: without the environment and the site.
            [sys.executable, "-I", "-S", str(_SCRIPT), *map(_folder, _PACKAGES)],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            # A parser that has run out of memory hangs while it prints where.
            env={**inherited, "RUST_BACKTRACE": "0"},
            start_new_session=True,
        )
    return _Server(process, ours)


def _end() -> None:
    while _running:
        _running.pop().end()


def _forget() -> None:
    """A fork of ours leaves the server to its parent."""
    global _turn
    _turn = threading.Lock()
    while _running:
        _running.pop().control.close()


def _folder(package: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed: run `make install`")
    return str(Path(spec.origin).parents[1])


def _read_all(descriptor: int, deadline: float) -> bytes:
    chunks = []
    room = _ANSWER_BYTES
    while chunk := _read(descriptor, deadline):
        chunks.append(chunk)
        room -= len(chunk)
        if room < 0:
            raise Refusal("file_too_large", "读出的内容过多", f"{_ANSWER_BYTES:,} 字节")
    return b"".join(chunks)


def _read(descriptor: int, deadline: float) -> bytes:
    """What comes next, nothing at the end; Refusal if it does not come in time."""
    if not select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
        raise Refusal("file_unreadable", "读取超时")
    return os.read(descriptor, _CHUNK_BYTES)


atexit.register(_end)
os.register_at_fork(after_in_child=_forget)
