"""The findings as the reply's items: in which order, under which number, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from etl.common.dates import day
from etl.common.findings import FindingCell
from etl.common.punctuation import chinese
from etl.leagues.reply.figures import in_sentence, shown
from etl.leagues.reply.looks import WORDS
from etl.leagues.reply.model import Answer, AnswerFinding
from schemas.personal import masked

GROUPS = ("open", "settled", "info")
LISTED: Mapping[str, int] = {"open": 500, "settled": 100, "info": 100}  # what the receipt has room for
NO_EXPLANATION = "未写原因,不算说明"
_EXAMPLES = 3
_MOST_LEFT_OUT = 100


@dataclass(frozen=True)
class Item:
    """A finding and its group; `number` is None where the receipt has no room for it."""

    number: int | None
    group: str
    finding: AnswerFinding

    @cached_property
    def is_of_several(self) -> bool:
        """Whether it is about more cells than one."""
        return len(cells_of(self.finding)) > 1

    @cached_property
    def around(self) -> tuple[str, str]:
        """The first lines of its comment at any cell, and the last."""
        return _around(self)


def items_of(answer: Answer) -> tuple[Item, ...]:
    """What is open (errors first), then what is explained or waived, then what is for information only."""
    items: list[Item] = []
    number = 0
    for group in GROUPS:
        of_group = [finding for finding in answer.get("findings", ()) if group_of(finding) == group]
        for place, finding in enumerate(of_group):
            listed = place < LISTED[group]
            number += listed
            items.append(Item(number if listed else None, group, _raised(finding, answer)))
    return tuple(items)


def group_of(finding: AnswerFinding) -> str:
    """`open`: there is something to do; `settled`: it is explained or waived; `info`."""
    if finding["severity"] == "info":
        return "info"
    settled = finding.get("waiver") or not finding.get("open", not finding.get("explanation"))
    return "open" if finding["severity"] == "error" or not settled else "settled"


def is_explainable(finding: AnswerFinding) -> bool:
    """Whether a remark in 情况说明 can answer the finding."""
    return bool(finding.get("explainable", True))


def cells_of(finding: AnswerFinding) -> list[FindingCell]:
    """Every cell that the finding is about, with what was there and what should be."""
    listed = [cell for cell in finding.get("cells") or () if cell.get("cell")]
    alone: FindingCell = {
        "cell": finding.get("cell"),
        "given": finding.get("given"),
        "expected": finding.get("expected"),
    }
    return listed or ([alone] if alone["cell"] else [])


def subject(finding: AnswerFinding) -> str:
    """What the row is about, and the column; all that were left out; the part where it is about no row."""
    cells = cells_of(finding)
    left_out = [str(cell["given"]) for cell in cells if cell.get("given")]
    if len(left_out) > 1 and len({cell["cell"] for cell in cells}) == 1:
        listed = "\n".join(left_out[:_MOST_LEFT_OUT])
        return masked(f"共 {len(left_out)} 项:\n{listed}")
    rows = [finding.get("subject_zh") or finding.get("part_zh"), finding.get("field_zh")]
    return "\n".join(row for row in rows if row) or "整个文件"


def value(finding: AnswerFinding, name: Literal["given", "expected"]) -> str:
    """What was `given` or `expected`, if that is a cell's: of several cells the first three."""
    if name not in finding.get("cell_values", (name,)):
        return ""
    several = [cell.get(name) for cell in cells_of(finding)]
    if len(several) < 2 or not any(several):
        return shown(finding, masked(str(finding.get(name) or "")), name)
    different: dict[str, None] = {}
    for text in filter(None, several):
        different[shown(finding, masked(text), name)] = None
        if len(different) > _EXAMPLES:
            break
    examples = "、".join(list(different)[:_EXAMPLES])
    return masked(examples if len(different) <= _EXAMPLES else f"{examples} 等")


def sentence(finding: AnswerFinding, name: Literal["says", "to_do"]) -> str:
    """What is wrong (`says`), or what to do about it (`to_do`)."""
    return in_sentence(finding, chinese(masked(str(finding.get(name) or ""))))


def answered(finding: AnswerFinding) -> str:
    """What answers the finding already: an explanation, with the submission it comes from; a waiver.

    What she wrote that explains nothing is shown with why it does not count.
    """
    rows = []
    if (remark := finding.get("remark")) and not finding.get("explanation"):
        rows.append(f"{masked(remark)}\n{NO_EXPLANATION}")
    if explanation := finding.get("explanation"):
        carried = finding.get("explained_by")
        rows.append(masked(explanation) + (f"(沿用第{carried}号报送)" if carried else ""))
    if finding.get("waiver"):
        rows.append(f"已豁免({finding['waiver']})")
    return "\n".join(rows)


def _raised(finding: AnswerFinding, answer: Answer) -> AnswerFinding:
    """The finding; where the arrival of another submission raised it, its sentence names that one."""
    by = finding.get("raised_by")
    if by is None or by == answer.get("submission_id"):
        return finding
    since = f"(因第 {by} 号报送于 {day(finding.get('found_at'))}重新核对时新增)"
    return {**finding, "says": f"{finding.get('says') or ''}{since}"}


def comment(item: Item, cell: FindingCell) -> str:
    """What stands beside a marked cell."""
    finding = item.finding
    first, last = item.around
    rows = [first]
    if item.is_of_several:
        asked = finding.get("cell_values", ("given", "expected"))
        compared: list[tuple[str, Literal["given", "expected"], str | None]] = [
            ("此处所填", "given", cell.get("given")),
            ("应为", "expected", cell.get("expected")),
        ]
        rows += [
            chinese(f"{word}:") + shown(finding, masked(text), name)
            for word, name, text in compared
            if name in asked and text
        ]
    elif item.group == "info" and cell.get("expected"):
        rows.append(f"{masked(str(cell.get('given') or ''))} → {masked(str(cell['expected']))}")
    return "\n".join([*rows, last])


def _around(item: Item) -> tuple[str, str]:
    finding = item.finding
    number = f" · 第{item.number}项" if item.number else ""
    settled = "(无需处理)" if item.group == "settled" else ""
    first = f"{WORDS[finding['severity']]}{number}{settled}\n" + chinese(f"问题:{sentence(finding, 'says')}")
    if item.group == "settled":
        return first, chinese("已有说明:") + answered(finding)
    return first, chinese(f"怎么办:{sentence(finding, 'to_do')}")
