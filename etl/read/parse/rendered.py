"""A number beside the text that its writer shows for it: an .ods holds both.

The text is the surer of the two where they differ: it knows formats that we do not. Spreadsheet programs
show the stored number and write the text anew; other writers put there what they like.
"""

from __future__ import annotations

import re
from decimal import Decimal

from etl.read.grid import Cell
from schemas.text import plain

_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:E[-+]?[0-9]{1,3})?")
_DECORATION = re.compile(r"[,¥()]|(?<!E)[-+]")
_TOO_NARROW = "#"
_OTHERWISE, _AS_STORED = "number_shown_otherwise", "figure_as_stored"


def compared(cell: Cell, written: str) -> Cell:
    """The cell, marked where what is written as its look is no look of it."""
    if cell.kind not in ("number", "text") or cell.mark not in (None, _OTHERWISE, _AS_STORED):
        return cell
    seen = plain(written)
    if not seen.strip(_TOO_NARROW):
        return cell
    texts = [cell.text] if cell.shown is None else [cell.text, cell.shown]
    if cell.mark != _OTHERWISE and any(_is_look(seen, plain(text)) for text in texts):
        return cell
    return cell._replace(mark=_OTHERWISE, shown=written)


def _is_look(seen: str, stored: str) -> bool:
    """Whether both have the same words and the same numbers, as far as the look has places for them."""
    seen, stored = (_DECORATION.sub("", text.upper()) for text in (seen, stored))
    if _NUMBER.sub("", seen) != _NUMBER.sub("", stored):
        return False
    looks, numbers = _NUMBER.findall(seen), _NUMBER.findall(stored)
    return len(looks) == len(numbers) and all(map(_is_rounded, map(Decimal, looks), map(Decimal, numbers)))


def _is_rounded(look: Decimal, number: Decimal) -> bool:
    exponent = look.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(look - number) <= Decimal(5).scaleb(exponent - 1)
