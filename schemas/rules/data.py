"""Rules on the figures of main data (主要数据), quarterly and annual."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from schemas.rules.frame import FIGURES, faulty, half_unit, only, together
from schemas.rules.rule import Explain, at, rule
from schemas.rules.subject import may_be_there

_InFigure = Callable[[pd.DataFrame, str], pd.Series]  # of the figure in a column


def _any_figure(rows: pd.DataFrame, breaks: _InFigure) -> pd.Series:
    """The rows of which a figure breaks."""
    return pd.concat([breaks(rows, field) for field in FIGURES if field in rows], axis=1).any(axis=1)


def _at_first(breaks: _InFigure, expected: _InFigure, **facts: str) -> Explain:
    """Marks only the first figure of a row that breaks."""

    def explain(rows: pd.DataFrame) -> pd.DataFrame:
        each = []
        for field in FIGURES:
            if field in rows:
                failing = rows[breaks(rows, field)]
                explained = at(field, field, **facts)(failing)
                each.append(explained.assign(expected=expected(failing, field)))
        marked = pd.concat(each)
        return marked[~marked.index.duplicated()]

    return explain


@rule(at("figure", "label"))
def figure_required(rows: pd.DataFrame) -> pd.Series:
    """The headline goal or an indicator with a target, not reported."""
    return _not_reported(rows) & rows["is_required"]


@rule(at("figure", "label"))
def figure_missing(rows: pd.DataFrame) -> pd.Series:
    """Any other indicator, not reported or left out."""
    return _not_reported(rows) & ~rows["is_required"]


def _not_reported(rows: pd.DataFrame) -> pd.Series:
    """Rows without a figure. What was left out does not count where a row in doubt may be it."""
    asked = rows["subject"].notna() & rows["measure"].ne("ratio")
    missing: pd.Series = asked & rows["figure"].isna() & ~faulty(rows, "figure")
    return missing & ~may_be_there(rows) if missing.any() else missing


@rule(at("year_to_date", "year_to_date"))
def stock_year_to_date_dropped(rows: pd.DataFrame) -> pd.Series:
    """A year-to-date of a level, which has none."""
    return rows["named"] & rows["measure"].eq("stock") & rows["year_to_date"].notna()


@rule(at("year_to_date"))
def year_to_date_missing(rows: pd.DataFrame) -> pd.Series:
    """A flow's figure without its year-to-date."""
    missing = rows["year_to_date"].isna() & ~faulty(rows, "year_to_date")
    return _is_flow(rows) & rows["figure"].notna() & missing


@rule(at("year_to_date", "year_to_date", "figure"))
def year_to_date_not_first_quarter(rows: pd.DataFrame) -> pd.Series:
    """In the first quarter, a year-to-date that is not the quarter's figure."""
    figure, year_to_date = together(rows["figure"], rows["year_to_date"])
    return _is_flow(rows) & rows["quarter"].eq(1) & year_to_date.ne(figure)


@rule(at("year_to_date", "year_to_date", "figure"))
def year_to_date_below_quarter(rows: pd.DataFrame) -> pd.Series:
    """After the first quarter, a year-to-date below the quarter's figure."""
    figure, year_to_date = together(rows["figure"], rows["year_to_date"])
    return _is_flow(rows) & rows["quarter"].ne(1) & year_to_date.lt(figure)


def _is_flow(rows: pd.DataFrame) -> pd.Series:
    return rows["named"] & rows["measure"].eq("flow")


def _is_above_whole(rows: pd.DataFrame, field: str) -> pd.Series:
    ours, theirs = together(rows[field], rows[f"{field}_of_whole"])
    return ours.gt(theirs)


@rule(_at_first(_is_above_whole, lambda rows, field: rows[f"{field}_of_whole"], whole="whole"))
def part_above_whole(rows: pd.DataFrame) -> pd.Series:
    """An indicator above the whole that it is a part of, in the quarter or else since January."""
    return _any_figure(rows, _is_above_whole)


@rule(at("figure", "figure", "counties"))
def above_counties(rows: pd.DataFrame) -> pd.Series:
    """More of something that a county has one of at most than the league has counties.

    An organisation without counties in the registry (the region's own level, say) is not asked.
    """
    figure, counties = together(rows["figure"], rows["counties"])
    asked = rows["named"] & rows["one_a_county"].eq(True) & rows["counties"].gt(0)
    return asked & figure.gt(counties)


def _of_terms(rows: pd.DataFrame, field: str) -> pd.Series:
    """Of the rows that are ratios and have both terms: what the terms make."""
    above, below = together(rows[f"{field}_of_numerator"], rows[f"{field}_of_denominator"])
    has_both = below.ne(0)
    return above[has_both] * 100 / below[has_both]


def _is_not_of_terms(rows: pd.DataFrame, field: str) -> pd.Series:
    computed = _of_terms(rows, field)
    sent = rows.loc[computed.index, field].dropna()
    return only(rows, (sent - computed[sent.index]).abs().gt(sent.map(half_unit)))


def _computed(rows: pd.DataFrame, field: str) -> pd.Series:
    return _of_terms(rows, field).combine(rows["decimals"], round)


@rule(_at_first(_is_not_of_terms, _computed))
def ratio_not_of_terms(rows: pd.DataFrame) -> pd.Series:
    """A ratio that was sent and is not that of its terms, within the rounding of what was sent."""
    return _any_figure(rows, _is_not_of_terms)
