"""The judgement of a reading by itself: what needs no other return, and so no warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from etl.check.verdicts import part_verdict, submission_verdict
from etl.common.causes import absorbed
from etl.common.findings import Finding
from etl.read.model import Reading
from etl.validate.explanations import Explained, answered_in_reply
from etl.validate.part import Validated, answered, column_by_column, validate_parts
from schemas.registry.objects import Registry


@dataclass(frozen=True)
class Alone:
    """`parts` and `verdicts` by the name of the part. `is_checked`: no gate kept the contents out.

    `of_file` is what was found in the file as a whole, apart from its parts.
    """

    verdict: str
    is_checked: bool
    of_file: tuple[Finding, ...]
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
    findings_of_all = (*findings, *(finding for part in parts.values() for finding in part.findings))
    is_open = any(finding.is_open for finding in findings_of_all)
    return Alone(submission_verdict(verdicts.values(), is_open=is_open), True, findings, parts, verdicts)


def _answered(
    part: Validated, reading: Reading, known: Registry, at: datetime, explained: Explained
) -> Validated:
    """The part with its findings waived or explained, in its rows, before, or in the reply sent back."""
    validated = answered(part, reading, known, at, explained)
    findings = (answered_in_reply(finding, reading.answers, known) for finding in validated.findings)
    return replace(validated, findings=tuple(findings))


def everything(alone: Alone, known: Registry, others: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """All findings, each column's fault said once: the file's, its parts', then `others` against the rest.

    Those among the others that are causes explain what a refused part has. (What an accepted one has stays:
    the others are checked again as other returns come and go, the part is not.)
    """
    of_parts: list[Finding] = []
    against = list(others)
    for name, part in alone.parts.items():
        own = part.findings
        if alone.verdicts[name] == "refused":
            both = absorbed([*own, *against], known.causes)
            own, against = tuple(both[: -len(against) or None]), both[len(both) - len(against) :]
        of_parts += column_by_column(part, own, known)
    return (*alone.of_file, *of_parts, *against)
