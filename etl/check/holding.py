"""What is accepted without being put in force: a figure far off the good one that it would replace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from etl.common.findings import Finding
from etl.common.settings import settings
from schemas.registry import registry

REPLACED_FAR_OFF = "replaced_far_off"


def held_parts(findings: Iterable[Finding], verdicts: Mapping[str, str]) -> tuple[str, ...]:
    """The accepted parts that are not put in force: a rule that holds has found something open in them,
    itself or by its cause.

    Which rules hold is a setting; ValueError names one that there is not.
    """
    holding = set(settings().hold_rules)
    if unknown := holding - registry().rules.keys():
        raise ValueError(f"JIBAO_HOLD_RULES names no rule: {', '.join(sorted(unknown))}")
    parts = {
        finding.part
        for finding in findings
        if finding.is_open and holding & {finding.rule.rule_id, *finding.stands_for}
    }
    return tuple(part for part, verdict in verdicts.items() if part in parts and verdict != "refused")


def as_one(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, in which the figures of a part that are far off those they replace are one.

    Those that are explained are apart from those that are not.
    """
    kept: list[Finding] = []
    groups: dict[tuple[str | None, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule.rule_id == REPLACED_FAR_OFF:
            groups[finding.part, finding.explanation].append(finding)
        else:
            kept.append(finding)
    return [*kept, *(_joined(group) for group in groups.values())]


def _joined(group: list[Finding]) -> Finding:
    """One finding at the first cell, with every cell and what it is about."""
    first, subjects = group[0], {(finding.indicator_code, finding.project_no) for finding in group}
    alone = len(subjects) == 1
    return replace(
        first,
        indicator_code=first.indicator_code if alone else None,
        project_no=first.project_no if alone else None,
        field=first.field if len({finding.field for finding in group}) == 1 else None,
        facts={**first.facts, "count": str(len(group))},
        cells=tuple(
            {
                **cell,
                "indicator_code": finding.indicator_code,
                "project_no": None if finding.project_no is None else str(finding.project_no),
            }
            for finding in group
            for cell in finding.cells
        ),
    )
