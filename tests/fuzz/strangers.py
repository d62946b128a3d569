"""Returns of which the league or the period cannot be told, or is told in two ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.fuzz import page, spell
from tests.fuzz.house import drawn
from tests.fuzz.mistakes import Return
from tests.fuzz.plan import League, leagues
from tests.fuzz.spell import Cell
from tests.fuzz.truth import Truth

# The rule that must find it.
STRANGERS = {
    "folder": "league_conflict",
    "league_name": "league_conflict",
    "two_leagues": "league_conflict",
    "no_league": "league_unknown",
    "period_name": "period_conflict",
    "two_periods": "period_conflict",
    "no_period": "period_unknown",
    "odd_period": "period_unknown",
    "too_early": "period_not_due",
}


def estranged(truth: Truth, rng: Random, kind: str, number: int, league: League) -> tuple[Return, str]:
    """A return with that about it, and the folder and name (without its ending) that it has."""
    other = rng.choice([one for one in leagues() if one != league])
    nameless = kind in ("no_league", "no_period", "odd_period")
    house = drawn(rng)
    while (house.is_text and nameless) or house.label == "merged":
        house = drawn(rng)
    house = replace(house, told_by="name" if nameless else "cells")
    one = Return(truth, rng, house, league, "2024Q2")
    if kind == "too_early":
        _said(one, spell.LABELS["period"], "报告期", "2022Q1", every=True)
    elif kind == "two_leagues":
        _said(one, spell.LABELS["league"], "盟市", other.name, every=False)
    elif kind == "two_periods":
        _said(one, spell.LABELS["period"], "报告期", "2024Q1", every=False)
    path = {
        "folder": f"{other.code}/{kind}{number}",
        "league_name": f"{other.name}{kind}{number}",
        "period_name": f"{league.code}/{kind}{number}_2024Q1",
        "no_league": f"{kind}{number}_2024Q2",
        "odd_period": f"{league.code}/{kind}{number}_{league.name}_2024Q5",
    }
    return one, path.get(kind, f"{league.code}/{kind}{number}")


def _said(one: Return, labels: Sequence[str], column: str, text: str, *, every: bool) -> None:
    """Another league or period in the last page's label, or in every page's; of a text file, in rows."""
    if one.house.is_text:
        table = one.pages[0]
        names = [str(cell.value) for cell in table.grid[0][:2]]
        at = 1 if column == "报告期" else 0
        assert names[1] == "报告期"
        filled = [
            row
            for row in range(1, table.height)
            if len(table.grid[row]) > 2 and table.grid[row][2] != page.EMPTY
        ]
        for row in filled if every else filled[-1:]:
            table.put(row, at, Cell(text))
        return
    for target in one.pages if every else one.pages[-1:]:
        for (label, what), (row, at) in list(target.places.items()):
            if what == "label" and str(label).replace("\u3000", "") in labels:
                if one.house.label == "cell":
                    target.put(row, at, Cell(f"{label}:{text}"))
                else:
                    target.put(row, at + 1, Cell(text))
