"""Whose return a file is and of which period: the evidence of folder, name and cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from etl.common.findings import Finding, FindingCell, Place
from etl.read.mentions import leagues_in, period_in_cell, period_in_name
from etl.read.source import Source
from etl.read.spellings import spellings
from schemas.periods import CADENCES, Period
from schemas.personal import masked
from schemas.registry.objects import Registry

_UNKNOWN = {"league": "league_unknown", "period": "period_unknown"}
_CONFLICT = {"league": "league_conflict", "period": "period_conflict"}

Meaning = TypeVar("Meaning", str, Period)


@dataclass(frozen=True)
class Written:
    """A cell that should name the league or the period, as it was filled in."""

    place: Place
    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Claim(Generic[Meaning]):
    """One piece of evidence: the leagues or periods that it may mean, and a Chinese clause that names it."""

    means: frozenset[Meaning]
    clause: str
    place: Place = field(default_factory=Place)


@dataclass
class Evidence(Generic[Meaning]):
    """All claims about the league or the period (`about`): of the folder, the name, then the cells."""

    about: str
    claims: list[Claim[Meaning]] = field(default_factory=list)
    unclear: list[Written] = field(default_factory=list)
    _of_cells: set[frozenset[Meaning]] = field(default_factory=set)

    def add_cell(self, means: frozenset[Meaning], written: Written) -> None:
        """What a cell says. A sheet may say the same on each of its rows: that is one claim, the first's."""
        if means not in self._of_cells:
            self._of_cells.add(means)
            self.claims.append(Claim(means, _clause_of(written), written.place))

    @property
    def possible(self) -> frozenset[Meaning]:
        """What all claims may mean together; empty where there are none, and where two disagree."""
        if not self.claims:
            return frozenset()
        return frozenset.intersection(*(claim.means for claim in self.claims))

    @property
    def certain(self) -> Meaning | None:
        """What is meant, if that is one thing and no cell is unclear."""
        return next(iter(self.possible)) if len(self.possible) == 1 and not self.unclear else None

    @property
    def place(self) -> Place:
        """The first cell that names it; no cell where only the folder or the name does."""
        return next((claim.place for claim in self.claims if claim.place.cell is not None), Place())

    def gate(self, registry: Registry) -> tuple[Finding, ...]:
        """Why it cannot be known; empty if it can."""
        conflicts = [
            (claim, earlier)
            for index, claim in enumerate(self.claims)
            for earlier in self.claims[:index]
            if not claim.means & earlier.means
        ]
        if conflicts:
            # One with a cell before one that only the name and the folder have: a clerk looks at cells.
            claim, earlier = min(conflicts, key=lambda pair: pair[0].place.cell is None)
            cells = _cells(claim.place, claim.clause, earlier.clause)
            rule = registry.rules[_CONFLICT[self.about]]
            return (Finding(rule, claim.place, given=claim.clause, expected=earlier.clause, cells=cells),)
        if self.claims and not self.unclear:
            return ()
        return (self.unknown(registry),)

    def unknown(self, registry: Registry) -> Finding:
        """The finding that it cannot be known, at the cell that should name it."""
        rule = registry.rules[_UNKNOWN[self.about]]
        if not self.unclear:
            return Finding(rule)
        written = self.unclear[0]
        text = masked(written.text)
        given = f"(所填为“{text}”)"
        return Finding(rule, written.place, given=given, cells=_cells(written.place, text, None))


def league_in_name(name: str, registry: Registry) -> str | None:
    """The code of the league in a file's name; None for a name with none, or with several."""
    named = leagues_in(name, spellings(registry))
    return min(named) if len(named) == 1 else None


def league_evidence(source: Source, cells: Iterable[Written]) -> Evidence[str]:
    """Whose the return may be. A name with two leagues counts as none; a cell with two is a conflict."""
    evidence: Evidence[str] = Evidence("league")
    registry, words = source.registry, source.words
    for folder in source.folders:
        its = f"{registry.leagues[folder].name_zh}的文件夹"
        inner = its if folder == source.folders[0] else f"{its}({folder})"
        evidence.claims.append(Claim(frozenset({folder}), f"文件放在{inner}中"))
    named = leagues_in(source.name, words)
    if len(named) == 1:
        evidence.claims.append(Claim(named, f"文件名中写的是{registry.leagues[min(named)].name_zh}"))
    for written in cells:
        codes = leagues_in(written.text, words)
        if not codes:
            evidence.unclear.append(written)
        for code in sorted(codes):
            evidence.add_cell(frozenset({code}), written)
    return evidence


def period_evidence(
    source: Source, cells: Iterable[Written], captions: Iterable[Written] = ()
) -> Evidence[Period]:
    """Which period the return may be of; `captions` are those that name one."""
    evidence: Evidence[Period] = Evidence("period")
    named = _asked(period_in_name(source.name), source)
    if named:
        # 2023年 alone may mean the year or any quarter of it: the clause names the year.
        months = [period for period in named if period.cadence == "month"]
        clear = months if len(months) < 12 else []  # of a whole year
        evidence.claims.append(Claim(named, f"文件名中写的是{max(clear or named).name_zh}"))
    for written in cells:
        meant = _asked(period_in_cell(written.text, is_number=written.is_number), source)
        periods = frozenset(period for period in meant if period.end < source.arrived_on.date()) or meant
        if periods:
            evidence.add_cell(periods, written)
        else:
            evidence.unclear.append(written)
    for written in captions:
        evidence.add_cell(period_in_name(written.text), written)
    return evidence


def _asked(meant: frozenset[Period], source: Source) -> frozenset[Period]:
    """What may be meant where some return is asked for: without one by the half, 2024年1-6月 is a quarter."""
    cadences = {kind.cadence for kind in source.registry.returns.values()}
    return frozenset(period for period in meant if period.cadence in cadences)


def settle(possible: frozenset[Period], cadences: frozenset[str]) -> Period | None:
    """The one period that is meant: 2023年1-12月 is the year where the sheets are the annual return's only.

    `cadences` are those of the returns that the sheets fit; none for an attachment, which is the annual
    return's if it may be, else the half-yearly one's.
    """
    if len(possible) == 1:
        return min(possible)
    for cadence in CADENCES if cadences else ("month", "year", "half"):
        fitting = [period for period in possible if period.cadence == cadence]
        if len(fitting) == 1 and (not cadences or cadence in cadences):
            return fitting[0]
        if fitting and cadence in cadences:
            return None
    return None


def _clause_of(written: Written) -> str:
    sheet = f"工作表“{written.place.sheet}”" if written.place.sheet is not None else ""
    return f"{sheet}单元格 {written.place.cell} 中写的是“{masked(written.text)}”"


def _cells(place: Place, given: str, expected: str | None) -> tuple[FindingCell, ...]:
    return () if place.cell is None else ({"cell": place.cell, "given": given, "expected": expected},)
