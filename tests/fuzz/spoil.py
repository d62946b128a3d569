"""Good returns with one thing wrong: found in any house, at exactly that cell, and nothing else with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from openpyxl.utils import get_column_letter

from tests.fuzz import write
from tests.fuzz.compare import Home
from tests.fuzz.house import House, drawn
from tests.fuzz.mistakes import MISTAKES, Place, Return, Unfit
from tests.fuzz.plan import ROOT, leagues
from tests.fuzz.strangers import STRANGERS, estranged
from tests.fuzz.truth import Truth


@dataclass(frozen=True)
class Spoilt:
    """A file and the one error that it must get; a place of None: any cell of the file will do."""

    path: Path
    mistake: str
    rule: str
    place: tuple[str | None, str] | None
    house: House


def made(truth: Truth, rng: Random, folder: Path, times: int) -> list[Spoilt]:
    """Each mistake in that many houses, as files."""
    spoilt: list[Spoilt] = []
    honest = [league for league in leagues() if not truth.unreported[league.code]]
    for mistake, (rule, make) in MISTAKES.items():
        done = 0
        while done < times:
            house, league = drawn(rng), rng.choice(honest)
            periods = ("2022", "2025") if mistake.startswith("annual") else ("2023Q2", "2024Q3", "2025Q4")
            one = Return(truth, rng, house, league, rng.choice(periods))
            try:
                place = make(one)
            except Unfit:
                continue
            done += 1
            name = f"{league.name}_{one.period}_{mistake}{done}.{write.suffix(house)}"
            spoilt.append(_written(one, place, folder / league.code / name, mistake, rule))
    for kind, rule in STRANGERS.items():
        for number in range(times):
            one, stem = estranged(truth, rng, kind, number, rng.choice(honest))
            path = folder / f"{stem}.{write.suffix(one.house)}"
            spoilt.append(_written(one, None, path, kind, rule))
    write.resaved((one.house, one.path) for one in spoilt)
    return spoilt


def _written(one: Return, place: Place | None, path: Path, mistake: str, rule: str) -> Spoilt:
    pages = one.pages
    if one.house.is_text:
        pages = [place[0]] if place else pages[:1]
    write.written(one.house, pages, path)
    sheet = None
    if place is not None:
        found, row, column = place
        sheet = (None if one.house.is_text else found.name, f"{get_column_letter(column + 1)}{row + 1}")
    return Spoilt(path, mistake, rule, sheet, one.house)


# The one whose row was written over may be missing besides.
_BESIDES = {
    "indicator_doubled": "figure_missing",
    "indicator_unknown": "figure_missing",
    "project_doubled": "project_missing",
}


def judged(home: Home, spoilt: Sequence[Spoilt]) -> list[str]:
    """What `jibao check` finds otherwise than it must, a line a file."""
    program = [sys.executable, "-m", "etl.cli", "check", "--json", *(str(one.path) for one in spoilt)]
    done = subprocess.run(program, env=home.environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(done.stderr[-4000:])
    wrong = []
    for one, answer in zip(spoilt, json.loads(done.stdout), strict=True):
        found = [
            (finding["rule"], finding["sheet"], finding["cell"])
            for finding in answer["findings"]
            if finding["severity"] != "info"
        ]
        if missing := [each for each in found if each[0] == _BESIDES.get(one.rule)]:
            found.remove(missing[0])
        right = [(one.rule, *one.place)] if one.place else None
        if found != right if right else [rule for rule, _, _ in found] != [one.rule]:
            wrong.append(f"{one.mistake} {one.path}: {found} and not {right or one.rule}")
    return wrong
