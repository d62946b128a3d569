"""The code of what a cell names: one of a closed list of the registry, or of an open list by its signs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from stdnum.cn import uscc

from etl.read.grid import Cell
from schemas.registry.objects import League, Member, Registry, Subject
from schemas.text import key, plain

# 新城 for 新城区, 鄂伦春 for 鄂伦春自治旗; the longest ending first.
_ENDINGS = ("自治旗", "自治县", "矿区", "区", "县", "旗", "市")
_SHORTEST = 2
USCC_LENGTH = 18
_SIGNS = re.compile("[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?E\+?\d+")


@dataclass(frozen=True)
class Named:
    """The `code` that is meant; or the `rule_id` that the cell breaks, with what should stand there."""

    code: str | None
    rule_id: str | None = None
    expected: str | None = None
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Members:
    """A subject's list as a league's sheets name it, by `schemas.text.key`."""

    subject: Subject
    list_zh: str
    codes: Mapping[str, str]
    listed: Mapping[str, Member]  # all leagues', by code
    leagues: Mapping[str, League]

    def named(self, cell: Cell) -> Named:
        """What the cell names."""
        if self.subject.listed_in is None:
            return _by_its_signs(cell) if self.subject.signs == "uscc" else Named(plain(cell.text))
        written = key(cell.text)
        if written in self.codes:
            return Named(self.codes[written])
        if written in self._elsewhere:
            return Named(None, "member_elsewhere", self._elsewhere[written])
        return Named(None, "member_unknown", facts={"list": self.list_zh})

    @cached_property
    def _elsewhere(self) -> dict[str, str]:
        """The Chinese name of a league, by the codes and names of its members: only a mistake asks for it."""
        return {
            name: self.leagues[member.league_code].name_zh
            for code, member in self.listed.items()
            if member.league_code is not None
            for name in (key(code), key(member.name_zh))
        }


def members(subject: Subject, league_code: str | None, registry: Registry) -> Members:
    """The members of the subject for a league's sheets: by code, name, or a short name that is one's only."""
    listed = registry.members(subject.subject)
    of_league = any(member.league_code for member in listed.values())
    short: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, str] = {}
    for code, member in listed.items():
        if member.league_code not in (None, league_code):
            continue
        name = key(member.name_zh)
        codes |= {key(code): code, name: code}
        for ending in _ENDINGS:
            stem = name.removesuffix(ending)
            if of_league and stem != name and len(stem) >= _SHORTEST:
                short[stem].add(code)
    codes = {stem: min(meant) for stem, meant in short.items() if len(meant) == 1} | codes
    list_zh = f"本盟市的{subject.name_zh}" if of_league else f"名录中的{subject.name_zh}"
    return Members(subject, list_zh, codes, listed, registry.leagues)


def _by_its_signs(cell: Cell) -> Named:
    """A credit code by GB 32100: eighteen characters, the last of which checks the others."""
    written = uscc.compact(key(cell.text))
    if cell.kind == "number" or _SCIENTIFIC.fullmatch(written):
        return Named(None, "uscc_as_number")
    if len(written) != USCC_LENGTH:
        return Named(None, "uscc_length", facts={"length": str(len(written))})
    # Not the library's own check of signs: by the standard the first two may be letters, too.
    if not _SIGNS.fullmatch(written):
        return Named(None, "uscc_sign")
    check = uscc.calc_check_digit(written[:-1])
    return Named(written) if written[-1] == check else Named(None, "uscc_check", check)
