"""The rules by which one part is judged by itself, by the part; each is in rules.csv by its id.

A rule is a mask over a frame that may hold that part of many returns, and an explanation of the rows that it
marks (`schemas.rules.rule`). A cell with a fault of its own is missing there and `faulty`: no rule speaks
about it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas.rules import completion, data, progress, subject
from schemas.rules.rule import PartRule

_INDICATORS = (subject.indicator_unknown, subject.indicator_doubled, subject.indicator_name_mismatch)
_PROJECTS = (
    subject.project_unknown,
    subject.project_doubled,
    subject.project_name_mismatch,
    progress.project_missing,
)
_FIGURES = (data.figure_required, data.figure_missing)
_BETWEEN_INDICATORS = (data.part_above_whole, data.above_counties, data.ratio_not_of_terms)

PART_RULES: Mapping[tuple[str, str], tuple[PartRule, ...]] = {
    ("quarterly", "data"): (
        *_INDICATORS,
        *_FIGURES,
        data.stock_year_to_date_dropped,
        data.year_to_date_missing,
        data.year_to_date_not_first_quarter,
        data.year_to_date_below_quarter,
        *_BETWEEN_INDICATORS,
    ),
    ("annual", "data"): (*_INDICATORS, *_FIGURES, *_BETWEEN_INDICATORS),
    ("quarterly", "progress"): (
        *_PROJECTS,
        progress.part_unfilled,
        progress.status_missing,
        progress.spent_above_budget,
        progress.unspent_at_year_end,
        progress.until_passed,
    ),
    ("annual", "completion"): (*_PROJECTS, completion.rate_not_quotient),
    ("annual", "suggestions"): (subject.project_unknown,),
}
