"""A finding: what is wrong with (or was repaired in) a file, said to the league that sent it."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NotRequired, TypedDict, cast

from schemas.personal import masked
from schemas.registry.objects import Rule

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Place:
    """Where in a file: a sheet (None in a text file), a cell such as `D4`, both None for the whole file."""

    sheet: str | None = None
    cell: str | None = None


class FindingCell(TypedDict):
    """One cell that a finding is about: what was there and what should be; of a joined one, its subject."""

    cell: str | None
    given: str | None
    expected: str | None
    indicator_code: NotRequired[str | None]
    project_no: NotRequired[str | None]
    subject_code: NotRequired[str | None]


class FindingKey(TypedDict):
    """What makes two findings of a submission the same: rule, place, both figures and what answers it."""

    rule_id: str
    part: str | None
    sheet: str | None
    cell: str | None
    given: str | None
    expected: str | None
    explanation: str | None
    finding_id: NotRequired[int]  # once it is kept


class FindingRow(FindingKey):
    """A finding as `intake.finding` and events keep it, without personal numbers."""

    rule_version: int
    severity: str
    field: str | None
    project_no: int | None
    indicator_code: str | None
    subject_code: str | None
    subject_zh: str | None
    difference: str | None
    says_zh: str
    to_do_zh: str
    says_en: str
    to_do_en: str
    cells: list[FindingCell]
    explained_by: int | None
    waiver_id: str | None
    remark: NotRequired[str | None]  # of a rule that can be explained, where it explains nothing
    raised_by: NotRequired[int]  # both once it is kept
    found_at: NotRequired[datetime]


@dataclass(frozen=True)
class Finding:
    """One fault or repair. `cells` holds every cell that it is about, with what was there and what was read.

    `facts` fill the placeholders of the rule's sentences beyond given, expected and difference.
    `stands_for_error`: it is the cause of a fault that refuses the part; `stands_for`: the rules whose
    findings it is the cause of.
    `explained_by` is the submission that an explanation was carried over from, None if it is this one's own.
    `subject_code` and `subject_zh` are code and name of what its row is about, where that is no project and
    no indicator alone: a county, an enterprise.
    `remark` is what the league wrote to it, whether that explains it or not.
    """

    rule: Rule
    place: Place = Place()
    part: str | None = None
    field: str | None = None
    project_no: int | None = None
    indicator_code: str | None = None
    subject_code: str | None = None
    subject_zh: str | None = None
    given: str | None = None
    expected: str | None = None
    difference: str | None = None
    facts: dict[str, str] = dataclasses.field(default_factory=dict)
    cells: tuple[FindingCell, ...] = ()
    explanation: str | None = None
    explained_by: int | None = None
    waiver_id: str | None = None
    remark: str | None = None
    stands_for_error: bool = False
    stands_for: frozenset[str] = frozenset()

    @property
    def severity(self) -> str:
        """The severity that counts: a waived error and a beta rule's error are warnings.

        The cause of an error is an error.
        """
        if self.stands_for_error:
            return "error"
        if self.rule.severity == "error" and (self.waiver_id or self.rule.status == "beta"):
            return "warning"
        return self.rule.severity

    @property
    def is_open(self) -> bool:
        """Whether the league still has something to do about it."""
        return self.severity == "error" or (self.severity == "warning" and not self.explanation)

    def problem(self, language: str = "zh") -> str:
        """What is wrong, in Chinese (`zh`) or English (`en`), without personal numbers."""
        return self._fill(self.rule.says_zh if language == "zh" else self.rule.says_en)

    def to_do(self, language: str = "zh") -> str:
        """What to do about it, in Chinese (`zh`) or English (`en`), without personal numbers."""
        return self._fill(self.rule.to_do_zh if language == "zh" else self.rule.to_do_en)

    def as_row(self) -> FindingRow:
        """The finding without personal numbers, as `intake.finding` keeps it and as a reply is made from it.

        A league may write one anywhere, also where a code, a name or a unit belongs.
        """
        return {
            "rule_id": self.rule.rule_id,
            "rule_version": self.rule.version,
            "severity": self.severity,
            "part": self.part,
            "field": self.field,
            "sheet": _masked(self.place.sheet),
            "cell": self.place.cell,
            "project_no": self.project_no,
            "indicator_code": self.indicator_code,
            "subject_code": _masked(self.subject_code),
            "subject_zh": _masked(self.subject_zh),
            "given": _masked(self.given),
            "expected": _masked(self.expected),
            "difference": _masked(self.difference),
            "says_zh": self.problem("zh"),
            "to_do_zh": self.to_do("zh"),
            "says_en": self.problem("en"),
            "to_do_en": self.to_do("en"),
            "cells": [_masked_cell(cell) for cell in self.cells],
            "explanation": _masked(self.explanation),
            "explained_by": self.explained_by,
            "waiver_id": self.waiver_id,
            "remark": _masked(self.remark) if self.is_open and self.rule.explained_in else None,
        }

    def _fill(self, sentence: str) -> str:
        # Not str.format: what a league wrote may hold braces of its own.
        facts: dict[str, Any] = {
            "given": self.given,
            "expected": self.expected,
            "difference": self.difference,
            **self.facts,
        }
        return _PLACEHOLDER.sub(lambda match: masked(str(facts.get(match[1]) or "")), sentence)


def with_subject(finding: Finding) -> list[FindingCell]:
    """The finding's cells, each with what its row is about."""
    number = None if finding.project_no is None else str(finding.project_no)
    about: dict[str, str | None] = {"indicator_code": finding.indicator_code, "project_no": number}
    if finding.subject_code is not None:
        about["subject_code"] = finding.subject_code
    return [
        cell if "indicator_code" in cell else cast(FindingCell, {**cell, **about}) for cell in finding.cells
    ]


def _masked(text: str | None) -> str | None:
    return text and masked(text)


def _masked_cell(cell: FindingCell) -> FindingCell:
    texts = {name: text and masked(str(text)) for name, text in cell.items() if name != "cell"}
    return cast(FindingCell, {"cell": cell["cell"], **texts})
