"""The registry's words as they are compared: spaces, full width, quotes and kinds of dash do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from schemas.registry.objects import CHOICES, Registry
from schemas.text import key

# A title (目标任务完成情况表) is longer than a qualifier, or has one of these words.
_LONGEST_QUALIFIER = 12
_TITLE_WORDS = (":", "完成", "情况", "实际", "任务", "表")


@dataclass(frozen=True)
class Spellings:
    """Everything is looked up by `schemas.text.key` of what was written."""

    not_reported: frozenset[str]
    total_rows: tuple[str, ...]
    numbering_rows: frozenset[str]
    notes: frozenset[str]
    qualifiers: re.Pattern[str]  # any of them
    actual: frozenset[str]
    captions: frozenset[str]  # what heads a column of any part
    beginnings: frozenset[str]  # what one of them begins with
    multipliers: Mapping[str, Decimal]
    choices: Mapping[str, Mapping[str, str]]  # of a column's field: word: as the list writes it
    units: frozenset[str]
    conversions: Mapping[tuple[str, str], Decimal]  # (written, wanted): factor
    indicators: Mapping[str, str]  # name: code
    projects: Mapping[str, int]  # name: number
    leagues: Mapping[str, str]  # name, alias or code: code
    labels: Mapping[str, str]  # label as written: label

    def reports_nothing(self, text: str) -> bool:
        """Whether the text is blank or a word for "not reported"."""
        written = key(text)
        return not written or written in self.not_reported

    def qualifies(self, caption: str) -> bool:
        """Whether words under, over or behind a header make another column of it: 上年同期, 同比增长(%)."""
        return _qualifies(key(caption), self.qualifiers)


@lru_cache(maxsize=4096)
def _qualifies(written: str, qualifiers: re.Pattern[str]) -> bool:
    return (
        len(written) <= _LONGEST_QUALIFIER
        and bool(qualifiers.search(written))
        and not any(word in written.removeprefix("其中:") for word in _TITLE_WORDS)
    )


@lru_cache(maxsize=1)
def spellings(registry: Registry) -> Spellings:
    """The registry's words, ready to be compared with; worked out once."""
    words = registry.words
    columns = [column for kind in registry.returns.values() for part in kind.parts for column in part.columns]
    captions = _keys(name for column in columns for name in (column.name_zh, *column.aliases_zh))
    wanted = {indicator.unit_zh for indicator in registry.indicators.values()}
    wanted |= {column.unit_zh for column in columns if column.unit_zh}
    return Spellings(
        not_reported=_keys(words["not_reported"]),
        total_rows=tuple(_keys(words["total_row"])),
        numbering_rows=_keys(words["numbering_row"]),
        notes=_keys(words["note"]),
        qualifiers=re.compile("|".join(map(re.escape, sorted(_keys(words["qualifier"]))))),
        actual=_keys(words["actual"]),
        captions=captions,
        beginnings=frozenset(caption[:end] for caption in captions for end in range(len(caption) + 1)),
        multipliers={key(word): Decimal(meaning) for word, meaning in words["multiplier"].items()},
        choices={
            column.field: {key(word): word for word in words[column.field]}
            for column in columns
            if column.holds in CHOICES
        },
        units=_keys({unit for pair in registry.units for unit in pair} | wanted),
        conversions={(key(given), key(unit)): factor for (given, unit), factor in registry.units.items()},
        indicators={key(indicator.name_zh): code for code, indicator in registry.indicators.items()},
        projects={key(project.name_zh): number for number, project in registry.projects.items()},
        leagues={
            key(name): code
            for code, league in registry.leagues.items()
            for name in (code, league.name_zh, *league.aliases_zh)
        },
        labels={
            key(name): label.label
            for label in registry.labels.values()
            for name in (label.name_zh, *label.aliases_zh)
        },
    )


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key(word) for word in words)
