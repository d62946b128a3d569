"""Where the region's targets would stand at their end, at the pace of the last four quarters."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from etl.common.settings import ZONE
from schemas.periods import Period
from tests.summarise.by_pandas.known import Known
from tests.summarise.by_pandas.plan import REGION, duties, registered

Figures = dict[tuple[str, str], dict[str, Decimal]]


def annual_forecast(told: Known, targets: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """A row for each target of the region that is still to be reached, and of which there is a pace."""
    measures = registered("indicators").set_index("indicator_code")["measure"]
    figures = _figures(told)
    rows = []
    for target in targets:
        if target["league_code"] != REGION or target["actual"] is None:
            continue
        if target["basis"] not in ("cumulative", "stock_by"):
            continue
        left = 4 * (target["by_year"] - year) + 4 - told.quarters_ended(year)
        code = target["indicator_code"]
        pace = _pace(told, figures, code, year, is_level=measures[code] == "stock")
        if left <= 0 or pace is None or (pace["lacking"] and target["basis"] == "stock_by"):
            continue
        actual, digits = target["actual"], Decimal(1).scaleb(-target["decimals"])
        mean = max(actual + pace["pace"] * left / 4, Decimal(0))
        rows.append(
            {
                **target,
                **pace,
                "year": year,
                "quarters_left": left,
                "expected": mean.quantize(digits, ROUND_HALF_UP),
                "low": max(actual + pace["slowest"] * left, Decimal(0)),
                "high": max(actual + pace["fastest"] * left, Decimal(0)),
            }
        )
    return rows


def _pace(told: Known, figures: Figures, code: str, year: int, *, is_level: bool) -> dict[str, Any] | None:
    """What was added in each of the last four quarters; None where one of them has nothing."""
    day = told.moment.astimezone(ZONE).date()
    last = [Period.of("quarter", each, number) for each in range(2021, year + 1) for number in (1, 2, 3, 4)]
    ended = [str(period) for period in last if period.end < day][-5:]
    of = {period: figures.get((code, period), {}) for period in ended}
    sums = {period: sum(own.values(), Decimal(0)) if own else None for period, own in of.items()}
    added: dict[str, Decimal] = {}
    for place, period in enumerate(ended):
        now = sums[period]
        before = sums[ended[place - 1]] if place else None
        if is_level and (now is None or before is None):
            continue
        if now is not None:
            added[period] = now - before if is_level and before is not None else now
    quarters = ended[-4:]
    if len(quarters) < 4 or not set(quarters) <= added.keys():
        return None
    values = [added[period] for period in quarters]
    return {
        "from_period": quarters[0],
        "to_period": quarters[-1],
        "pace": sum(values, Decimal(0)),
        "slowest": min(values),
        "fastest": max(values),
        # The change of a level needs the quarter before, too.
        "lacking": sum(
            len(_owing().get(period, set()) - of[period].keys())
            for period in (ended if is_level else quarters)
        ),
    }


def _figures(told: Known) -> Figures:
    """The leagues' figures by indicator and quarter."""
    found: Figures = defaultdict(dict)
    if (rows := told.rows.get("data")) is not None:
        own = rows.dropna(subset="figure")
        of = (own[name] for name in ("indicator_code", "period", "league_code", "figure"))
        for code, period, league, figure in zip(*of, strict=True):
            found[code, period][league] = figure
    return found


@cache
def _owing() -> dict[str, set[str]]:
    """The leagues that owe a quarter's return."""
    owed = duties()
    return {
        str(period): set(own)
        for period, own in owed[owed["return_kind"] == "quarterly"].groupby("period")["league_code"]
    }
