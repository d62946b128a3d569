"""The rules by which one part is judged by itself, by id; `part_rules.csv` says which judge which part.

A rule is a mask over a frame that may hold that part of many returns, and an explanation of the rows that it
marks (`schemas.rules.rule`). A cell with a fault of its own is missing there and `faulty`: no rule speaks
about it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schemas.rules import completion, counties, data, enterprises, members, progress, subject
from schemas.rules.rule import PartRule

_ROOMS = (subject, members, data, counties, progress, completion, enterprises)

RULES: Mapping[str, PartRule] = MappingProxyType(
    {thing.rule_id: thing for room in _ROOMS for thing in vars(room).values() if isinstance(thing, PartRule)}
)
