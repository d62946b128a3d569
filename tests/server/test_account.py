"""First starts on one machine at the same moment, which has no account for PostgreSQL yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROUNDS, _STARTS = 3, 4
# The machine's lists of accounts as they were before our first start, for these processes alone.
_FRESH = 'mount --bind "$1" /etc && for round in $(seq "$2"); do "$3" -c "$4" "$5"; done'
_ROUND = """
import subprocess, sys
from pathlib import Path
for name in ("passwd", "shadow", "group", "gshadow"):
    path = Path("/etc", name)
    if path.exists():
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("jibao:")))
start = '''
import pwd
from pathlib import Path
from etl.server.account import account_for
uid = account_for(Path("/no/data")).uid
print({pwd.getpwuid(uid).pw_name for _ in range(3000)})
'''
starts = [subprocess.Popen([sys.executable, "-c", start]) for _ in range(int(sys.argv[1]))]
sys.exit(any([each.wait() for each in starts]))
"""


@pytest.mark.skipif(
    os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "mount", "useradd"))),
    reason="only root makes an account, and needs unshare to leave the machine's own as they are",
)
def test_first_starts_at_one_moment_have_one_account(tmp_path: Path) -> None:
    subprocess.run(["cp", "-a", "/etc", tmp_path], check=True)
    words = [str(tmp_path / "etc"), str(_ROUNDS), sys.executable, _ROUND, str(_STARTS)]
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", _FRESH, "sh", *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "".join(done.stdout.split()) == "{'jibao'}" * _ROUNDS * _STARTS, done.stderr
