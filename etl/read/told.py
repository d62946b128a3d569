"""Whose return a file is and of which period: what folder, name and cells tell, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from etl.common.findings import Finding, Place
from etl.read.source import Source
from etl.read.spellings import spellings
from etl.read.spoken import leagues_in, period_in_cell, period_in_name
from schemas.periods import Period
from schemas.personal import masked
from schemas.registry.objects import Registry

_UNKNOWN = {"league": "league_unknown", "period": "period_unknown"}
_CONFLICT = {"league": "league_conflict", "period": "period_conflict"}

Meaning = TypeVar("Meaning", str, Period)


@dataclass(frozen=True)
class Written:
    """What a cell says that should tell the league or the period."""

    place: Place
    text: str


@dataclass(frozen=True)
class Claim(Generic[Meaning]):
    """What one source tells: the leagues or periods that it may mean, and a Chinese clause that says so."""

    means: frozenset[Meaning]
    says: str
    place: Place = field(default_factory=Place)


@dataclass
class Told(Generic[Meaning]):
    """All that is told of the league or of the period (`about`): by the folder, the name, then the cells."""

    about: str
    claims: list[Claim[Meaning]] = field(default_factory=list)
    unclear: list[Written] = field(default_factory=list)

    @property
    def possible(self) -> frozenset[Meaning]:
        """What all claims may mean together; empty where there are none, and where two disagree."""
        if not self.claims:
            return frozenset()
        return frozenset.intersection(*(claim.means for claim in self.claims))

    @property
    def one(self) -> Meaning | None:
        """What is told, if it is one thing."""
        return next(iter(self.possible)) if len(self.possible) == 1 and not self.unclear else None

    @property
    def place(self) -> Place:
        """The first cell that tells it; no cell where only the folder or the name does."""
        return next((claim.place for claim in self.claims if claim.place.cell is not None), Place())

    def gate(self, registry: Registry) -> tuple[Finding, ...]:
        """Why it cannot be told; empty if it can."""
        conflicts = [
            (claim, earlier)
            for index, claim in enumerate(self.claims)
            for earlier in self.claims[:index]
            if not claim.means & earlier.means
        ]
        if conflicts:
            # One with a cell before one that only the name and the folder have: a clerk looks at cells.
            claim, earlier = min(conflicts, key=lambda pair: pair[0].place.cell is None)
            cells = _cells(claim.place, claim.says, earlier.says)
            rule = registry.rules[_CONFLICT[self.about]]
            return (Finding(rule, claim.place, given=claim.says, expected=earlier.says, cells=cells),)
        if self.claims and not self.unclear:
            return ()
        return (self.unknown(registry),)

    def unknown(self, registry: Registry) -> Finding:
        """The finding that it cannot be told, at the cell that should have."""
        rule = registry.rules[_UNKNOWN[self.about]]
        if not self.unclear:
            return Finding(rule)
        written = self.unclear[0]
        text = masked(written.text)
        given = f"(所填为“{text}”)"
        return Finding(rule, written.place, given=given, cells=_cells(written.place, text, None))


def league_in_name(name: str, registry: Registry) -> str | None:
    """The code of the one league that a file's name tells; None for a name that tells none, or several."""
    named = leagues_in(name, spellings(registry))
    return min(named) if len(named) == 1 else None


def league_told(source: Source, cells: Iterable[Written]) -> Told[str]:
    """What is told of the league. A name that names two tells nothing; a cell that does is a conflict."""
    told: Told[str] = Told("league")
    registry, words = source.registry, source.words
    for folder in source.folders:
        its = f"{registry.leagues[folder].name_zh}的文件夹"
        inner = its if folder == source.folders[0] else f"{its}({folder})"
        told.claims.append(Claim(frozenset({folder}), f"文件放在{inner}中"))
    named = leagues_in(source.name, words)
    if len(named) == 1:
        told.claims.append(Claim(named, f"文件名中写的是{registry.leagues[min(named)].name_zh}"))
    for written in cells:
        codes = leagues_in(written.text, words)
        if not codes:
            told.unclear.append(written)
        told.claims += [
            Claim(frozenset({code}), _cell_says(written), written.place) for code in sorted(codes)
        ]
    return told


def period_told(source: Source, cells: Iterable[Written], captions: Iterable[Written] = ()) -> Told[Period]:
    """What is told of the period, by captions that name one too."""
    told: Told[Period] = Told("period")
    named = period_in_name(source.name)
    if named:
        # 2023年 alone may mean the year or any quarter of it: the year's name is said.
        told.claims.append(Claim(named, f"文件名中写的是{max(named).name_zh}"))
    for written in cells:
        periods = period_in_cell(written.text)
        if periods:
            told.claims.append(Claim(periods, _cell_says(written), written.place))
        else:
            told.unclear.append(written)
    told.claims += [
        Claim(period_in_name(written.text), _cell_says(written), written.place) for written in captions
    ]
    return told


def settle(possible: frozenset[Period], cadences: frozenset[str]) -> Period | None:
    """The one period that is meant: 2023年1-12月 is the year where the sheets are the annual return's only.

    `cadences` are those of the returns that the sheets fit; none for an attachment, which is the annual
    return's if it may be.
    """
    if len(possible) == 1:
        return min(possible)
    wanted = ("quarter", "year") if cadences else ("year",)
    for cadence in wanted:
        fitting = [period for period in possible if period.cadence == cadence]
        if len(fitting) == 1 and (not cadences or cadence in cadences):
            return fitting[0]
        if fitting and cadence in cadences:
            return None
    return None


def _cell_says(written: Written) -> str:
    sheet = f"工作表“{written.place.sheet}”" if written.place.sheet is not None else ""
    return f"{sheet}单元格 {written.place.cell} 中写的是“{masked(written.text)}”"


def _cells(place: Place, given: str, expected: str | None) -> tuple[dict[str, str | None], ...]:
    return () if place.cell is None else ({"cell": place.cell, "given": given, "expected": expected},)
