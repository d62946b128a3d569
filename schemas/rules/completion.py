"""Rules within task completion (任务完成情况)."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from schemas.rules.frame import PartFrame, offences


def rate_not_quotient(part: PartFrame) -> pd.DataFrame:
    """A rate that is not completed / target, within the rounding of what was written.

    A cell formatted as a percentage holds the quotient itself, so that counts as well.
    """
    found = []
    for index in range(len(part.rows)):
        target, completed, rate = (part.given(field)[index] for field in ("target", "completed", "rate"))
        if completed is None or rate is None or not target:
            continue
        share = completed / target
        as_percent = abs(rate - share * 100) <= _half_unit(rate)
        as_share = abs(rate - share) <= min(_half_unit(rate), Decimal("0.005"))
        if not (as_percent or as_share):
            expected = str(round(share * 100, 2))
            found.append({"index": index, "field": "rate", "given": str(rate), "expected": expected})
    return offences(found)


def _half_unit(written: Decimal) -> Decimal:
    """Half a unit of the last decimal that a number is written with, but no finer than a computed one is."""
    exponent = min(int(written.as_tuple().exponent), 0)
    return max(Decimal(5).scaleb(exponent - 1), Decimal("0.000001"))
