"""`jibao check` of a return as a command of its own, without a server, beside importing Pandera alone.

In turn, five times each after one that is not counted; processor seconds, medians.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile

from tests.server.homes import free_port
from tests.walk.driving import SAMPLES

_TIMES = 5


def main() -> int:
    file = min((SAMPLES / "returns" / "150200").glob("*.xlsx"))
    commands = {
        "jibao check": ["-m", "etl.cli", "check", str(file)],
        "import pandera.pandas": ["-c", "import pandera.pandas"],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory(prefix="jibao-bench-") as home:
        told = {**os.environ, "JIBAO_HOME": home, "JIBAO_POSTGRES_PORT": str(free_port())}
        for _ in range(_TIMES + 1):
            for name, command in commands.items():
                spent[name].append(_processor(command, told))
    check, alone = (statistics.median(seconds[1:]) for seconds in spent.values())
    print(f"jibao check {check:.2f} s, Pandera alone {alone:.2f} s: {check / alone:.2f} times")
    return 0


def _processor(command: list[str], told: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], env=told, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
