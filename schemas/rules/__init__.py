"""The rules by which one part is judged by itself: a function a rule, named by its id in rules.csv.

A rule takes the `PartFrame` and returns its offences: a data frame with the offending rows' index and the
columns `field` (whose cell is marked), `given`, `expected` and, where the rule's sentences ask for more,
further columns by the placeholders' names. No offence is an empty frame. A cell with a fault of its own is
missing (None) here and `faulty`: no rule speaks about it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from schemas.rules import completion, data, progress
from schemas.rules.frame import PartFrame

PartRule = Callable[[PartFrame], pd.DataFrame]

PART_RULES: Mapping[tuple[str, str], tuple[PartRule, ...]] = {
    ("quarterly", "data"): (
        data.indicator_unknown,
        data.indicator_doubled,
        data.indicator_name_mismatch,
        data.figure_required,
        data.figure_missing,
        data.stock_year_to_date_dropped,
        data.year_to_date_missing,
        data.year_to_date_not_first_quarter,
        data.year_to_date_below_quarter,
        data.part_above_whole,
        data.above_counties,
        data.ratio_not_of_terms,
    ),
    ("annual", "data"): (
        data.indicator_unknown,
        data.indicator_doubled,
        data.indicator_name_mismatch,
        data.figure_required,
        data.figure_missing,
        data.part_above_whole,
        data.above_counties,
        data.ratio_not_of_terms,
    ),
    ("quarterly", "progress"): (
        progress.project_unknown,
        progress.project_doubled,
        progress.project_name_mismatch,
        progress.project_missing,
        progress.part_unfilled,
        progress.status_missing,
        progress.spent_above_budget,
        progress.unspent_at_year_end,
        progress.until_passed,
    ),
    ("annual", "completion"): (
        progress.project_unknown,
        progress.project_doubled,
        progress.project_name_mismatch,
        progress.project_missing,
        completion.rate_not_quotient,
    ),
    ("annual", "suggestions"): (progress.project_unknown,),
}
