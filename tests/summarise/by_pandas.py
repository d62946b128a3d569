"""The annual figures worked out a second time, in pandas, from CSV files alone; for years that are over."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from etl.settings import REGISTRY
from tests.summarise.conftest import EXPECTED

REGION = "150000"
KEY = ["league_code", "year", "indicator_code"]


def frame(path: str) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def facts() -> pd.DataFrame:
    """The quarters: league_code, year, quarter, indicator_code, value (a flow's year to date, or a level)."""
    said = frame(str(EXPECTED / "facts.csv"))
    said["value"] = said["year_to_date"].where(said["year_to_date"] != "", said["quarter"]).map(Decimal)
    said["year"] = said["period"].str[:4].astype(int)
    said["quarter"] = said["period"].str[5:].astype(int)
    return said[["league_code", "year", "quarter", "indicator_code", "value"]]


def annual() -> pd.DataFrame:
    """The annual returns: league_code, year, indicator_code, value."""
    said = frame(str(EXPECTED / "annual.csv"))
    return said.assign(value=said["value"].map(Decimal), year=said["year"].astype(int))


def without(said: pd.DataFrame, league: str, year: int, quarter: int | None = None) -> pd.DataFrame:
    gone = (said["league_code"] == league) & (said["year"] == year)
    return said[~(gone if quarter is None else gone & (said["quarter"] == quarter))]


def year_figures(quarters: pd.DataFrame, returns: pd.DataFrame) -> pd.DataFrame:
    """The figure of each league, year and indicator: value, provisional, reporting."""
    latest = quarters.sort_values("quarter").groupby(KEY, as_index=False).last()
    stand_in = latest.assign(provisional=True, reporting=latest["quarter"] == 4)
    exact = returns.assign(provisional=False, reporting=True)
    both = pd.concat([exact, stand_in[[*KEY, "value", "provisional", "reporting"]]])
    return both.drop_duplicates(KEY)


def indicators(figures: pd.DataFrame, year: int) -> dict[tuple[str, str], tuple[Decimal, bool, int]]:
    """(indicator, league or region): value, provisional, leagues that report."""
    plan = frame(str(REGISTRY / "indicators.csv")).set_index("indicator_code")
    now = figures[figures["year"] == year]
    region = now.groupby("indicator_code").agg(
        value=("value", "sum"), provisional=("provisional", "any"), reporting=("reporting", "sum")
    )
    found = {
        (row.indicator_code, row.league_code): (row.value, row.provisional, int(row.reporting))
        for row in now.itertuples()
    }
    for code, row in region.iterrows():
        if plan.loc[code, "over_leagues"] == "sum":
            found[str(code), REGION] = (row["value"], bool(row["provisional"]), int(row["reporting"]))
    for code, row in plan[plan["measure"] == "ratio"].iterrows():
        step = Decimal(1).scaleb(-int(row["decimals"]))
        for league in {*now["league_code"], REGION}:
            above, below = (found.get((row[term], league)) for term in ("numerator", "denominator"))
            if above and below and below[0]:
                share = (100 * above[0] / below[0]).quantize(step, ROUND_HALF_UP)
                found[str(code), league] = (share, above[1] or below[1], min(above[2], below[2]))
    return found


def targets(
    figures: pd.DataFrame, year: int, opening: dict[str, int] | None = None
) -> dict[tuple[str, str], tuple[Decimal, str, set[str]]]:
    """(target, league or region): actual, standing, the leagues that it lacks."""
    names = frame(str(REGISTRY / "leagues.csv")).set_index("league_code")["name_zh"]
    found = {}
    for target in frame(str(REGISTRY / "targets.csv")).itertuples():
        first, last = max(int(target.from_year), 2022), int(target.by_year)
        if not first <= year <= last:
            continue
        mine = figures[figures["indicator_code"] == target.indicator_code]
        whole = target.basis == "cumulative"
        mine = mine[mine["year"].between(first if whole else year, year)]
        for who in names.index if target.scope == "each_league" else [REGION]:
            own = mine if who == REGION else mine[mine["league_code"] == who]
            actual = own["value"].sum() or Decimal(0)
            needs_opening = whole and int(target.from_year) < 2022
            if needs_opening and opening:
                actual += opening[target.indicator_code]
            lacking = set()
            for some_year in range(first if whole else year, year + 1):
                there = own[(own["year"] == some_year) & own["reporting"]]["league_code"]
                lacking |= {*(names.index if who == REGION else [who])} - {*there}
            found[target.target_id, who] = (
                actual,
                _standing(target, actual, year, bool(lacking) or (needs_opening and opening is None)),
                {names[code] for code in lacking},
            )
    return found


def _standing(target: object, actual: Decimal, year: int, lacking: bool) -> str:
    get = {name: getattr(target, name) for name in ("at_least", "tolerance", "basis", "from_year", "by_year")}
    enough = Decimal(get["at_least"]) * (1 - Decimal(get["tolerance"] or 0))
    over = get["basis"] in ("each_year", "stock") or year == int(get["by_year"])
    if actual >= enough:
        return "met"
    start, end = int(get["from_year"]), int(get["by_year"])
    on_line = actual >= enough * (year - start + 1) / (end - start + 1)
    if not over and get["basis"] == "cumulative" and on_line:
        return "on_track"
    if lacking:
        return "unknown"
    return "not_met" if over else "behind"
