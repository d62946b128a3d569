"""The registry as frozen objects: what the rest of the code asks instead of the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from schemas.registry.objects.operations import Alarm, Contact, Exemption, Reminder, Waiver
from schemas.registry.objects.plan import (
    County,
    Department,
    Indicator,
    League,
    OpeningBalance,
    Project,
    Target,
)
from schemas.registry.objects.returns import (
    CHOICES,
    Cause,
    Column,
    DueDay,
    Label,
    Member,
    Part,
    ReturnKind,
    Rule,
    Subject,
)

__all__ = [
    "CHOICES",
    "Alarm",
    "Cause",
    "Column",
    "Contact",
    "County",
    "Department",
    "DueDay",
    "Exemption",
    "Indicator",
    "Label",
    "League",
    "Member",
    "OpeningBalance",
    "Part",
    "Project",
    "Registry",
    "Reminder",
    "ReturnKind",
    "Rule",
    "Subject",
    "Target",
    "Waiver",
]


@dataclass(frozen=True, eq=False)
class Registry:
    """Everything in `schemas/registry/*.csv`; mappings are by the code that is each row's key."""

    leagues: Mapping[str, League]
    counties: Mapping[str, County]
    departments: Mapping[str, Department]
    projects: Mapping[int, Project]
    indicators: Mapping[str, Indicator]
    targets: Mapping[str, Target]
    subjects: Mapping[str, Subject]
    returns: Mapping[str, ReturnKind]
    labels: Mapping[str, Label]
    units: Mapping[tuple[str, str], Decimal]  # (written, wanted): factor
    words: Mapping[str, Mapping[str, str]]  # kind: word: meaning
    rules: Mapping[str, Rule]
    causes: Mapping[str, Cause]  # by their rule
    due_rules: Mapping[str, str]  # id: Chinese name
    opening_balances: tuple[OpeningBalance, ...]
    exemptions: tuple[Exemption, ...]
    waivers: tuple[Waiver, ...]
    contacts: tuple[Contact, ...]
    reminders: tuple[Reminder, ...]  # by from_day
    alarms: Mapping[str, Alarm]
    moves: frozenset[tuple[str, str, str | None, str]]  # thing, verb, from state, to state

    def part(self, return_kind: str, part: str) -> Part:
        """The part of that name in that return; KeyError if there is none."""
        for each in self.returns[return_kind].parts:
            if each.part == part:
                return each
        raise KeyError(f"{return_kind} has no part {part}")

    def members(self, subject: str) -> Mapping[str, Member]:
        """All that may be such a subject, by code; empty for an open list."""
        return self._members[subject]

    @cached_property
    def _members(self) -> Mapping[str, Mapping[str, Member]]:
        return MappingProxyType(
            {name: MappingProxyType(dict(self._members_of(known))) for name, known in self.subjects.items()}
        )

    def _members_of(self, subject: Subject) -> Iterator[tuple[str, Member]]:
        listed: Mapping[object, object] = getattr(self, subject.listed_in) if subject.listed_in else {}
        for code, one in listed.items():
            name = getattr(one, subject.listed_name or "")
            yield str(code), Member(str(code), name, getattr(one, "league_code", None))

    def first_indicator(self, project_no: int) -> Indicator:
        """The indicator in whose figures a league accounts for the project's year (`P01-1`, `P02-1`, …)."""
        return self.indicators[f"P{project_no:02d}-1"]

    def required_indicators(self) -> frozenset[str]:
        """Those that must be reported: the headline goal, and every indicator with a target."""
        return frozenset({"P00-1"} | {target.indicator_code for target in self.targets.values()})
