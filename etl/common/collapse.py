"""One root cause, one finding: the same fault down a column is said once, with its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from etl.common.findings import Finding, FindingCell, with_subject

# A fault of the column rather than of a cell: this many rows, and this share of them.
MANY_ROWS = 16
MOST_ROWS = 0.6
MOST_ITEMS = 500  # nobody works through more of a kind, one by one
_FEW = 3


def collapse(findings: Iterable[Finding], rows: Callable[[Finding], int]) -> tuple[Finding, ...]:
    """The findings in their order, those of one rule and column joined where the column is at fault.

    `rows` is how many rows of its part could have a finding's fault; very many are joined whatever their
    share. Repairs (info) are always joined, and so are rows that were left out, of which the header's cell
    is all there is. A joined finding stands at its first cell and lists what was given, and expected, in the
    first three.
    """
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_column(finding)].append(finding)
    collapsed: list[Finding] = []
    for group in groups.values():
        whole_column = len(group) > MOST_ITEMS or (
            len(group) >= MANY_ROWS and len(group) > MOST_ROWS * rows(group[0])
        )
        if len(group) > 1 and (group[0].severity == "info" or whole_column):
            collapsed.append(joined(group))
        else:
            collapsed += _joined_by_cell(group)
    return tuple(collapsed)


def _joined_by_cell(group: list[Finding]) -> list[Finding]:
    """The findings in their order, those that share a cell joined if there are many.

    Cells with nothing in them are as one: all that they want is to be filled in.
    """
    by_cell: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in group:
        is_blank = not (finding.given or finding.expected or finding.rule.explained_in)
        by_cell[None if is_blank else finding.place.cell].append(finding)
    return [
        finding for alike in by_cell.values() for finding in ([joined(alike)] if len(alike) > _FEW else alike)
    ]


def _column(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule.rule_id,
        finding.place.sheet,
        finding.part,
        finding.field,
        finding.explanation,
        finding.waiver_id,
    )


def joined(group: Sequence[Finding]) -> Finding:
    """The findings as one: at the first cell, with all cells, and of what was given and expected three.

    Each one's own cell comes before those beside it.
    """
    return replace(
        group[0],
        given=_listed([finding.given for finding in group]),
        expected=_shared([finding.expected for finding in group]),
        facts={
            name: _shared(list(dict.fromkeys(finding.facts.get(name) for finding in group))) or ""
            for name in group[0].facts
        },
        project_no=None,
        indicator_code=None,
        subject_code=None,
        subject_zh=None,
        difference=None,
        cells=(
            *(cell for finding in group for cell in _cells(finding)[:1]),
            *(cell for finding in group for cell in _cells(finding)[1:]),
        ),
    )


def _listed(texts: list[str | None]) -> str | None:
    listed = "、".join(text for text in texts[:3] if text)
    return f"{listed}等{len(texts)}处" if listed and len(texts) > 3 else listed or None


def _shared(texts: list[str | None]) -> str | None:
    """What all of them say, said once; else the first three."""
    return texts[0] if len(set(texts)) == 1 else _listed(texts)


def _cells(finding: Finding) -> tuple[FindingCell, ...]:
    """The finding's cells; of an explained one with what they are about, for the next version."""
    return finding.cells if finding.explanation is None else tuple(with_subject(finding))
