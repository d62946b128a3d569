"""The plan's numbers: what is there of each, what it lacks, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from tests.summarise.by_pandas.known import Known
from tests.summarise.by_pandas.plan import (
    FIRST_YEAR,
    REGION,
    REGION_ZH,
    league_names,
    names,
    project_names,
    registered,
)

WORST_FIRST = ("not_met", "behind", "unknown", "on_track", "met")


def annual_target(told: Known, figures: pd.DataFrame, year: int) -> list[dict[str, Any]]:
    """A row for each target of the year: for the region, or for each league."""
    return [
        _row(told, figures, year, target, who)
        for target in _targets()
        if max(target["from_year"], FIRST_YEAR) <= year <= target["by_year"]
        for who in (league_names() if target["scope"] == "each_league" else [REGION])
    ]


def action_target(aims: dict[int, list[dict[str, Any]]], year: int) -> list[dict[str, Any]]:
    """The years up to this one: as the worst of them where each counts for itself, else as the last."""
    rows = pd.DataFrame(
        [row for each in range(FIRST_YEAR, year + 1) for row in aims[each]],
        dtype=object,
    )
    found = []
    for _, own in rows.groupby(["target_id", "league_code"]):
        years = own.to_dict("records")
        last = years[-1]
        alone = last["basis"] in ("each_year", "stock")
        unmet = [str(row["year"]) for row in years if row["standing"] != "met"]
        lacks = [row["missing"] for row in years if row["missing"]]
        found.append(
            last
            | {
                "year": year,
                "last_year": last["year"],
                "years_met": len(years) - len(unmet) if alone else None,
                "years_counted": len(years),
                "years_not_met": ("、".join(unmet) or None) if alone else None,
                "standing": worst([row["standing"] for row in years]) if alone else last["standing"],
                "missing": ("、".join(lacks) or None) if alone else last["missing"],
            }
        )
    return found


def worst(standings: list[str]) -> str:
    return min(standings, key=WORST_FIRST.index)


def _targets() -> Iterator[dict[str, Any]]:
    indicators = registered("indicators").set_index("indicator_code")
    for target in registered("targets").to_dict("records"):
        indicator = indicators.loc[target["indicator_code"]]
        yield {
            **target,
            **{name: int(target[name]) for name in ("from_year", "by_year")},
            **{name: Decimal(target[name]) if target[name] else None for name in ("up_to", "tolerance")},
            "goal": Decimal(target["at_least"]),
            "indicator_name_zh": indicator["name_zh"],
            "unit_zh": indicator["unit_zh"],
            "decimals": int(indicator["decimals"]),
            "project_no": int(indicator["project_no"]),
            "project_name_zh": project_names()[int(indicator["project_no"])],
        }


def _row(told: Known, figures: pd.DataFrame, year: int, target: dict[str, Any], who: str) -> dict[str, Any]:
    leagues = set(league_names()) if who == REGION else {who}
    adds_up = target["basis"] == "cumulative"
    first = max(target["from_year"], FIRST_YEAR) if adds_up else year
    own = figures[
        (figures["indicator_code"] == target["indicator_code"])
        & figures["year"].between(first, year)
        & figures["league_code"].isin(leagues)
    ]
    this_year = own[own["year"] == year]
    before = target["from_year"] < first and adds_up
    opening = told.balances.get(target["indicator_code"]) if before and who == REGION else None
    there = [*own["value"], *([] if opening is None else [opening])]
    actual = sum(there, Decimal(0)) if there else None

    absent = {
        each: leagues - set(own[(own["year"] == each) & own["reporting"]]["league_code"])
        for each in range(first, year + 1)
    }
    words = [_lacking(told, each, year, lacks, leagues) for each, lacks in absent.items() if lacks]
    if before and opening is None:
        words.append("2021年实绩")

    enough = target["goal"] * (1 - (target["tolerance"] or 0))
    gone, in_all = _time(target, year, told.quarters_ended(year))
    return {
        **target,
        "year": year,
        "league_code": who,
        "league_name_zh": league_names().get(who, REGION_ZH),
        "actual": actual,
        "share_reached": None if actual is None else _rounded(actual / target["goal"], ROUND_DOWN),
        "standing": _standing(
            target, actual, enough, told.quarters_ended(year) == 4, year, gone, in_all, words
        ),
        "missing_leagues": names(set().union(*absent.values())),
        "missing": "、".join(words) or None,
        "this_year": sum(this_year["value"], Decimal(0)) if len(this_year) else None,
        "opening_balance": opening,
        "line": _whole(enough * gone / in_all, target["decimals"]),
        "provisional": bool(own["provisional"].any()),
        "leagues_reporting": int(this_year["reporting"].sum()),
        "leagues_expected": len(leagues),
    }


def _lacking(told: Known, each: int, year: int, lacks: set[str], leagues: set[str]) -> str:
    """Such as 阿拉善盟2023年; of the running year, which quarter."""
    quarters = told.quarters_ended(year) if each == year else 4
    when = f"{each}年" + (f"第{quarters}季度" if 0 < quarters < 4 else "")
    if lacks == leagues and len(leagues) > 1:
        return f"全部盟市{when}"
    return "、".join(name + when for code, name in league_names().items() if code in lacks)


def _time(target: dict[str, Any], year: int, quarters: int) -> tuple[int, int]:
    """Quarters gone, and in all, of the straight line; a level has none and is asked for whole."""
    if target["basis"] == "each_year":
        return quarters, 4
    if target["basis"] == "cumulative":
        return 4 * (year - target["from_year"]) + quarters, 4 * (target["by_year"] - target["from_year"] + 1)
    return 1, 1


def _standing(
    target: dict[str, Any],
    actual: Decimal | None,
    enough: Decimal,
    year_over: bool,
    year: int,
    gone: int,
    in_all: int,
    lacks: list[str],
) -> str:
    """The first that holds, in the order of the page."""
    over = year_over and (target["basis"] in ("each_year", "stock") or year == target["by_year"])
    reached = actual is not None and actual >= enough
    if reached and (target["basis"] != "stock" or year_over):
        return "met"
    if not over and actual is not None and actual >= enough * gone / in_all:
        return "on_track"
    if lacks:
        return "unknown"
    return "not_met" if over else "behind"


def _whole(number: Decimal, decimals: int) -> Decimal:
    """Of what is counted there is no half, and less would not be enough."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_CEILING)


def _rounded(number: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    return number.quantize(Decimal("0.0001"), rounding)
