"""The leagues' way in: a real sshd with the image's configuration and entry script, asked by real clients."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY
from etl.receive.inbox import listing, stable
from tests.server.homes import free_port
from tests.walk.driving import SAMPLES

TRIAL = Path(__file__).with_name("sftp_trial")
NEEDED = ("/usr/sbin/sshd", "sftp", "ssh-keyscan", "unshare", "setpriv", "useradd")


@pytest.mark.skipif(
    os.geteuid() != 0 or not all(shutil.which(program) for program in NEEDED),
    reason="needs root and openssh-server",
)
def test_a_league_reaches_its_own_folders_and_nothing_else(place: Path) -> None:
    place.chmod(0o755)
    sent = next((SAMPLES / "returns" / "150100").glob("*.xlsx"))
    ours = REPOSITORY / ".docker" / "sftp"
    script = ["unshare", "--mount", "bash", TRIAL, place, str(free_port()), ours, sent]
    said = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert dict(line.split() for line in said.splitlines()) == {
        "own-inbox": "yes",
        "jibao-takes-it": "yes",
        "own-outbox": "yes",
        "write-outbox": "no",
        "other-inbox": "no",
        "other-outbox": "no",
        "rename-to-other": "no",
        "second-name-of-other": "no",
        "through-a-link": "no",
        "own-folder-away": "no",
        "list-leagues": "no",
        "outside": "no",
        "other-key": "no",
        "shell": "no",
        "forward": "no",
        "resume": "yes",
    }
    inbox = place / "srv" / "jibao" / "inbox"
    listed = [file for file in listing(inbox).files if file.name.endswith(".xlsx")]
    assert [file.name for file in listed] == ["150100/cut.xlsx", "150100/resumed.xlsx"]
    assert 0 < listed[0].mark.size_bytes < sent.stat().st_size
    assert (inbox / "150100" / "resumed.xlsx").read_bytes() == sent.read_bytes()
    assert stable(listed, inbox, settle_seconds=0, rest_seconds=60) == listed[1:]
