"""Which texts of leagues say the same: identical ones, and near ones that differ in form or in a word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# Share of characters, in their order, that near texts have in common. One character in five may differ: a
# word for its like (人手, 人员), never the thing that is asked for (公共实训基地, 职业技能实训基地).
LEAST = 0.8
_COMPARED = 300  # characters of a text that are held against others'
_TRIED = 8  # groups with the most pairs of characters in common

# How people begin, soften or strengthen a sentence: without it the sentence says the same.
_IDLE = re.compile(
    "建议|希望|恳请|请求|请|进一步|部分|个别|有些|有的|一些|存在|目前|当前|仍然|仍|还|比较|较为|较|非常|严重|十分|明显"
    "|等方面|方面|等问题|问题|等情况|情况|力度|的|了|有待|需要|需|应当|应"
)
_MARK = re.compile(r"^(?:[一二三四五六七八九十]+是|其[一二三四五六七八九十]|第[一二三四五六七八九十])")
_CLAUSES = re.compile(r"[^\w%]+|_+")
_DIGITS = re.compile(r"[\d%]+")
# Of two texts that are near, these decide whether they say the same or the contrary.
_TURNS = "不未没无非难缺"
_OPPOSITES = tuple(zip("快高多增加升大强早长松宽", "慢低少减减降小弱晚短紧严", strict=True))


def alike(texts: Sequence[str]) -> list[list[int]]:
    """The places of the texts in groups that say the same, in the order of each group's first text.

    Width, spaces, punctuation, figures, the order of clauses and idle words make no difference; nor does a
    word for its like. A text belongs to the group whose first text is nearest, at least `LEAST`; never to one
    that says the contrary. The same texts in the same order make the same groups. One that says nothing is
    alone.
    """
    groups: list[list[int]] = []
    by_key: dict[str, int] = {}
    firsts: list[str] = []
    holding: defaultdict[str, list[int]] = defaultdict(list)  # pair of characters: groups
    for place, text in enumerate(texts):
        key = _key(text)
        group = by_key.get(key) if key else None
        if group is None and key:
            group = _nearest(key, firsts, holding)
        if group is None:
            group = len(groups)
            groups.append([])
            firsts.append(key)
            for pair in _pairs(key):
                holding[pair].append(group)
        by_key.setdefault(key, group)
        groups[group].append(place)
    return groups


def _key(text: str) -> str:
    """What is left of a text to compare: its clauses without idle words and figures, in a fixed order."""
    clauses = _CLAUSES.split("".join(unicodedata.normalize("NFKC", text).casefold().split()))
    bare = (_IDLE.sub("", _DIGITS.sub("", _MARK.sub("", clause))) for clause in clauses)
    return " ".join(sorted(filter(None, bare)))


def _pairs(key: str) -> set[str]:
    return {first + second for first, second in pairwise(key[:_COMPARED])}


def _nearest(key: str, firsts: Sequence[str], holding: defaultdict[str, list[int]]) -> int | None:
    shared = Counter(group for pair in sorted(_pairs(key)) for group in holding.get(pair, ()))
    tried = sorted(shared, key=lambda group: (-shared[group], group))[:_TRIED]
    near = {group: _nearness(firsts[group], key) for group in sorted(tried)}
    best = max(near, key=lambda group: near[group], default=None)
    return best if best is not None and near[best] >= LEAST else None


def _nearness(one: str, other: str) -> float:
    """The share of characters in common, 0 where one says the contrary of the other."""
    longer = max(len(one), len(other))
    if min(len(one), len(other)) < LEAST * longer / (2 - LEAST) or _contrary(one, other):
        return 0
    if longer > _COMPARED and one[_COMPARED:] != other[_COMPARED:]:
        return 0
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False).ratio()


def _contrary(one: str, other: str) -> bool:
    def turns(key: str) -> int:
        return sum(map(key.count, _TURNS))

    return turns(one) != turns(other) or any(
        (one.count(first) - other.count(first)) * (one.count(last) - other.count(last)) < 0
        for first, last in _OPPOSITES
    )
