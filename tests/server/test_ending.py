"""When a process has ended."""

from __future__ import annotations

import subprocess
import sys

import psutil

from etl.server.ending import still_alive
from etl.server.patience import PATIENCE


def test_one_that_is_dead_has_ended_though_its_parent_never_asks() -> None:
    script = (
        "import subprocess, time; print(subprocess.Popen(['sleep', '600']).pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout
            child = psutil.Process(int(parent.stdout.readline()))
            assert still_alive([child], 0) == [child]
            child.kill()
            assert still_alive([child], PATIENCE) == []
            assert child.status() == psutil.STATUS_ZOMBIE
        finally:
            parent.kill()
