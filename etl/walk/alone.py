"""The judgement of a reading by itself: what needs no other return, and so no warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from etl.check.verdicts import part_verdict, submission_verdict
from etl.common.findings import Finding
from etl.read.model import Reading
from etl.validate.explanations import Explained
from etl.validate.part import Validated, validate
from schemas.registry.objects import Registry


@dataclass(frozen=True)
class Alone:
    """`parts` and `verdicts` by the name of the part. `is_checked`: no gate kept the contents out."""

    verdict: str
    is_checked: bool
    findings: tuple[Finding, ...]
    parts: Mapping[str, Validated] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)


def judge_alone(
    reading: Reading,
    known: Registry,
    at: datetime,
    *,
    locked: Sequence[Finding] = (),
    explained: Explained = MappingProxyType({}),
) -> Alone:
    """The verdict at that moment of what was read, its parts and theirs, and every finding.

    `locked`: why its year takes no returns, if it does not; `explained`: what was explained before.
    """
    findings = (*reading.gate, *locked, *reading.notes)
    if reading.state != "read":
        return Alone(reading.state, False, findings)
    if reading.gate or locked:
        parts = {part.part.part: Validated(part, (), ()) for part in reading.parts}
        unchecked = Finding(known.rules["contents_not_checked"])
        return Alone("rejected", False, (*findings, unchecked), parts, dict.fromkeys(parts, "refused"))
    parts = {part.part.part: validate(part, reading, known, at, explained) for part in reading.parts}
    verdicts = {name: part_verdict(part.findings) for name, part in parts.items()}
    findings = (*findings, *(finding for part in parts.values() for finding in part.findings))
    return Alone(submission_verdict(verdicts.values(), findings), True, findings, parts, verdicts)
