"""Figures that are kept from build to build: the tables are those that a build of everything makes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from etl.operate.rebuild.checksums import checksums
from etl.summarise.kept import kept
from etl.summarise.tables import build
from tests.summarise.filing import figures, moment
from tests.summarise.history import Balance, Event, Exempted, Filed, Withdrawn, put

AS_OF, LATER = moment("2024-01-20"), moment("2024-02-01")
KEPT_OF = sa.text("SELECT DISTINCT league_code FROM warehouse.kept_figure WHERE value = 7777 ORDER BY 1")


def _data(league: str, at: str, period: str, each: int, version: str = "v1") -> Filed:
    rows = figures(dict.fromkeys(("P01-1", "P03-1", "P11-1", "P11-2"), (each, 2 * each)))
    return Filed(moment(at), f"{league}_{period}_{version}.xlsx", league, period, {"data": rows})


BEFORE: list[Event] = [
    *(
        _data(league, f"{year}-{month}-03", f"{of}Q{quarter}", number)
        for number, league in enumerate(("150100", "150200", "150300", "150400"), start=1)
        for year, month, of, quarter in ((2022, 10, 2022, 3), (2023, "01", 2022, 4), (2023, 10, 2023, 3))
    ),
    _data("150100", "2024-01-04", "2023Q4", 5),
    _data("150100", "2024-01-05", "2023", 6),
]


EVENTS: list[tuple[Event, list[str]]] = [
    (_data("150200", "2024-01-21", "2023Q4", 9), ["150200"]),
    (_data("150200", "2024-01-22", "2023", 10), ["150200"]),
    (_data("150200", "2024-01-23", "2022Q4", 11, "v2"), ["150200"]),
    (_data("150900", "2024-01-24", "2023Q4", 12), ["150900"]),
    (Withdrawn(moment("2024-01-25"), "150100_2023_v1.xlsx", "data"), ["150100"]),
    (Withdrawn(moment("2024-01-26"), "150300_2022Q4_v1.xlsx", "data"), ["150300"]),
    (Balance(moment("2024-01-27"), "P03-1", 50), []),
    (Exempted(moment("2024-01-28"), "150400", "2023Q4"), []),
]


def test_after_each_change_the_tables_are_as_if_built_anew(connection: sa.Connection) -> None:
    """What is read of the other leagues is what was kept of them."""
    put(connection, BEFORE)
    build(connection, 2023, AS_OF)
    for event, changed in EVENTS:
        before = _kept(connection)
        put(connection, [event])
        build(connection, 2023, event.at, anew=False)
        assert sorted({row[0] for row in _kept(connection) ^ before}) == changed, event
        assert not any(build(connection, 2023, event.at).values()), event


def _kept(connection: sa.Connection) -> set[Any]:
    query = "SELECT league_code, year, indicator_code, value, quarter, reporting FROM warehouse.kept_figure"
    return set(connection.execute(sa.text(query)))


def test_another_moment_is_built_as_if_anew(connection: sa.Connection) -> None:
    """An earlier one too, and one before which a quarter has ended."""
    put(connection, BEFORE)
    build(connection, 2023, AS_OF)
    for as_of in map(moment, ("2023-10-09", "2024-01-04T12:00:00", "2022-11-01", "2025-02-01")):
        build(connection, 2023, as_of, anew=False)
        assert not any(build(connection, 2023, as_of).values()), as_of


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reference.league SET in_region_sum = FALSE WHERE league_code = '150200'",
        "UPDATE reference.indicator SET valid_to = '2022-12-31' WHERE indicator_code = 'P01-1'",
        "UPDATE reference.indicator SET name_zh = '新名' WHERE indicator_code = 'P01-1'",
        "UPDATE reference.part SET feeds = 'year' WHERE (return_kind, part) = ('quarterly', 'data')",
    ],
)
def test_what_the_registry_says_otherwise_is_taken_in(connection: sa.Connection, change: str) -> None:
    put(connection, BEFORE)
    build(connection, 2023, AS_OF)
    connection.execute(sa.text(change))
    assert any(build(connection, 2023, LATER, anew=False).values())
    assert not any(build(connection, 2023, LATER).values())


def test_what_is_kept_is_read_by_the_next_build_and_by_nobody_else(connection: sa.Connection) -> None:
    put(connection, BEFORE)
    build(connection, 2023, AS_OF)
    connection.execute(
        sa.text(
            "UPDATE warehouse.kept_figure SET value = 7777"
            " WHERE indicator_code = 'P01-1' AND year = 2023 AND league_code IN ('150100', '150200')"
        )
    )
    put(connection, [_data("150200", "2024-01-25", "2023Q4", 9)])
    build(connection, 2023, LATER, anew=False)
    assert connection.execute(KEPT_OF).scalars().all() == ["150100"]
    assert _region(connection) == 7777 + 18 + 6 + 8
    asked = sa.text(
        "SELECT value FROM warehouse.region_figure_as_of(:at) WHERE year = 2023 AND indicator_code = 'P01-1'"
    )
    assert connection.execute(asked, {"at": LATER}).scalar_one() == 6 + 18 + 6 + 8
    build(connection, 2023, LATER)
    assert connection.execute(KEPT_OF).scalars().all() == []
    assert _region(connection) == 6 + 18 + 6 + 8


def _region(connection: sa.Connection) -> Any:
    query = (
        "SELECT value FROM summary.annual_indicator"
        " WHERE year = 2023 AND indicator_code = 'P01-1' AND league_code = '150000'"
    )
    return connection.execute(sa.text(query)).scalar_one()


def test_each_years_tables_keep_their_own(connection: sa.Connection) -> None:
    """What the tables of one year have taken in is still new to those of another."""
    put(connection, BEFORE)
    for year in (2022, 2023):
        build(connection, year, AS_OF)
    put(connection, [_data("150100", "2024-01-25", "2022Q4", 9, "v2")])
    for year in (2023, 2022):
        assert build(connection, year, LATER, anew=False)["annual_indicator"]
        assert not any(build(connection, year, LATER).values())


def test_what_is_kept_is_of_one_moment_and_is_read_while_the_year_is_built(connection: sa.Connection) -> None:
    put(connection, BEFORE)
    query = sa.text("SELECT warehouse.kept_for(:at, :year)")

    def kept_for(at: datetime, year: int) -> Any:
        return connection.execute(query, {"at": at, "year": year}).scalar_one()

    with kept(connection, 2023, AS_OF, anew=True):
        assert kept_for(AS_OF, 2023) == kept_for(AS_OF, 2022) == 2023
        assert kept_for(AS_OF, 2024) is None
        assert kept_for(AS_OF + timedelta(microseconds=1), 2023) is None
    assert kept_for(AS_OF, 2023) is None


def test_what_is_accepted_amid_a_build_and_withdrawn_is_not_kept(warehouse: sa.Engine) -> None:
    """The fingerprint that it had before would fit again."""
    meanwhile: list[Event] = [_data("150900", "2024-01-19", "2023Q4", 12)]

    def accept(_: Any, __: Any, statement: str, *___: Any) -> None:
        if meanwhile and "CREATE TEMPORARY TABLE made_figure" in statement:
            with warehouse.begin() as other:
                put(other, [meanwhile.pop()])

    with warehouse.begin() as connection:
        put(connection, BEFORE)
    sa.event.listen(warehouse, "before_cursor_execute", accept)
    with warehouse.begin() as connection:
        build(connection, 2023, AS_OF)
    sa.event.remove(warehouse, "before_cursor_execute", accept)
    with warehouse.begin() as connection:
        put(connection, [Withdrawn(moment("2024-01-21"), "150900_2023Q4_v1.xlsx", "data")])
        build(connection, 2023, LATER, anew=False)
        assert not any(build(connection, 2023, LATER).values())


def test_where_nothing_is_kept_everything_is_read(connection: sa.Connection) -> None:
    put(connection, BEFORE)
    build(connection, 2023, AS_OF)
    before, sums = _kept(connection), checksums(connection, AS_OF)
    connection.execute(sa.text("DELETE FROM warehouse.kept_figure"))
    assert checksums(connection, AS_OF) == sums  # a warehouse made again has nothing kept
    build(connection, 2023, LATER, anew=False)
    assert _kept(connection) == before
