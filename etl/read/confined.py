"""Runs a parser in a process of its own, which may die: what it reads may be hostile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from etl.read.refusal import Refusal

# A return takes 0.05 s and 100 MB; the largest that the limits let through about 5 s and 600 MB.
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 30
# Of the wall's clock, for each second of the processor's: no file is refused because the machine is busy.
_PATIENCE = 4
# What an interpreter needs to start and to understand a file's name. Nothing of ours: our passwords stand in
# the environment too.
_INHERITED = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT")


def confined(
    script: Path,
    *arguments: str,
    package: str,
    memory_bytes: int = MEMORY_BYTES,
    cpu_seconds: int = CPU_SECONDS,
) -> Mapping[str, Any]:
    """What the script prints as JSON, {"fault": why not} turned into a Refusal.

    It is run with `arguments`, the folder that `package` is installed in, and the limits of memory (bytes)
    and processor time (seconds) that it must set itself. Refusal if it breaks a limit or is aborted by what
    it reads; RuntimeError if it does not run at all, which is our fault.
    """
    try:
        child = subprocess.run(
            # -I and -S: without the environment and the site, whose start costs more than the parsing.
            [
                sys.executable,
                "-I",
                "-S",
                str(script),
                *arguments,
                _libraries(package),
                str(memory_bytes),
                str(cpu_seconds),
            ],
            capture_output=True,
            timeout=_PATIENCE * cpu_seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise Refusal("file_unreadable", "读取超时") from fault
    if child.returncode < 0:  # ended by a signal: out of memory or time, or aborted by the parser
        raise Refusal("file_unreadable", "读取时中止,文件结构异常")
    if child.returncode > 0:
        raise RuntimeError(f"{script.name} does not run: {child.stderr.decode(errors='replace')}")
    answer: Mapping[str, Any] = json.loads(child.stdout)
    if "fault" in answer:
        if "encrypted" in answer["fault"].lower() or "password" in answer["fault"].lower():
            raise Refusal("file_encrypted")
        raise Refusal("file_unreadable", "文件内容损坏")
    return answer


def _environment() -> dict[str, str]:
    # A parser that has run out of memory hangs while it prints where.
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {**inherited, "RUST_BACKTRACE": "0"}


def _libraries(package: str) -> str:
    """The folder that the script imports its parser from."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed: run `make install`")
    return str(Path(spec.origin).parents[1])
