"""All tables, from what was filed, by the design's page, without any SQL of ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pandas as pd

from tests.summarise.by_pandas import figures, forecasts, returns, targets, words
from tests.summarise.by_pandas.known import Known, known
from tests.summarise.by_pandas.plan import FIRST_YEAR
from tests.summarise.history import Event

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def tables(events: Iterable[Event], moment: datetime, years: Iterable[int]) -> dict[int, Tables]:
    """What was known at the moment of each of these years, in the columns of `summary.*`."""
    told = known(events, moment)
    stands = figures.year_figures(told)
    listed = list(years)
    aims = {year: targets.annual_target(told, stands, year) for year in range(FIRST_YEAR, max(listed) + 1)}
    return {year: _tables(told, stands, aims, year) for year in listed}


def _tables(told: Known, stands: pd.DataFrame, aims: dict[int, list[Row]], year: int) -> Tables:
    owed = returns.annual_return(told, year)
    waivers = returns.annual_waiver(told, year)
    accounts = words.annual_account(told, year)
    suggestions = words.annual_suggestion(told, year)
    before = words.suggestion_matter(words.annual_suggestion(told, year - 1), year - 1)
    found = {
        "annual_return": owed,
        "annual_waiver": waivers,
        "annual_account": accounts,
        "annual_indicator": figures.annual_indicator(told, stands, year),
        "annual_target": aims[year],
        "annual_forecast": forecasts.annual_forecast(told, aims[year], year),
        "action_target": targets.action_target(aims, year),
        "annual_project": words.annual_project(accounts, aims[year], year),
        "annual_reporting": returns.annual_reporting(owed, waivers, year),
        "annual_suggestion": suggestions,
        "suggestion_matter": words.suggestion_matter(suggestions, year),
        "earlier_matter": [row | {"year": year, "said_in": year - 1} for row in before],
        "annual_difference": words.annual_difference(told, year),
        "annual_finding": returns.annual_finding(told, year),
        "annual_submission": returns.annual_submission(told, year),
    }
    for table in ("annual_indicator", "annual_target", "action_target"):
        found[table] = [row | {"is_region": row["league_code"] == "150000"} for row in found[table]]
    return found
