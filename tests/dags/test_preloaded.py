"""Tasks are forked from a process that has their modules: as they are on disk when the task begins."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY

_SCRIPT = """
import os, sys
from etl.airflow.preloaded import preload

def forked():
    child = os.fork()
    if not child:
        os._exit("etl.airflow.groups" in sys.modules)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

preload()
print(forked())
os.symlink("nowhere", "etl/.#batch.py")
for changed in ("etl/walk/batch.py", "schemas/cadences.csv"):
    before = os.stat(changed).st_mtime_ns
    print(forked())
    os.utime(changed, ns=(0, 0))
    print(forked())
    os.utime(changed, ns=(before, before))
"""


@pytest.mark.slow
def test_what_is_forked_has_our_modules_until_a_file_of_ours_changes(tmp_path: Path) -> None:
    """However the folder looks by then: an editor's lock is a link to nothing."""
    for folder in ("etl", "schemas", "sql"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    told = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=tmp_path,
        env=told,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "1", "0", "1", "0"]
