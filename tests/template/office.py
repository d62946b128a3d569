"""A LibreOffice of our own, that fills in workbooks as a clerk does."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.server.patience import PATIENCE

_SCRIPT = Path(__file__).with_name("fill.py")
_PYTHONS = ("/usr/bin/python3", "python3")
Typed = Mapping[str, Mapping[str, str]]  # sheet: cell: what is typed


@dataclass(frozen=True)
class Office:
    """A running LibreOffice, by its socket on 127.0.0.1, and a Python that can talk to it."""

    port: int
    python: str

    def fill(self, template: Path, typed: Typed, saved: Sequence[Path]) -> None:
        """The template, with this typed into it, is saved under each of these names, in their formats."""
        self._ask({"open": str(template), "type": typed, "save": list(map(str, saved))})

    def stop(self) -> None:
        self._ask({"stop": True})

    def _ask(self, asked: dict[str, Any]) -> None:
        subprocess.run(
            [self.python, str(_SCRIPT)],
            input=json.dumps({"port": self.port, **asked}),
            text=True,
            check=True,
            timeout=PATIENCE,
        )


def lacking() -> str | None:
    """Why no LibreOffice can be driven here; None if one can."""
    if shutil.which("soffice") is None:
        return "soffice is not installed (apt-get install libreoffice-calc)"
    if python_with_uno() is None:
        return "no Python here has LibreOffice's uno (apt-get install python3-uno)"
    return None


def python_with_uno() -> str | None:
    """A Python other than ours that can import `uno`."""
    for python in filter(None, map(shutil.which, _PYTHONS)):
        if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


@contextmanager
def running(folder: Path) -> Iterator[Office]:
    """LibreOffice runs with a profile in this folder, and is gone at the end."""
    python, soffice = python_with_uno(), shutil.which("soffice")
    assert python is not None
    assert soffice is not None
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    process = subprocess.Popen(
        [soffice, profile, "--headless", "--norestore", "--nologo", accept],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    office = Office(port, python)
    try:
        yield office
        office.stop()
        process.wait(PATIENCE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
