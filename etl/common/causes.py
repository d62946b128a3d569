"""One cause, one finding: what a rule of `causes.csv` explains is not said beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.common.collapse import joined
from etl.common.findings import Finding, with_subject
from schemas.registry.objects import Cause

Causes = Mapping[str, Cause]  # by their rule
MANY = 3  # of a whole part's: fewer may be slips of their own


def together(findings: Iterable[Finding], causes: Causes) -> list[Finding]:
    """The findings, those of a whole column's cause joined: they have its rule, part and facts in common.

    Such a one names its cells by the fact `cells`. It is explained if all of them are.
    """
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for number, finding in enumerate(findings):
        cause = causes.get(finding.rule.rule_id)
        shared = (finding.rule.rule_id, finding.part, *sorted(finding.facts.items()))
        groups[shared if cause and cause.together == "facts" else (number,)].append(finding)
    return [group[0] if len(key) == 1 else _as_one(group) for key, group in groups.items()]


def in_one(findings: Iterable[Finding], causes: Causes) -> list[Finding]:
    """The findings, those of a whole part's cause joined where they are many and nothing explains them."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for number, finding in enumerate(findings):
        cause = causes.get(finding.rule.rule_id)
        is_joined = cause and cause.together == "part" and not finding.explanation
        groups[(finding.rule.rule_id, finding.part) if is_joined else (number,)].append(finding)
    reported: list[Finding] = []
    for group in groups.values():
        reported += [_as_one(group)] if len(group) >= MANY else group
    return reported


def absorbed(findings: Sequence[Finding], causes: Causes) -> list[Finding]:
    """The findings in their order, less those that a cause among them explains.

    The cause takes over their own cells, if on its sheet, not those beside. Only an open one explains any:
    where the league has said that it is right, whatever else is odd about the row stands by itself. So does
    what is waived.
    """
    open_causes = [finding for finding in findings if finding.is_open and finding.rule.rule_id in causes]
    explaining = [
        finding
        for finding in open_causes
        if not any(_explains(other, finding, causes) for other in open_causes)
    ]
    explaining.sort(key=lambda finding: causes[finding.rule.rule_id].together == "no")
    taken: dict[int, list[Finding]] = defaultdict(list)
    left = []
    for finding in findings:
        by = next((cause for cause in explaining if _explains(cause, finding, causes)), None)
        if by is None:
            left.append(finding)
        else:
            taken[id(by)].append(finding)
    return [_with(finding, taken[id(finding)]) if id(finding) in taken else finding for finding in left]


def _explains(cause: Finding, finding: Finding, causes: Causes) -> bool:
    return (
        finding.rule.rule_id in causes[cause.rule.rule_id].absorbs
        and (finding.part == cause.part or _is_of_league(finding))
        and finding.waiver_id is None
        and (_is_of_rows(finding, _rows(cause)) if _rows(finding) else _columns(finding) <= _columns(cause))
    )


def _is_of_rows(finding: Finding, rows: frozenset[tuple[str | None, ...]]) -> bool:
    """Whether it is about these rows, or compares its own row with one of them."""
    own = _rows(replace(finding, cells=finding.cells[:1])) if finding.indicator_code else _rows(finding)
    return own <= rows or bool((_rows(finding) - own) & rows)


def _is_of_league(finding: Finding) -> bool:
    """Whether it is of indicators as a whole, which another sheet may say, too."""
    rows = _rows(finding)
    return bool(rows) and all(len(row) == 2 and row[1] is None for row in rows)


def _columns(finding: Finding) -> frozenset[str]:
    """The letters of the sheet's columns in which it has cells; none if it is of the whole part."""
    return frozenset(cell["cell"].rstrip("0123456789") for cell in finding.cells if cell["cell"])


def _as_one(group: Sequence[Finding]) -> Finding:
    cells = tuple(cell for finding in group for cell in with_subject(finding))
    answering = next((finding for finding in group if not finding.explanation), group[0])
    first = cells[0]["cell"]
    one = joined(group)
    return replace(
        one,
        facts={**one.facts, "cells": f"{first}等{len(group)}处" if len(group) > 1 else str(first)},
        cells=cells,
        explanation=answering.explanation,
        explained_by=answering.explained_by,
    )


def _with(cause: Finding, explained: Sequence[Finding]) -> Finding:
    known = {cell["cell"] for cell in cause.cells}
    beside = [finding for finding in explained if finding.place.sheet == cause.place.sheet]
    more = {
        cell["cell"]: cell
        for finding in beside
        for cell in with_subject(finding)
        if cell["given"] is not None or cell["cell"] == finding.place.cell
    }
    return replace(
        cause,
        cells=(
            *with_subject(cause),
            *(cell for address, cell in more.items() if address and address not in known),
        ),
        stands_for=cause.stands_for.union(*({other.rule.rule_id, *other.stands_for} for other in explained)),
        stands_for_error=cause.stands_for_error or any(other.severity == "error" for other in explained),
    )


def _rows(finding: Finding) -> frozenset[tuple[str | None, ...]]:
    """What the finding is about: rows of an indicator, cells of a project; nothing if it is about the part.

    The figures of an indicator hang together; what a project's row says of money, status and time does not.
    """
    subjects: set[tuple[str | None, ...]] = set()
    for cell in with_subject(finding):
        if cell["indicator_code"]:
            subjects.add((cell["indicator_code"], cell.get("subject_code")))
        elif cell.get("subject_code"):
            subjects.add((cell["subject_code"], cell["cell"]))
        elif cell["project_no"]:
            subjects.add((cell["project_no"], cell["cell"]))
    return frozenset(subjects)
