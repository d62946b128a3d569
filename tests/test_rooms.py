"""The rooms of `etl/` stand in a row: the contracts are in pyproject.toml, under `tool.importlinter`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from etl.common.settings import REPOSITORY


def test_a_room_imports_only_from_those_below_it_and_never_in_a_circle() -> None:
    # Not in this process: it silences every logger that is there.
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    linted = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout
