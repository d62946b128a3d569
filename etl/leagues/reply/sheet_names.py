"""Names that Excel takes for sheets: short, without some characters, each only once."""

from __future__ import annotations

import re
from collections.abc import Container

from etl.leagues.reply.safe_cells import cut, legible

_LONGEST = 31
_RESERVED = "history"  # Excel keeps it for itself, in whatever case
_REFUSED = re.compile(r"[\[\]:*?/\\\t\n]")


def legal(name: str, otherwise: str) -> str:
    """The name with everything that Excel refuses replaced; `otherwise` where nothing is left."""
    replaced = cut(_REFUSED.sub("_", legible(name)), _LONGEST).strip("'")
    if replaced.casefold() == _RESERVED:
        return f"{replaced}_"
    return replaced if replaced.strip() else otherwise


def unique(name: str, taken: Container[str], ending: str) -> str:
    """The name, with the `ending` (`{}`: a number from 1) where it is `taken` (names in `casefold`)."""
    number, free = 0, name
    while free.casefold() in taken:
        number += 1
        tail = ending.format(number)
        free = cut(name, _LONGEST - len(tail)) + tail
    return free
