"""Rules within task completion (任务完成情况)."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from schemas.rules.frame import half_unit, only, together
from schemas.rules.rule import at, rule

_FINEST = Decimal("0.000001")  # what a computed rate is exact to
_OF_A_SHARE = Decimal("0.005")


def _share(rows: pd.DataFrame) -> pd.Series:
    """What is completed of the target, of the rows that have both."""
    completed, target = together(rows["completed"], rows["target"])
    has_both = target.ne(0)
    return completed[has_both] / target[has_both]


@rule(at("rate", "rate", lambda rows: _share(rows).map(lambda share: round(share * 100, 2))))
def rate_not_quotient(rows: pd.DataFrame) -> pd.Series:
    """A rate that is not completed / target, within the rounding of what was written.

    A cell formatted as a percentage holds the quotient itself, so that counts as well.
    """
    share = _share(rows)
    rate = rows.loc[share.index, "rate"].dropna()
    share, unit = share[rate.index], rate.map(half_unit).clip(lower=_FINEST)
    as_percent = (rate - share * 100).abs().le(unit)
    as_share = (rate - share).abs().le(unit.clip(upper=_OF_A_SHARE))
    return only(rows, ~(as_percent | as_share))
