"""The tables of a quarter's bulletin, against the same sums made in pandas from what the samples say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import REGISTRY
from etl.summarise.tables import build, build_period, last_moment
from schemas.periods import Period
from schemas.region import REGION_CODE
from tests.summarise.by_pandas import frame
from tests.summarise.conftest import EXPECTED
from tests.summarise.filing import figures, file_return, moment, withdraw

Q2 = Period.parse("2023Q2")
AT = moment("2023-08-01")


@pytest.fixture
def connection(filled_connection: sa.Connection) -> sa.Connection:
    return filled_connection


def rows(connection: sa.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(query))]


@pytest.mark.parametrize(
    ("period", "withdrawn"),
    [("2022Q3", "2022-11-01"), ("2023Q1", "2023-05-01"), ("2023Q2", "2023-08-01"), ("2023Q4", "2024-02-01")],
)
@pytest.mark.parametrize("gone", ["", "152900"])
def test_figures(connection: sa.Connection, period: str, withdrawn: str, gone: str) -> None:
    """Every league's figure, the region's sums and ratios, and the same quarter a year before."""
    if gone:
        withdraw(connection, gone, period, "data", moment(withdrawn))
    quarter = Period.parse(period)
    build_period(connection, quarter, last_moment(quarter, moment("2024-06-01")))
    found = {
        (row[0], row[1]): row[2:]
        for row in rows(
            connection,
            "SELECT indicator_code, league_code, figure, year_to_date, year_before, leagues_reporting,"
            " year_before_reporting FROM summary.quarter_indicator",
        )
    }
    now, before = by_hand(period, gone), by_hand(f"{int(period[:4]) - 1}{period[4:]}", "")
    assert {key: (*said[:2], said[3]) for key, said in found.items() if said[3]} == now
    for key, said in found.items():
        earlier = before.get(key)
        assert said[2] == (None if earlier is None else earlier[0] if earlier[1] is None else earlier[1]), key
        assert said[4] == (None if earlier is None else earlier[2]), key


def by_hand(period: str, gone: str) -> dict[tuple[str, str], tuple[Decimal | None, Decimal | None, int]]:
    """(indicator, league or region): figure, year to date, leagues that report."""
    plan = frame(str(REGISTRY / "indicators.csv")).set_index("indicator_code")
    facts = frame(str(EXPECTED / "facts.csv"))
    facts = facts[(facts["period"] == period) & (facts["league_code"] != gone)]
    found: dict[tuple[str, str], tuple[Decimal | None, Decimal | None, int]] = {
        (row.indicator_code, row.league_code): (
            Decimal(row.quarter),
            Decimal(row.year_to_date) if row.year_to_date else None,
            1,
        )
        for row in facts.itertuples()
    }
    for code, group in facts.groupby("indicator_code"):
        if plan.loc[code, "over_leagues"] == "sum":
            flow = plan.loc[code, "measure"] == "flow"
            to_date = sum(group["year_to_date"].map(Decimal), Decimal(0)) if flow else None
            found[str(code), REGION_CODE] = (
                sum(group["quarter"].map(Decimal), Decimal(0)),
                to_date,
                len(group),
            )
    for code, ratio in plan[plan["measure"] == "ratio"].iterrows():
        step = Decimal(1).scaleb(-int(ratio["decimals"]))
        for league in {*facts["league_code"], REGION_CODE} if len(facts) else ():
            above, below = found[ratio["numerator"], league], found[ratio["denominator"], league]
            shares = [
                (100 * over / under).quantize(step, ROUND_HALF_UP) if over is not None and under else None
                for over, under in zip(above[:2], below[:2], strict=True)
            ]
            found[str(code), league] = (shares[0], shares[1], min(above[2], below[2]))
    return found


def test_targets_stand_as_in_the_annual_table_of_that_moment(connection: sa.Connection) -> None:
    build(connection, 2023, AT)
    build_period(connection, Q2, AT)
    columns = "target_id, league_code, goal, actual, share_reached, standing, missing, line, note"
    annual = rows(connection, f"SELECT {columns} FROM summary.annual_target ORDER BY 1, 2")  # noqa: S608
    assert rows(connection, f"SELECT {columns} FROM summary.quarter_target ORDER BY 1, 2") == annual  # noqa: S608
    assert len(annual) == 30


def test_projects_and_returns_of_the_quarter(connection: sa.Connection) -> None:
    """Each league budgets 100 and has spent 20 on a project by the second quarter."""
    withdraw(connection, "152900", "2023Q2", "progress", moment("2023-07-20"))
    build_period(connection, Q2, AT)
    assert rows(
        connection,
        "SELECT DISTINCT budget, spent, under_way_leagues, completed_leagues, not_started_leagues,"
        " leagues_reporting, leagues_expected, missing_leagues FROM summary.quarter_project",
    ) == [(1100, 220, 11, 0, 0, 11, 12, "阿拉善盟")]
    assert rows(connection, "SELECT count(*) FROM summary.quarter_project") == [(29,)]
    assert rows(
        connection, "SELECT timeliness, outstanding FROM summary.quarter_return WHERE league_code = '152900'"
    ) == [("missing", "项目进展")]
    assert rows(connection, "SELECT count(*) FROM summary.quarter_submission") == [(23,)]


def test_a_bulletin_knows_no_more_than_the_end_of_the_next_quarter() -> None:
    assert last_moment(Q2, AT) == AT
    assert last_moment(Q2, moment("2024-06-01")).isoformat() == "2023-09-30T23:59:59.999999+08:00"
    for quarter, says in ((Q2, "2023Q2 is not over"), (Period.parse("2023"), "2023 is no quarter")):
        with pytest.raises(ValueError, match=says):
            last_moment(quarter, moment("2023-06-30"))


def test_a_quarters_own_figure_never_stands_for_the_year_before(warehouse: sa.Engine) -> None:
    """Two leagues said of 2022Q3 what was in the quarter, not since January; a level has that alone."""
    said = {"P01-1": (5, None), "P02-1": (100, None), "P02-3": (1, None), "P04-1": (7, None)}
    said |= {"P04-3": (3, None)}
    with warehouse.begin() as connection:
        for league in ("150100", "150200"):
            file_return(connection, league, "2022Q3", {"data": figures(said)}, moment("2022-10-04"))
        quarter = Period.parse("2023Q3")
        now = dict.fromkeys(said, (9, 9))
        file_return(connection, "150100", "2023Q3", {"data": figures(now)}, moment("2023-10-04"))
        build_period(connection, quarter, last_moment(quarter, moment("2024-06-01")))
        found = rows(
            connection,
            "SELECT indicator_code, year_before, year_before_reporting FROM summary.quarter_indicator"
            " WHERE league_code = '150000' AND indicator_code IN ('P01-1', 'P02-4', 'P04-4', 'P04-3')"
            " ORDER BY 1",
        )
    assert found == [
        ("P01-1", None, 2),
        ("P02-4", None, 2),
        ("P04-3", 6, 2),
        ("P04-4", Decimal("42.86"), 2),  # 6 of 14
    ]
