"""Further organisations, by rows of the registry alone: read, reminded, in the matrix and the tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import REPOSITORY, settings
from etl.leagues.reminders.digest import digest
from etl.leagues.reminders.remind import moment_of, remind
from etl.store.warehouse import transaction
from etl.summarise.tables import build
from schemas.registry import registry
from tests.conftest import Opener
from tests.reminders.post import Post, visible
from tests.reminders.registries import extended, in_force
from tests.summarise.filing import Row, figures, file_return
from tests.walk.driving import SAMPLES

REGION_LEVEL, MANZHOULI, BEGINS, ENDS = "150001", "150781", "150998", "150999"
ROWS = {
    "leagues.csv": [
        f"{REGION_LEVEL},自治区本级,The region's own level,region,区本级,yes,2022-01-01,",
        f"{MANZHOULI},满洲里市,Manzhouli,city,满洲里,no,2022-01-01,",
        f"{BEGINS},新设盟,Begins,league,,yes,2024-07-01,",
        f"{ENDS},撤并盟,Ends,league,,yes,2022-01-01,2024-06-30",
    ],
    "contacts.csv": [
        "150000,就业处,centre@hr.example,2022-01-01,",
        f"{REGION_LEVEL},张伟,level@hr.example,2022-01-01,",
        f"{MANZHOULI},周敏,manzhouli@hr.example,2022-01-01,",
        f"{ENDS},孙丽,ends@hr.example,2022-01-01,",
    ],
    "exemptions.csv": [f"{MANZHOULI},quarterly,2024Q3,机构改革,就业处,2024-10-09"],
}
YEAR = [f"2024Q{quarter}" for quarter in range(1, 5)]
QUARTERS = {BEGINS: YEAR[2:], ENDS: YEAR[:2]}


@pytest.fixture(scope="module")
def further(
    tmp_path_factory: pytest.TempPathFactory, open_warehouse: Opener, empty_database: str
) -> Iterator[sa.Engine]:
    """Four organisations more; of 2024 all quarters are in that each owes, with 100 people a quarter."""
    folder = extended(tmp_path_factory.mktemp("registry"), ROWS)
    with in_force(folder), open_warehouse(empty_database) as engine:
        with transaction() as connection:
            for code in registry().leagues:
                owed = QUARTERS.get(code, YEAR)
                for count, period in enumerate(owed, 1):
                    parts: dict[str, list[Row]] = {
                        "data": figures({"P01-1": (100, 100 * count), "P11-2": (2, None)}),
                        "progress": [{"project_no": 1, "status": "推进中", "budget": 10, "spent": count}],
                        "counties": [],
                    }
                    year, quarter = int(period[:4]), int(period[-1])
                    came = moment_of(f"{year}-{3 * quarter + 1:02}-03" if quarter < 4 else "2025-01-03")
                    file_return(connection, code, period, parts, came)
        yield engine


def table(engine: sa.Engine, at: str, query: str) -> dict[Any, tuple[Any, ...]]:
    """The rows of a query on the tables of 2024 as of that day, by their first column."""
    with engine.connect() as connection:
        build(connection, 2024, moment_of(at))
        found = connection.execute(sa.text(query)).all()
        connection.rollback()
    return {row[0]: tuple(row[1:]) for row in found}


INDICATOR = (
    "SELECT league_code, value, leagues_reporting, leagues_expected, missing_leagues"
    " FROM summary.annual_indicator WHERE indicator_code = 'P01-1'"
)


def counted() -> int:
    """How many count in the region's sum all year long."""
    return sum(league.in_region_sum for league in registry().leagues.values()) - len(QUARTERS)


def test_the_sums_hold_whom_the_register_counts(further: sa.Engine) -> None:
    found = table(further, "2025-01-10", INDICATOR)
    # Four quarters of the leagues and the region's own level, two of those that begin or end; not 满洲里's.
    assert found["150000"] == (Decimal(counted() * 400 + 200 + 200), counted() + 2, counted() + 2, None)
    assert found[REGION_LEVEL] == (Decimal(400), 1, 1, None)
    assert found[MANZHOULI] == (Decimal(400), 1, 1, None)
    assert found[BEGINS] == (Decimal(200), 1, 1, None)
    assert found[ENDS] == (Decimal(200), 1, 1, None)
    assert found.keys() == {"150000", *registry().leagues}


@pytest.mark.parametrize(
    ("at", "in_2024"),
    [("2024-04-10", {ENDS}), ("2024-07-10", {ENDS}), ("2024-10-10", {BEGINS, ENDS})],
)
def test_one_that_begins_later_is_not_missed_before(further: sa.Engine, at: str, in_2024: set[str]) -> None:
    found = table(further, at, INDICATOR)
    expected = counted() + len(in_2024)
    assert found["150000"][1:] == (expected, expected, None)
    assert found.keys() & {BEGINS, ENDS} == in_2024


def test_a_year_holds_those_that_owe_something_for_it(further: sa.Engine) -> None:
    query = "SELECT league_code FROM warehouse.league_year_as_of('2026-02-01') WHERE year = {}"
    with further.connect() as connection:
        there = {
            year: {BEGINS, ENDS} & set(connection.execute(sa.text(query.format(year))).scalars())
            for year in (2022, 2023, 2024, 2025)
        }
    assert there == {2022: {ENDS}, 2023: {ENDS}, 2024: {BEGINS, ENDS}, 2025: {BEGINS}}


def test_each_has_its_own_goal_if_it_sees_the_year_end(further: sa.Engine) -> None:
    goals = table(
        further,
        "2025-01-10",
        "SELECT league_code, actual, standing FROM summary.annual_target WHERE target_id = 'T11b'",
    )
    assert goals.keys() == registry().leagues.keys() - {ENDS}
    assert set(goals.values()) == {(Decimal(2), "met")}


def test_each_has_its_own_account_and_the_money_of_those_that_count_is_summed(further: sa.Engine) -> None:
    accounts = table(
        further,
        "2025-01-10",
        "SELECT league_code, reporting, as_of_period, spent, in_region_sum FROM summary.annual_account"
        " WHERE project_no = 1",
    )
    assert accounts.keys() == registry().leagues.keys()
    assert accounts[REGION_LEVEL] == (True, "2024Q4", Decimal(4), True)
    assert accounts[MANZHOULI] == (True, "2024Q4", Decimal(4), False)
    assert accounts[BEGINS] == (True, "2024Q4", Decimal(2), True)
    assert accounts[ENDS] == (True, "2024Q2", Decimal(2), True)
    projects = table(
        further,
        "2025-01-10",
        "SELECT project_no, budget, spent, leagues_reporting, leagues_expected, missing_leagues"
        " FROM summary.annual_project",
    )
    money = Decimal(10 * (counted() + 2)), Decimal(4 * counted() + 2 + 2)
    assert projects[1] == (*money, counted() + 2, counted() + 2, None)


def test_each_is_expected_for_its_own_periods_but_for_the_exempt(further: sa.Engine) -> None:
    duties = table(
        further,
        "2025-01-10",
        "SELECT league_code, expected, on_time, missing, exempt FROM summary.annual_reporting",
    )
    assert duties.keys() == registry().leagues.keys()
    # Twelve months, or six, are missing besides.
    assert duties[REGION_LEVEL] == (5 + 12, 4, 1 + 12, 0)
    assert duties[MANZHOULI] == (4 + 12, 3, 1 + 12, 1)
    assert duties[BEGINS] == (3 + 6, 2, 1 + 6, 0)
    assert duties[ENDS] == (2 + 6, 2, 6, 0)


def test_each_has_its_matrix_row_and_its_reminder(further: sa.Engine, post: Post) -> None:
    assert remind(moment_of("2025-01-06")) == [REGION_LEVEL, MANZHOULI, ENDS]
    assert all((settings().outbox / code / "报送提醒.txt").exists() for code in registry().leagues)
    assert digest(moment_of("2025-01-06"))
    rows = [line.split("|") for line in visible(post.body(3))]
    names = [registry().leagues[code].name_zh for code in (REGION_LEVEL, MANZHOULI, BEGINS, ENDS)]
    quarter = _told(rows, "季度进展报表", "2023年第四季度")
    month = _told(rows, "重点企业用工调度月报", "2024年12月")
    year = _told(rows, "年度总结报表", "2024年度")
    assert {month[name] for name in names} == {"未报齐", "—"}
    assert {name: (quarter[name], year[name]) for name in names} == {
        "自治区本级": ("未报齐", "未报齐"),
        "满洲里市": ("未报齐", "未报齐"),
        "新设盟": ("—", "未报齐"),
        "撤并盟": ("未报齐", "—"),
    }


def _told(rows: list[list[str]], kind: str, period: str) -> dict[str, str]:
    """What the digest's table of a return says of a period, by organisation."""
    begins = rows.index([f"各单位\uff1a{kind}"])
    head = rows[begins + 1]
    return {row[0]: row[head.index(period)] for row in rows[begins + 2 :][: len(registry().leagues)]}


@pytest.mark.parametrize(("code", "name"), [(REGION_LEVEL, "自治区本级"), (MANZHOULI, "满洲里市")])
def test_its_returns_are_read(tmp_path: Path, code: str, name: str) -> None:
    """Neither has counties in the registry: one_a_county does not bind it."""
    own = extended(tmp_path / "registry", ROWS)
    sample = SAMPLES / "returns" / "150700" / "呼伦贝尔市_2022Q3_数据.csv"
    file = tmp_path / f"{name}_2022Q3.csv"
    file.write_text(sample.read_text(encoding="utf-8-sig").replace("呼伦贝尔市", name), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "etl.cli", "check", "--json", file],
        cwd=REPOSITORY,
        env={**os.environ, "JIBAO_REGISTRY": str(own), "JIBAO_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
    )
    (answer,) = json.loads(done.stdout)
    assert (done.returncode, answer["league_code"], answer["parts"]) == (0, code, {"data": "accepted"})
