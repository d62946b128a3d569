"""The summary agrees with the same sums made another way."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from etl.summarise import build
from tests.summarise import by_pandas
from tests.summarise.filing import moment, open_with, withdraw

LATER = moment("2024-06-01")


OPENING = {"P00-1": 230_000, "P03-1": 0, "P17-1": 2, "P17-2": 3, "P18-1": 1}


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize(
    "gone", [(), ("2023",), ("2023Q4",), ("2023", "2023Q4"), ("2022", "2022Q4", "2022Q3")]
)
@pytest.mark.parametrize("opening", [None, OPENING])
def test_figures_and_standings(
    filled: sa.Engine, year: int, gone: tuple[str, ...], opening: dict[str, int] | None
) -> None:
    """All returns, or some of one league's withdrawn; with and without what came before the action."""
    quarters, returns = by_pandas.facts(), by_pandas.annual()
    with filled.begin() as connection:
        for period in gone:
            withdraw(connection, "152900", period, "data", moment("2024-05-01"))
            if "Q" in period:
                quarters = by_pandas.without(quarters, "152900", int(period[:4]), int(period[-1]))
            else:
                returns = by_pandas.without(returns, "152900", int(period))
        for code, value in (opening or {}).items():
            open_with(connection, code, value)
        build(connection, year, LATER)
        indicators = connection.execute(sa.text("SELECT * FROM summary.annual_indicator")).all()
        targets = connection.execute(sa.text("SELECT * FROM summary.annual_target")).all()

    figures = by_pandas.year_figures(quarters, returns)
    wanted = by_pandas.indicators(figures, year)
    before = by_pandas.indicators(figures, year - 1)
    assert {
        (row.indicator_code, row.league_code): (row.value, row.provisional, row.leagues_reporting)
        for row in indicators
        if row.value is not None
    } == wanted
    assert {
        (row.indicator_code, row.league_code): row.previous_year
        for row in indicators
        if row.value is not None
    } == {key: before[key][0] if key in before else None for key in wanted}
    assert {
        (row.target_id, row.league_code): (
            row.actual or 0,
            row.standing,
            set(row.missing_leagues.split("、")) if row.missing_leagues else set(),
        )
        for row in targets
    } == by_pandas.targets(figures, year, opening)
