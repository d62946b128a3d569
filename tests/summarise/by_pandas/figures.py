"""The year's figure of each league and indicator, and the indicators of a year, by the page's measures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pandas as pd

from tests.summarise.by_pandas.known import Known
from tests.summarise.by_pandas.plan import FIRST_YEAR, REGION, REGION_ZH, league_names, names, registered

KEY = ["league_code", "year", "indicator_code"]


def year_figures(told: Known) -> pd.DataFrame:
    """What stands for a league's year: its annual return's figure, else its latest quarter's (provisional).

    `reporting`: not older than the last quarter that had ended; `quarter`: at whose end it stands.
    """
    blank = pd.DataFrame(columns=[*KEY, "quarter", "figure", "year_to_date"], dtype=object)
    quarters = told.rows.get("data", blank)
    flows = quarters["indicator_code"].map(_measures()) == "flow"
    quarters = quarters.assign(value=quarters["year_to_date"].where(flows, quarters["figure"]))
    quarters = quarters.dropna(subset="value").sort_values("quarter").groupby(KEY, as_index=False).last()
    latest = quarters.assign(
        provisional=True,
        reporting=quarters["quarter"] >= quarters["year"].map(told.quarters_ended),
    )
    returns = told.rows.get("annual data", blank).assign(provisional=False, reporting=True, quarter=4)
    exact = returns.rename(columns={"figure": "value"}).dropna(subset="value")
    columns = [*KEY, "value", "provisional", "reporting", "quarter"]
    both = pd.concat([part[columns] for part in (exact, latest) if len(part)] or [exact[columns]])
    return both.drop_duplicates(KEY).astype({"provisional": bool, "reporting": bool})


def annual_indicator(told: Known, figures: pd.DataFrame, year: int) -> list[dict[str, Any]]:
    """Every league's figure, and the region's as the sum of what is there; a ratio from its two terms.

    The year before stands beside a whole year only, if it was one.
    """
    now = _values(figures, year)
    before = _values(figures, year - 1) if year > FIRST_YEAR else {}
    rows = []
    for (code, league), found in now.items():
        indicator = _indicators()[code]
        previous = before.get((code, league)) if found["whole"] else None
        previous = previous if previous and previous["whole"] else None
        rows.append(
            {
                **found,
                "year": year,
                "indicator_code": code,
                "league_code": league,
                "previous_year": previous and previous["value"],
                **{
                    f"previous_{name}": previous and previous[name]
                    for name in ("leagues_reporting", "leagues_expected")
                },
                "league_name_zh": league_names().get(league, REGION_ZH),
                "project_no": int(indicator["project_no"]),
                "decimals": int(indicator["decimals"]),
                **{name: indicator[name] for name in ("name_zh", "unit_zh", "measure")},
            }
        )
    return rows


@cache
def _indicators() -> dict[str, dict[str, str]]:
    return registered("indicators").set_index("indicator_code", drop=False).to_dict("index")


@cache
def _measures() -> dict[str, str]:
    return {code: indicator["measure"] for code, indicator in _indicators().items()}


def _values(figures: pd.DataFrame, year: int) -> dict[tuple[str, str], dict[str, Any]]:
    """By indicator and league or region; a league has a row if it has a term, the region in any case."""
    own = figures[figures["year"] == year].set_index(["indicator_code", "league_code"])
    there = own.to_dict("index")
    found = {}
    for code, indicator in _indicators().items():
        terms = [indicator["numerator"], indicator["denominator"]] if indicator["numerator"] else [code]
        said = {league: [there.get((term, league)) for term in terms] for league in league_names()}
        said = {league: facts for league, facts in said.items() if any(facts)}
        whole = {league: facts for league, facts in said.items() if not _unpaired(facts)}
        reporting = {league for league, facts in whole.items() if all(fact["reporting"] for fact in facts)}
        decimals = int(indicator["decimals"])
        for league, facts in said.items():
            paired = {league: facts} if league in whole else {}
            found[code, league] = _row(year, decimals, paired, [league], reporting, _unpaired(facts))
        if indicator["over_leagues"] != "none":
            why = "无盟市分子、分母同期俱全" if len(terms) == 2 and not whole else None
            found[code, REGION] = _row(year, decimals, whole, list(league_names()), reporting, why)
    return found


def _unpaired(facts: list[dict[str, Any] | None]) -> str | None:
    """Why two terms make no ratio: one is not there, or they are of different quarters."""
    if None in facts:
        return "缺分子" if facts[0] is None else "缺分母"
    return None if len({fact["quarter"] for fact in facts if fact}) == 1 else "分子、分母不同期"


def _value(terms: list[Decimal], decimals: int) -> Decimal | None:
    """A figure, or the percentage that the first of two is of the second; None of nothing, or of nought."""
    if len(terms) < 2:
        return terms[0] if terms else None
    above, below = terms
    step = Decimal(1).scaleb(-decimals)
    return (100 * above / below).quantize(step, ROUND_HALF_UP) if below else None


def _row(
    year: int,
    decimals: int,
    whole: dict[str, list[dict[str, Any]]],
    leagues: list[str],
    reporting: set[str],
    why: str | None,
) -> dict[str, Any]:
    """What the leagues of `whole`, each with all its terms, make together."""
    facts = [fact for own in whole.values() for fact in own]
    terms = zip(*whole.values(), strict=True)
    sums = [sum((fact["value"] for fact in term), Decimal(0)) for term in terms]
    value = _value(sums, decimals)
    quarter = max((fact["quarter"] for fact in facts), default=None)
    missing = set(leagues) - reporting
    return {
        "value": value,
        "provisional": value is not None and any(fact["provisional"] for fact in facts),
        "leagues_reporting": len(set(leagues) & reporting),
        "leagues_expected": len(leagues),
        "missing_leagues": names(missing),
        "stale_leagues": names(missing & whole.keys()),
        "period": None if value is None else str(year) if quarter == 4 else f"{year}Q{quarter}",
        "no_value_zh": "分母为0" if facts and value is None else why,
        "whole": bool(facts) and all(fact["quarter"] == 4 for fact in facts),
    }
