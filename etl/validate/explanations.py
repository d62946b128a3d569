"""Correct or explain: which remark of a league answers a warning, and for how long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from etl.common.findings import Finding
from etl.read.model import Answered
from schemas.personal import masked
from schemas.registry.objects import Registry
from schemas.text import key

# What an explanation holds for: rule, part, indicator, project, other subject, the value and what it was
# compared with.
About = tuple[str, str | None, str | None, int | None, str | None, str | None, str | None]
Explained = Mapping[About, tuple[str, int]]  # the explanation, and the submission that gave it

_PUNCTUATION = re.compile(r"[。.!,;:、?~()…\-/_*#+=·]")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def explanation(remark: str | None, registry: Registry) -> str | None:
    """The remark, if it explains something; None for a blank, and for little but empty phrases of words.csv.

    Without them it must hold two Chinese characters, or one and a figure.
    """
    if remark is None:
        return None
    left = _pattern(tuple(registry.words["empty_phrase"])).sub("", _PUNCTUATION.sub("", key(remark)))
    words = len(_CHINESE.findall(left))
    return remark if words >= 2 or (words and re.search(r"\d", left)) else None


@lru_cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, the longest that stands there."""
    return re.compile("|".join(map(re.escape, sorted(map(key, phrases), key=len, reverse=True))))


def carried(finding: Finding, before: Explained) -> Finding:
    """The finding, answered by an explanation given before if it has none of its own and the value stands."""
    if not finding.rule.explained_in or finding.explanation or finding.severity != "warning":
        return finding
    about = (
        finding.rule.rule_id,
        finding.part,
        finding.indicator_code,
        finding.project_no,
        finding.subject_code,
        finding.given and masked(finding.given),  # both as they were kept
        finding.expected and masked(finding.expected),
    )
    if about not in before:
        return finding
    text, submission_id = before[about]
    return replace(finding, explanation=text, explained_by=submission_id)


def answered_in_reply(finding: Finding, answers: Sequence[Answered], registry: Registry) -> Finding:
    """The finding, answered by what she wrote to its item in the receipt, if it has no explanation yet."""
    if not finding.rule.explained_in or finding.explanation or finding.severity != "warning":
        return finding
    place = finding.place.sheet, finding.place.cell
    for answer in answers:
        item = (answer.sheet, answer.cell) == place and answer.rule_id in (None, finding.rule.rule_id)
        if item and answer.given in (None, finding.given):
            return replace(finding, remark=answer.text, explanation=explanation(answer.text, registry))
    return finding
