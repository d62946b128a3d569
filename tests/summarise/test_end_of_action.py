"""The action from 2022 to 2025 against all 20 numbers of the plan, by figures made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.summarise.tables import build
from tests.summarise.filing import LEAGUES, figures, file_return, moment, open_with

HOHHOT, ALXA = LEAGUES[0], LEAGUES[-1]
YEARS = (2022, 2023, 2024, 2025)
AT_THE_END = moment("2026-02-01")
REGION = "150000"

# The region's figures of four years, all of them Hohhot's: each goal is reached to the unit at the end ...
ENOUGH = {
    "P00-1": (250_000, 250_000, 250_000, 250_000),
    "P01-1": (20_000, 20_000, 20_000, 20_000),
    "P03-1": (2_500, 2_500, 2_500, 2_500),
    "P10-1": (5, 5, 5, 5),
    "P11-1": (10, 10, 10, 10),
    "P11-2": (0, 0, 0, 2),  # every league's
    "P11-3": (0, 0, 0, 950),  # about 1,000
    "P17-1": (1, 2, 3, 4),
    "P17-2": (5, 5, 5, 5),
    "P18-1": (2, 2, 2, 3),  # about 10
    "P19-1": (100, 100, 100, 100),
    "P20-1": (1_000, 1_000, 1_000, 1_000),
    "P21-1": (10_000, 10_000, 10_000, 10_000),
    "P22-1": (5, 5, 5, 5),
    "P22-2": (20, 10, 10, 10),
    "P23-1": (10, 5, 5, 5),
    "P23-2": (20, 10, 10, 10),
    "P25-1": (1, 1, 2, 3),
    "P28-1": (5_000, 5_000, 5_000, 5_000),
}
# ... and missed by one: what is counted every year in 2024 alone, the level that is to be kept in 2023 alone.
SHORT = ENOUGH | {
    "P00-1": (250_000, 250_000, 250_000, 249_999),
    "P01-1": (20_000, 20_000, 19_999, 20_000),
    "P03-1": (2_500, 2_500, 2_500, 2_499),
    "P10-1": (5, 5, 5, 4),
    "P11-1": (10, 9, 10, 10),
    "P11-2": (0, 0, 0, 1),  # Hohhot's; the others have 2
    "P11-3": (0, 0, 0, 949),
    "P17-1": (1, 2, 3, 3),
    "P17-2": (5, 5, 5, 4),
    "P18-1": (2, 2, 2, 2),
    "P19-1": (100, 100, 99, 100),
    "P20-1": (1_000, 1_000, 999, 1_000),
    "P21-1": (10_000, 10_000, 9_999, 10_000),
    "P22-1": (5, 5, 5, 4),
    "P22-2": (20, 10, 10, 9),
    "P23-1": (10, 5, 5, 4),
    "P23-2": (20, 10, 10, 9),
    "P25-1": (0, 1, 2, 2),
    "P28-1": (5_000, 5_000, 4_999, 5_000),
}
FROM_2021 = {"T00": "P00-1", "T03": "P03-1", "T17a": "P17-1", "T17b": "P17-2", "T18": "P18-1"}
EVERY_YEAR = ("T01", "T19", "T20", "T21", "T28")
TOLD_BEFORE, TOLD_2024 = "2021年实绩", "阿拉善盟2024年"

# By target: what is there at the end, and its share of the goal; reached to the unit, and missed by one.
REACHED: dict[str, tuple[int, str]] = {
    "T00": (1_000_000, "1"),
    "T01": (20_000, "1"),
    "T03": (10_000, "1"),
    "T10": (20, "1"),
    "T11a": (10, "1"),
    "T11b": (2, "1"),
    "T11c": (950, "0.95"),
    "T17a": (10, "1"),
    "T17b": (20, "1"),
    "T18": (9, "0.9"),
    "T19": (100, "1"),
    "T20": (1_000, "1"),
    "T21": (10_000, "1"),
    "T22a": (20, "1"),
    "T22b": (50, "1"),
    "T23a": (25, "1"),
    "T23b": (50, "1"),
    "T25a": (1, "1"),
    "T25b": (3, "1"),
    "T28": (5_000, "1"),
}
MISSED: dict[str, tuple[int, str]] = REACHED | {
    "T00": (999_999, "0.9999"),
    "T03": (9_999, "0.9999"),
    "T10": (19, "0.95"),
    "T11b": (1, "0.5"),
    "T11c": (949, "0.949"),
    "T17a": (9, "0.9"),
    "T17b": (19, "0.95"),
    "T18": (8, "0.8"),
    "T22a": (19, "0.95"),
    "T22b": (49, "0.98"),
    "T23a": (24, "0.96"),
    "T23b": (49, "0.98"),
    "T25a": (0, "0"),
    "T25b": (2, "0.6666"),
}
# Years that stood met (where years are met one by one), of those that it was set for; else none, of four.
YEARS_MET = {
    **dict.fromkeys((*EVERY_YEAR, "T11a"), (4, 4)),
    "T25a": (None, 1),
    "T25b": (None, 3),
}


@pytest.fixture(scope="module")
def engine(module_warehouse: Callable[[], AbstractContextManager[sa.Engine]]) -> Iterator[sa.Engine]:
    with module_warehouse() as opened:
        yield opened


@pytest.fixture(scope="module")
def ends(engine: sa.Engine) -> dict[str, dict[tuple[str, str, str], Any]]:
    """By what happened: rows by table, target and whom it is set for."""
    return {
        "reached": end(engine, ENOUGH),
        "missed": end(engine, SHORT),
        "missed, nothing in 2021": end(engine, SHORT, opening=0),
        "missed, one in 2021": end(engine, SHORT, opening=1),
        "reached, a league lacks 2024": end(engine, ENOUGH, silent=ALXA),
        "missed, a league lacks 2024": end(engine, SHORT, silent=ALXA),
    }


def end(
    engine: sa.Engine,
    of_region: Mapping[str, tuple[int, ...]],
    opening: int | None = None,
    silent: str | None = None,
) -> dict[tuple[str, str, str], Any]:
    """What the tables of 2025 say at the end; nothing of it stays."""
    with engine.connect() as connection:
        for place, year in enumerate(YEARS):
            for league in LEAGUES:
                if (league, year) != (silent, 2024):
                    said = {code: (value[place], None) for code, value in of_region.items()}
                    others = dict.fromkeys(said, (0, None)) | {"P11-2": (ENOUGH["P11-2"][place], None)}
                    data = figures(said if league == HOHHOT else others)
                    file_return(connection, league, str(year), {"data": data}, moment(f"{year + 1}-01-04"))
        if opening is not None:
            for code in FROM_2021.values():
                open_with(connection, code, opening)
        build(connection, 2025, AT_THE_END)
        return {
            (table, row.target_id, row.league_code): row
            for table in ("annual_target", "action_target")
            for row in connection.execute(sa.text(f"SELECT * FROM summary.{table}"))  # noqa: S608
        }


def whom(target: str) -> str:
    return HOHHOT if target == "T11b" else REGION


def standing(row: Any) -> tuple[Any, ...]:
    return (row.actual, row.share_reached, row.standing, row.missing)


@pytest.mark.parametrize("target", REACHED)
def test_reached_to_the_unit(ends: Any, target: str) -> None:
    """Met, though nobody knows 2021: it can only add to it."""
    row = ends["reached"]["action_target", target, whom(target)]
    actual, share = REACHED[target]
    missing = TOLD_BEFORE if target in FROM_2021 else None
    assert standing(row) == (actual, Decimal(share), "met", missing)
    assert (row.years_met, row.years_counted) == YEARS_MET.get(target, (None, 4))
    assert (row.last_year, row.years_not_met) == (2022 if target == "T25a" else 2025, None)


@pytest.mark.parametrize("target", MISSED)
def test_missed_by_one(ends: Any, target: str) -> None:
    """Not met, but unknown where 2021 counts too and nobody has told it."""
    row = ends["missed"]["action_target", target, whom(target)]
    actual, share = MISSED[target]
    unknown = target in FROM_2021
    wanted = ("unknown", TOLD_BEFORE) if unknown else ("not_met", None)
    assert standing(row) == (actual, Decimal(share), *wanted)
    one_year = dict.fromkeys(EVERY_YEAR, "2024") | {"T11a": "2023"}
    assert row.years_not_met == one_year.get(target)
    assert row.years_met == (3 if target in one_year else None)


@pytest.mark.parametrize("target", FROM_2021)
def test_2021_counts_as_soon_as_it_is_told(ends: Any, target: str) -> None:
    """Nothing is a figure, not a gap: then the goal is missed; one makes up for the one that lacks."""
    actual, share = MISSED[target]
    nothing = ends["missed, nothing in 2021"]["action_target", target, REGION]
    assert standing(nothing) == (actual, Decimal(share), "not_met", None)
    assert nothing.opening_balance == 0
    one = ends["missed, one in 2021"]["action_target", target, REGION]
    actual, share = REACHED[target]
    assert standing(one) == (actual, Decimal(share), "met", None)
    assert one.opening_balance == 1


@pytest.mark.parametrize("target", REACHED)
def test_a_league_that_lacks_a_year(ends: Any, target: str) -> None:
    """Alxa sent nothing for 2024: unknown is what could still be reached by it, and only that."""
    sums = set(REACHED) - {*EVERY_YEAR, "T11a", "T11b", "T11c", "T25a", "T25b"}
    lacks = [TOLD_2024] if target in sums or target in (*EVERY_YEAR, "T11a") else []
    missing = "、".join([*lacks, *([TOLD_BEFORE] if target in FROM_2021 else [])]) or None
    reached = ends["reached, a league lacks 2024"]["action_target", target, whom(target)]
    assert (reached.standing, reached.missing) == ("met", missing)
    missed = ends["missed, a league lacks 2024"]["action_target", target, whom(target)]
    # The level of 2023 was missed with all leagues there; what 2024 lacks is one of the years' own.
    unknown = target in sums or target in EVERY_YEAR
    assert (missed.standing, missed.missing) == ("unknown" if unknown else "not_met", missing)


def test_every_league_for_itself(ends: Any) -> None:
    """T11b, a span of 2 to 3: its lower end counts; a row a league and none for the region."""
    rows = {key[2]: row for key, row in ends["missed"].items() if key[:2] == ("action_target", "T11b")}
    assert {who: row.standing for who, row in rows.items()} == {
        HOHHOT: "not_met",
        **dict.fromkeys(LEAGUES[1:], "met"),
    }
    assert {(row.goal, row.up_to) for row in rows.values()} == {(2, 3)}


def test_what_is_over_is_still_told(ends: Any) -> None:
    """T25a ended with 2022: the action tells it, the tables of 2025 do not."""
    for happened, rows in ends.items():
        assert len({target for table, target, _ in rows if table == "action_target"}) == 20, happened
        assert {target for table, target, _ in rows if table == "annual_target"} == set(REACHED) - {"T25a"}
        row = rows["action_target", "T25a", REGION]
        assert (row.year, row.last_year, row.by_year, row.years_counted) == (2025, 2022, 2022, 1)


def test_the_last_year_alone(ends: Any) -> None:
    """2025 by itself was kept, where 2023 or 2024 was missed."""
    rows = ends["missed"]
    assert {rows["annual_target", target, REGION].standing for target in (*EVERY_YEAR, "T11a")} == {"met"}
    assert rows["annual_target", "T00", REGION].this_year == 249_999
    assert rows["annual_target", "T18", REGION].line == 9
