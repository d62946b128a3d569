"""The findings as the reply's items: in which order, under which number, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.reply.cell_ranges import positions
from etl.reply.looks import WORDS
from etl.reply.punctuation import chinese
from schemas.personal import masked

GROUPS = ("open", "settled", "info")
LISTED: Mapping[str, int] = {"open": 500, "settled": 100, "info": 100}  # what the receipt has room for
_EXAMPLES = 3


@dataclass(frozen=True)
class Item:
    """A finding and its group; `number` is None where the receipt has no room for it."""

    number: int | None
    group: str
    finding: Mapping[str, Any]


def items_of(answer: Mapping[str, Any]) -> tuple[Item, ...]:
    """What is open (errors first), then what is explained or waived, then what is only said."""
    found: list[Item] = []
    number = 0
    for group in GROUPS:
        of_group = [finding for finding in answer.get("findings", ()) if group_of(finding) == group]
        for place, finding in enumerate(of_group):
            listed = place < LISTED[group]
            number += listed
            found.append(Item(number if listed else None, group, finding))
    return tuple(found)


def group_of(finding: Mapping[str, Any]) -> str:
    """`open`: there is something to do; `settled`: it is explained or waived; `info`."""
    if finding["severity"] == "info":
        return "info"
    settled = finding.get("waiver") or not finding.get("open", not finding.get("explanation"))
    return "open" if finding["severity"] == "error" or not settled else "settled"


def cells_of(finding: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every cell that the finding is about, with what was there and what should be."""
    listed = [cell for cell in finding.get("cells") or () if positions([cell.get("cell")])]
    alone = {name: finding.get(name) for name in ("cell", "given", "expected")}
    return listed or ([alone] if positions([finding.get("cell")]) else [])


def subject(finding: Mapping[str, Any]) -> str:
    """The indicator or project, and the column; the part where it is about no row."""
    rows = [finding.get("subject_zh") or finding.get("part_zh"), finding.get("field_zh")]
    return "\n".join(row for row in rows if row) or "整个文件"


def value(finding: Mapping[str, Any], name: str) -> str:
    """What was `given` or `expected`: of several cells the first three, and in how many."""
    several = [cell.get(name) for cell in cells_of(finding)]
    if len(several) < 2 or not any(several):
        return masked(str(finding.get(name) or ""))
    different = list(dict.fromkeys(text for text in several if text))
    said = "、".join(different[:_EXAMPLES])
    return masked(said if len(different) <= _EXAMPLES else f"{said} 等")


def sentence(finding: Mapping[str, Any], name: str) -> str:
    """What the finding `says`, or the `to_do`."""
    return chinese(masked(str(finding.get(name) or "")))


def answered(finding: Mapping[str, Any]) -> str:
    """What already answers the finding: her explanation, and from where it was carried on; a waiver."""
    rows = []
    if finding.get("explanation"):
        carried = finding.get("explained_by")
        rows.append(masked(finding["explanation"]) + (f"(沿用第{carried}号报送)" if carried else ""))
    if finding.get("waiver"):
        rows.append(f"已豁免({finding['waiver']})")
    return "\n".join(rows)


def comment(item: Item, cell: Mapping[str, Any]) -> str:
    """What stands beside a marked cell."""
    finding = item.finding
    number = f" · 第{item.number}项" if item.number else ""
    settled = "(无需处理)" if item.group == "settled" else ""
    rows = [f"{WORDS[finding['severity']]}{number}{settled}", chinese(f"问题:{sentence(finding, 'says')}")]
    if len(cells_of(finding)) > 1:
        said = [("此处所填", cell.get("given")), ("应为", cell.get("expected"))]
        rows += [chinese(f"{word}:") + masked(str(text)) for word, text in said if text]
    elif item.group == "info" and cell.get("expected"):
        rows.append(f"{masked(str(cell.get('given') or ''))} → {masked(str(cell['expected']))}")
    if item.group == "settled":
        rows.append(chinese("已有说明:") + answered(finding))
    else:
        rows.append(chinese(f"怎么办:{sentence(finding, 'to_do')}"))
    return "\n".join(rows)
