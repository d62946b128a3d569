"""The judgement of a reading by itself: what needs no other return, and so no warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from etl.check.verdicts import part_verdict, submission_verdict
from etl.common.findings import Finding
from etl.read.model import Reading
from etl.validate.explanations import Explained, answered_in_reply
from etl.validate.part import Validated, answered, validate_parts
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
    validated: Sequence[Validated] | None = None,
) -> Alone:
    """The verdict at that moment of what was read, its parts and theirs, and every finding.

    `locked`: why its year takes no returns, if it does not; `explained`: what was explained before;
    `validated`: its parts, where they have been validated already.
    """
    findings = (*reading.gate, *locked, *reading.notes)
    if reading.state != "read":
        return Alone(reading.state, False, findings)
    if reading.gate or locked:
        parts = {part.part.part: Validated(part, (), ()) for part in reading.parts}
        unchecked = Finding(known.rules["contents_not_checked"])
        return Alone("rejected", False, (*findings, unchecked), parts, dict.fromkeys(parts, "refused"))
    if validated is None:
        validated = validate_parts([(part, reading) for part in reading.parts], known)
    parts = {part.read.part.part: _answered(part, reading, known, at, explained) for part in validated}
    verdicts = {name: part_verdict(part.findings) for name, part in parts.items()}
    findings = (*findings, *(finding for part in parts.values() for finding in part.findings))
    is_open = any(finding.is_open for finding in findings)
    return Alone(submission_verdict(verdicts.values(), is_open=is_open), True, findings, parts, verdicts)


def _answered(
    part: Validated, reading: Reading, known: Registry, at: datetime, explained: Explained
) -> Validated:
    """The part with its findings waived or explained, in its rows, before, or in the reply sent back."""
    validated = answered(part, reading, known, at, explained)
    findings = (answered_in_reply(finding, reading.answers, known) for finding in validated.findings)
    return replace(validated, findings=tuple(findings))
