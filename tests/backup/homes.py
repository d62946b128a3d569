"""Homes of their own with an embedded PostgreSQL, driven by the program as an operator does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """A home in a folder; its PostgreSQL finds a port by itself, or its warehouse is that of an address."""

    folder: Path
    warehouse_url: str | None = None

    def jibao(self, *words: str | Path) -> tuple[int, str]:
        """The exit code of a command, and all that it printed."""
        started = self.start(*words)
        printed, _ = started.communicate()
        return started.returncode, printed

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """The command, at work; what it prints can be read."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("JIBAO_")}
        ours = {"JIBAO_HOME": str(self.folder)}
        if self.warehouse_url is not None:
            ours["JIBAO_WAREHOUSE_URL"] = self.warehouse_url
        return subprocess.Popen(
            [sys.executable, "-m", "etl.cli", *map(str, words)],
            env={**given, **ours},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
