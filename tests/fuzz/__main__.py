"""Four years of returns in other houses' hands against what they say, and returns with one mistake each."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz import files, spoil, truth
from tests.fuzz.compare import Home, Outcome, outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument(
        "--houses", choices=("mixed", "steady"), default="mixed", help="a house a file, or a league"
    )
    parser.add_argument("--mistakes", type=int, default=3, help="in how many houses each mistake is made")
    parser.add_argument("--port", type=int, default=54600)
    parser.add_argument("--keep", type=Path, help="make the files here, and leave them")
    asked = parser.parse_args()
    clean = True
    for seed in asked.seed:
        with tempfile.TemporaryDirectory(prefix="jibao-fuzz-") as name:
            # PostgreSQL may run as an account of its own, which has to come in here.
            Path(name).chmod(0o755)
            clean &= _ran(seed, asked, Path(name))
    return 0 if clean else 1


def _ran(seed: int, asked: argparse.Namespace, folder: Path) -> bool:
    rng = Random(seed)  # noqa: S311
    said = truth.made(rng)
    made = list(files.made(said, rng, steady=asked.houses == "steady"))
    started = time.monotonic()
    returns = (asked.keep or folder) / "returns"
    arrivals = files.put(made, returns)
    writing = time.monotonic() - started
    home = Home(folder / "home", asked.port)
    try:
        found = outcome(home, said, made, returns, arrivals)
    finally:
        home.jibao("down")
    _printed(seed, len(made), writing, found)
    spoilt = spoil.made(said, rng, folder / "spoilt", asked.mistakes)
    wrong = spoil.judged(home, spoilt) if spoilt else []
    print(f"  files with one mistake: {len(spoilt)}, judged otherwise: {len(wrong)}")
    for line in wrong:
        print(f"    {line}")
    return found.clean and not wrong


def _printed(seed: int, count: int, writing: float, found: Outcome) -> None:
    print(
        f"seed {seed}: {count} files, written in {writing:.0f} s, taken in {found.seconds:.0f} s:"
        f" {dict(found.verdicts)}"
    )
    print(f"  infos {dict(found.infos)}")
    for title, lines in (("refusals", found.refusals), ("differences", found.differences)):
        kinds = Counter(line.split()[0] for line in lines)
        print(f"  {title}: {len(lines)} {dict(kinds)}")
        shown: Counter[str] = Counter()
        for line in lines:
            shown[line.split()[0]] += 1
            if shown[line.split()[0]] <= 12:
                print(f"    {line[:300]}")
    for rule, lines in found.warnings.items():
        print(f"  warning {rule}: {len(lines)}")
        for line in lines[:5]:
            print(f"    {line[:300]}")


if __name__ == "__main__":
    sys.exit(main())
