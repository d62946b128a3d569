"""One root cause, one finding: the same fault down a column is said once, with its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from etl.findings import Finding

# A fault of the column rather than of a cell: this many rows, and this share of them.
MANY_ROWS = 16
MOST_ROWS = 0.6


def collapse(findings: Iterable[Finding], rows: Callable[[Finding], int]) -> tuple[Finding, ...]:
    """The findings in their order, those of one rule and column joined where the column is at fault.

    `rows` is how many rows of its part could have a finding's fault. Repairs (info) are always joined. A
    joined finding stands at its first cell and lists what was given in the first three.
    """
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_column(finding)].append(finding)
    collapsed: list[Finding] = []
    for group in groups.values():
        whole_column = len(group) >= MANY_ROWS and len(group) > MOST_ROWS * rows(group[0])
        if len(group) > 1 and (group[0].severity == "info" or whole_column):
            collapsed.append(_joined(group))
        else:
            collapsed += group
    return tuple(collapsed)


def _column(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule.rule_id,
        finding.place.sheet,
        finding.part,
        finding.field,
        finding.explanation is None,
        finding.waiver_id,
    )


def _joined(group: list[Finding]) -> Finding:
    given = "、".join(finding.given for finding in group[:3] if finding.given)
    return replace(
        group[0],
        given=f"{given}等{len(group)}处" if len(group) > 3 else given,
        project_no=None,
        indicator_code=None,
        difference=None,
        cells=tuple(cell for finding in group for cell in finding.cells),
    )
