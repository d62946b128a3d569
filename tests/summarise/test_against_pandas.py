"""Every table says what pandas makes of the sample returns, also where some of a league's are withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.by_pandas.compare import mismatches
from tests.summarise.by_pandas.tables import tables
from tests.summarise.conftest import annual_figures, completion, expected, progress, quarterly_figures
from tests.summarise.filing import moment
from tests.summarise.history import Balance, Event, Filed, Withdrawn, put

ALXA = "152900"
LATER = moment("2024-06-01")
YEARS = (2022, 2023)
OPENING = {"P00-1": 230_000, "P03-1": 0, "P17-1": 2, "P17-2": 3, "P18-1": 1}


@pytest.fixture(scope="module")
def told(
    module_warehouse: Callable[[], AbstractContextManager[sa.Engine]],
) -> Iterator[tuple[list[Event], sa.Engine]]:
    """The samples as events, and a warehouse that knows of them."""
    events = [_filed(row["league_code"], row["period"], row["arrived_at"]) for row in expected("returns")]
    events.sort(key=lambda event: event.at)
    with module_warehouse() as engine:
        with engine.begin() as connection:
            put(connection, events)
        yield events, engine


def _filed(league: str, period: str, arrived_at: str) -> Event:
    if "Q" in period:
        parts = {"data": quarterly_figures(league, period), "progress": progress(int(period[-1]))}
    else:
        parts = {"data": annual_figures(league, period), "completion": completion(), "suggestions": []}
    return Filed(moment(arrived_at), f"{league}_{period}.xlsx", league, period, parts)


@pytest.mark.parametrize(
    ("gone", "opening"),
    [
        ((), {}),
        (("2023",), OPENING),
        (("2023Q4",), {}),
        (("2023", "2023Q4"), OPENING),
        (("2022", "2022Q4", "2022Q3"), {}),
    ],
)
def test_every_column_of_every_table(
    told: tuple[list[Event], sa.Engine], gone: tuple[str, ...], opening: dict[str, int]
) -> None:
    at = moment("2024-05-01")
    more: list[Event] = [Withdrawn(at, f"{ALXA}_{period}.xlsx", "data") for period in gone]
    more += [Balance(at, code, value) for code, value in opening.items()]
    wanted = tables([*told[0], *more], LATER, YEARS)
    with told[1].connect() as connection:  # nothing of it stays
        put(connection, more)
        for year in YEARS:
            build(connection, year, LATER)
            assert mismatches(connection, year, wanted[year]) == []
