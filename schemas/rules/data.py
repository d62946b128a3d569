"""Rules within main data (主要数据), quarterly and annual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

import pandas as pd

from schemas.registry.objects import Indicator
from schemas.rules.frame import PartFrame, offences
from schemas.text import key


def indicator_unknown(part: PartFrame) -> pd.DataFrame:
    """A code, or a name that stands alone, that is no indicator of the plan."""
    return offences(
        {
            "index": index,
            "field": "indicator_code" if code or "indicator_name" not in part.rows else "indicator_name",
            "given": code or part.given("indicator_name")[index],
            "expected": None,
        }
        for index, code in part.given("indicator_code").items()
        if code not in part.registry.indicators
    )


def indicator_doubled(part: PartFrame) -> pd.DataFrame:
    """An indicator that stands in more than one row: every row after its first."""
    mismatched = set(indicator_name_mismatch(part).index)
    seen: Counter[str] = Counter()
    found = []
    for index, indicator in _known(part):
        if index in mismatched:
            continue
        seen[indicator.indicator_code] += 1
        if seen[indicator.indicator_code] > 1:
            found.append(
                {
                    "index": index,
                    "field": "indicator_code",
                    "given": f"{indicator.indicator_code} {indicator.name_zh}",
                    "expected": None,
                }
            )
    return offences(found)


def indicator_name_mismatch(part: PartFrame) -> pd.DataFrame:
    """A code and a name that are not one indicator's."""
    names = part.given("indicator_name")
    return offences(
        {
            "index": index,
            "field": "indicator_name",
            "given": names[index],
            "expected": f"{indicator.indicator_code} {indicator.name_zh}",
        }
        for index, indicator in _known(part)
        if names[index] and key(names[index]) != key(indicator.name_zh)
    )


def figure_required(part: PartFrame) -> pd.DataFrame:
    """The headline goal or an indicator with a target, not reported."""
    required = part.registry.required_indicators()
    return _not_reported(part, lambda code: code in required)


def figure_missing(part: PartFrame) -> pd.DataFrame:
    """Any other indicator, not reported or left out."""
    required = part.registry.required_indicators()
    return _not_reported(part, lambda code: code not in required)


def stock_year_to_date_dropped(part: PartFrame) -> pd.DataFrame:
    """A year-to-date of a level, which has none."""
    return offences(
        {"index": index, "field": "year_to_date", "given": str(year_to_date), "expected": None}
        for index, indicator in _known(part)
        if indicator.measure == "stock" and (year_to_date := part.given("year_to_date")[index]) is not None
    )


def year_to_date_missing(part: PartFrame) -> pd.DataFrame:
    """A flow's figure without its year-to-date."""
    return offences(
        {"index": index, "field": "year_to_date", "given": None, "expected": None}
        for index, indicator, figure, year_to_date in _flows(part)
        if figure is not None and year_to_date is None and not part.is_faulty("year_to_date", index)
    )


def year_to_date_not_first_quarter(part: PartFrame) -> pd.DataFrame:
    """In the first quarter, a year-to-date that is not the quarter's figure."""
    return offences(
        {"index": index, "field": "year_to_date", "given": str(year_to_date), "expected": str(figure)}
        for index, indicator, figure, year_to_date in _both(part)
        if part.period.quarter == 1 and year_to_date != figure
    )


def year_to_date_below_quarter(part: PartFrame) -> pd.DataFrame:
    """After the first quarter, a year-to-date below the quarter's figure."""
    return offences(
        {"index": index, "field": "year_to_date", "given": str(year_to_date), "expected": str(figure)}
        for index, indicator, figure, year_to_date in _both(part)
        if part.period.quarter != 1 and year_to_date < figure
    )


def part_above_whole(part: PartFrame) -> pd.DataFrame:
    """An indicator above the whole that it is a part of, in the quarter or else since January."""
    rows = {indicator.indicator_code: index for index, indicator in _known(part)}
    found = []
    for code, index in rows.items():
        whole = part.registry.indicators[code].not_above
        if whole not in rows:
            continue
        for field in ("figure", "year_to_date"):
            ours, theirs = part.given(field)[index], part.given(field)[rows[whole]]
            if ours is not None and theirs is not None and ours > theirs:
                found.append(
                    {
                        "index": index,
                        "field": field,
                        "given": str(ours),
                        "expected": str(theirs),
                        "whole": part.registry.indicators[whole].name_zh,
                    }
                )
                break
    return offences(found)


def above_counties(part: PartFrame) -> pd.DataFrame:
    """More of something that a county has one of at most than the league has counties.

    An organisation without counties in the registry (the region's own level, say) is not asked.
    """
    counties = sum(county.league_code == part.league_code for county in part.registry.counties.values())
    if not counties:
        return offences([])
    return offences(
        {"index": index, "field": "figure", "given": str(figure), "expected": str(counties)}
        for index, indicator in _known(part)
        if indicator.one_a_county
        and (figure := part.given("figure")[index]) is not None
        and figure > counties
    )


def ratio_not_of_terms(part: PartFrame) -> pd.DataFrame:
    """A ratio that was sent and is not that of its terms, within the rounding of what was sent."""
    rows = {indicator.indicator_code: index for index, indicator in _known(part)}
    found = []
    for code, index in rows.items():
        ratio = part.registry.indicators[code]
        if ratio.measure != "ratio" or ratio.numerator not in rows or ratio.denominator not in rows:
            continue
        for field in ("figure", "year_to_date"):
            sent = part.given(field)[index]
            above = part.given(field)[rows[ratio.numerator]]
            below = part.given(field)[rows[ratio.denominator]]
            if sent is None or above is None or not below:
                continue
            computed = above * 100 / below
            if abs(sent - computed) > _half_unit(sent):
                expected = str(round(computed, ratio.decimals))
                found.append({"index": index, "field": field, "given": str(sent), "expected": expected})
                break
    return offences(found)


def _half_unit(number: Decimal) -> Decimal:
    """Half a unit of the last decimal that a number is written with."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(min(int(exponent), 0) - 1)


def _known(part: PartFrame) -> Iterator[tuple[int, Indicator]]:
    """The rows that the part has, each with its indicator; unknown ones passed over."""
    for index, code in part.given("indicator_code").items():
        if index not in part.left_out and code in part.registry.indicators:
            yield index, part.registry.indicators[code]


def _flows(part: PartFrame) -> Iterator[tuple[int, Indicator, Decimal | None, Decimal | None]]:
    for index, indicator in _known(part):
        if indicator.measure == "flow":
            yield index, indicator, part.given("figure")[index], part.given("year_to_date")[index]


def _both(part: PartFrame) -> Iterator[tuple[int, Indicator, Decimal, Decimal]]:
    for index, indicator, figure, year_to_date in _flows(part):
        if figure is not None and year_to_date is not None:
            yield index, indicator, figure, year_to_date


def _not_reported(part: PartFrame, concerns: Callable[[str], bool]) -> pd.DataFrame:
    """Rows without a figure. What was left out is not said while rows' codes or names are in doubt."""
    in_doubt = any(
        len(rule(part)) for rule in (indicator_unknown, indicator_doubled, indicator_name_mismatch)
    )
    found = []
    for index, code in part.given("indicator_code").items():
        indicator = part.registry.indicators.get(code)
        if indicator is None or indicator.measure == "ratio" or not concerns(code):
            continue
        if (
            part.given("figure")[index] is not None
            or part.is_faulty("figure", index)
            or (index in part.left_out and in_doubt)
        ):
            continue
        found.append(
            {"index": index, "field": "figure", "given": f"{code} {indicator.name_zh}", "expected": None}
        )
    return offences(found)
