"""Rules on figures by county (分旗县情况)."""

from __future__ import annotations

import pandas as pd

from schemas.rules.frame import faulty
from schemas.rules.rule import at, rule


@rule(at("figure", "indicator_zh", county="label"))
def county_figure_missing(rows: pd.DataFrame) -> pd.Series:
    """A county's cell without a figure, in a column that is there."""
    return rows["named"] & rows["figure"].isna() & ~faulty(rows, "figure")


@rule(at("figure", "figure", county="label"))
def more_than_one(rows: pd.DataFrame) -> pd.Series:
    """More than one of something that a county has one of at most."""
    one_at_most = rows["named"] & rows["one_a_county"].eq(True)
    return one_at_most & rows["figure"].where(one_at_most).fillna(0).gt(1)
