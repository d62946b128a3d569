"""What the leagues write, grouped by what it says: near texts are one matter, with all who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from etl.publish.annual.report.plain import flat, joined, quoted
from etl.publish.annual.words import matter_state
from etl.summarise.matters import alike
from etl.summarise.rows import Matter as SuggestionMatter

LONGEST = 80  # characters that are quoted, in whole sentences
_LIMIT = 200  # … of a sentence by itself
_NOTHING = {"", "无", "暂无", "没有"}
_ENDS = "。!?;！？；"
# Words on how far the work is: whether it is, the figures say.
_PROGRESS = re.compile("进度|序时|完成|达标|目标|任务|计划")
_SENTENCE = re.compile(f"[^{_ENDS}]*[{_ENDS}]?")


@dataclass(frozen=True)
class Matter:
    """What some leagues say alike: in the words of most of them, who they are, of which projects."""

    words: str
    leagues: Sequence[str]  # names, in the order of the codes
    projects: Sequence[int]
    texts: frozenset[str]

    @property
    def quotation(self) -> str:
        """Its words as they are, in whole sentences, without the last mark; empty where they are too long."""
        return whole_sentences(self.words).rstrip(_ENDS)

    @property
    def has_figures(self) -> bool:
        """Whether its words have a figure, where others have another."""
        return len(self.texts) > 1 and bool(re.search(r"\d", self.words))


def matters(rows: Iterable[Mapping[str, Any]], column: str) -> list[Matter]:
    """What stands in this column of leagues' rows, that of most leagues first; of equals, of more projects.

    The words are those of most leagues, without a figure if there are such.
    """
    written: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if (text := flat(row[column])).rstrip(_ENDS) not in _NOTHING:
            written.setdefault(text, []).append(row)
    texts = list(written)
    found = [_matter({texts[place]: written[texts[place]] for place in group}) for group in alike(texts)]
    return sorted(found, key=lambda matter: (-len(matter.leagues), -len(matter.projects)))


def practices(rows: Sequence[Mapping[str, Any]]) -> list[Matter]:
    """What leagues write of how they work, none of how far they are: that may contradict the figures."""
    found = (matters(rows, column) for column in ("practice", "account"))
    of_work = ([matter for matter in own if not _PROGRESS.search(matter.words)] for own in found)
    return next(filter(None, of_work), [])


def _matter(written: Mapping[str, Sequence[Mapping[str, Any]]]) -> Matter:
    rows = [row for own in written.values() for row in own]
    leagues = {row["league_code"]: row["league_name_zh"] for row in rows}
    by_text = {text: len({row["league_code"] for row in own}) for text, own in written.items()}
    return Matter(
        max(written, key=lambda text: (not re.search(r"\d", text), by_text[text])),
        [leagues[code] for code in sorted(leagues)],
        sorted({row["project_no"] for row in rows if row["project_no"]}),
        frozenset(written),
    )


def of_row(row: SuggestionMatter) -> Matter:
    """What the table says of a matter."""
    return Matter(
        flat(row["wording"]),
        row["leagues_zh"].split("、"),
        [int(number) for number in row["project_nos"].split() if number != "0"],
        frozenset(map(flat, [row["wording"], *row["wordings"].split("\n")])),
    )


def answer(row: SuggestionMatter) -> str:
    """What has come of a matter, such as 就业处正在办理:拟于明年调整; empty where nobody has answered."""
    if not row["state"]:
        return ""
    return f"{flat(row['handler_zh'])}{matter_state(row['state'])}:{flat(row['reply']).rstrip(_ENDS)}"


def whole_sentences(words: str, longest: int = LONGEST) -> str:
    """As many of the first sentences as fit, at least one: a quotation is not cut off within one.

    Nothing of words whose first sentence is too long to be quoted.
    """
    shown = ""
    for sentence in _SENTENCE.findall(words):
        if shown and len(shown) + len(sentence) > longest:
            break
        shown += sentence
    return shown if len(shown) <= _LIMIT else ""


def chosen(found: Sequence[Matter], wanted: Iterable[str], most: int) -> list[Matter]:
    """The matters that the department wants to be quoted; the first ones where it chose none of these."""
    named = set(wanted)
    can_be = [matter for matter in found if matter.quotation]
    own = [matter for matter in can_be if matter.texts & named]
    return own or [matter for matter in can_be if not matter.has_figures][:most]


def together(found: Iterable[Matter], everyone: Sequence[str]) -> list[str]:
    """Each quoted with who wrote it, those of the same leagues together: “人手不足”“资金慢”(各盟市)."""
    groups = groupby(found, lambda matter: who(matter.leagues, everyone))
    return [f"{''.join(quoted(matter.quotation) for matter in own)}({names})" for names, own in groups]


def who(leagues: Sequence[str], everyone: Sequence[str]) -> str:
    """The leagues by their names; where nearly all are there, those that are not."""
    others = [name for name in everyone if name not in leagues]
    if len(leagues) < 3 * len(others) or len(leagues) < 3:
        return joined(leagues)
    return f"除{joined(others)}外各盟市" if others else "各盟市"
