"""Homes of their own with an embedded PostgreSQL, driven by commands as an operator does."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.cli.program import main
from tests.conftest import forget


@contextlib.contextmanager
def _as_a_process() -> Iterator[io.StringIO]:
    """All that is printed, and warned of, meanwhile; the connections to a database are closed at the end."""
    printed = io.StringIO()
    opened: list[Any] = []

    def connected(connection: Any, _: object) -> None:
        opened.append(connection)

    warned = logging.StreamHandler(printed)
    warned.setLevel(logging.WARNING)
    logging.getLogger().addHandler(warned)
    sa.event.listen(sa.Pool, "connect", connected)
    forget()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            yield printed
    finally:
        forget()
        sa.event.remove(sa.Pool, "connect", connected)
        logging.getLogger().removeHandler(warned)
        for connection in opened:
            connection.close()


@dataclass(frozen=True)
class Home:
    """A home in a folder; its PostgreSQL finds a port by itself, or its warehouse is that of an address."""

    folder: Path
    warehouse_url: str | None = None

    def jibao(self, *words: str | Path) -> tuple[int, str]:
        """The exit code of a command, and all that it printed."""
        with pytest.MonkeyPatch.context() as environment, _as_a_process() as printed:
            for name in os.environ.keys() - self._environment.keys():
                environment.delenv(name)
            for name, value in self._environment.items():
                environment.setenv(name, value)
            code = main([str(word) for word in words])
        return code, printed.getvalue()

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """The command as a process of its own, at work; what it prints can be read."""
        return subprocess.Popen(
            [sys.executable, "-m", "etl.cli", *map(str, words)],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def _environment(self) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith("JIBAO_")}
        ours = {"JIBAO_HOME": str(self.folder)}
        if self.warehouse_url is not None:
            ours["JIBAO_WAREHOUSE_URL"] = self.warehouse_url
        return {**given, **ours}
