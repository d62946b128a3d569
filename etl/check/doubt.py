"""Which rows of a refused part are in doubt, so that no second thing is said of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from etl.common.findings import Finding
from etl.read.grid import position
from etl.validate.part import Validated
from etl.validate.rows import subject_keys, value_of
from schemas.registry import registry

RowOfPart = tuple[str | None, int]
_DOUBLED = "member_doubled"


def rules_at_fault(parts: Sequence[Validated]) -> Mapping[RowOfPart, set[str]]:
    """The rules by which a row has errors.

    Of an open list each row about a subject that stands there twice has one: any may have the wrong code.
    """
    rules: dict[RowOfPart, set[str]] = defaultdict(set)
    for part in parts:
        for finding in part.findings:
            for row in _rows(finding) if finding.severity == "error" else ():
                rules[row].add(finding.rule.rule_id)
        for row in _rows_doubled(part):
            rules[row].add(_DOUBLED)
    return rules


def _rows_doubled(part: Validated) -> Iterable[RowOfPart]:
    subject = registry().subjects.get(part.read.part.subject)
    if subject is None or subject.listed_in is not None:
        return
    times = Counter(row["subject_code"] for row in part.rows)
    for row in part.rows:
        if times[row["subject_code"]] > 1:
            yield part.read.part.part, position(next(iter(row["cells"].values())))[0]


def may_be_there(part: Validated, findings: Sequence[Finding]) -> Iterable[Finding]:
    """What is found to be left out, and may yet be in a row whose code cannot be told.

    Such a row stands for what has its name; where its name is nobody's that is left out, for anyone.
    """
    left_out = [finding for finding in findings if _is_left_out(finding, part)]
    in_doubt = _names_in_doubt(part) if left_out else []
    names = {finding.subject_zh for finding in left_out}
    nobodys = sum(name not in names for name in in_doubt)
    claiming = set(in_doubt)
    claimed = [finding for finding in left_out if finding.subject_zh in claiming]
    return left_out if len(left_out) - len(claimed) <= nobodys else claimed


def _is_left_out(finding: Finding, part: Validated) -> bool:
    key = subject_keys(part.read.part, registry())[:1]
    is_at_key = bool(key) and finding.place.cell == part.read.columns.get(key[0])
    return finding.part == part.read.part.part and finding.subject_code is not None and is_at_key


def _names_in_doubt(part: Validated) -> list[str]:
    """The name in each row whose code has an error."""
    keys = subject_keys(part.read.part, registry())
    at_fault = {
        row
        for finding in part.findings
        if finding.severity == "error" and finding.field in keys
        for row in _rows(finding)
    }
    name = part.read.part.part
    return [
        str(value_of(row, keys[-1]))
        for row in part.read.rows
        if any((name, position(value.cell)[0]) in at_fault for value in row.values() if value.cell)
    ]


def _rows(finding: Finding) -> list[RowOfPart]:
    """The part and row of each of its cells, but for those of another indicator that it compares with."""
    own = (None, finding.indicator_code)
    listed = [
        cell for cell in finding.cells if finding.indicator_code is None or cell.get("indicator_code") in own
    ]
    return [(finding.part, position(cell["cell"])[0]) for cell in listed if cell["cell"]]
