"""The tables of an earlier moment are the same whenever they are built: nothing leaks in from later."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.operate.decide.withdraw import withdraw
from etl.publish.annual.content import fingerprint, read
from etl.summarise.tables import build
from tests.summarise.conftest import completion, progress
from tests.summarise.filing import figures, moment
from tests.summarise.history import Balance, Event, Exempted, Filed, Found, Resolved, Waived, Withdrawn, put
from tests.walk.driving import ingest, one_by_one

LEAGUE, FILE = "150100", "150100_2022Q3_v1.xlsx"
LATER = moment("2023-03-02")


def built(connection: sa.Connection, year: int, as_of: datetime) -> tuple[dict[str, Any], str]:
    """Every row of the year's tables as of a moment, and the fingerprint of the content."""
    build(connection, year, as_of)
    tables = dict(read(connection, year, as_of).tables)
    return tables, fingerprint(tables)


def _filed(at: str, period: str, version: str, each: int, **more: Any) -> Filed:
    """A return that is complete."""
    data = figures(dict.fromkeys(("P01-1", "P03-1", "P11-1"), (each, each)), "补录一批")
    parts: dict[str, Any] = {"data": data}
    parts |= (
        {"progress": progress(each)} if "Q" in period else {"completion": completion(), "suggestions": []}
    )
    return Filed(moment(at), f"{LEAGUE}_{period}_{version}.xlsx", LEAGUE, period, parts, **more)


BEFORE: list[Event] = [
    Balance(moment("2022-08-01"), "P17-1", 1),
    Waived(moment("2022-08-01"), "W1", "part_above_whole", LEAGUE, "2022Q3", "data", "机构划转", "就业处"),
    _filed("2022-10-03", "2022Q3", "v0", 1),
    _filed("2022-10-04", "2022Q3", "v1", 2),
    Found(moment("2022-10-04"), "a", FILE, "warning", "history_outlier", "data"),
    Found(moment("2022-10-04"), "b", FILE, "warning", "part_above_whole", "data", {"waiver_id": "W1"}),
    _filed("2023-01-03", "2022Q4", "v1", 3),
    _filed("2023-01-04", "2022", "v1", 4),
    _filed("2023-01-05", "2022", "v2", 5, refused=frozenset({"data"})),
    Found(moment("2023-01-05"), "c", f"{LEAGUE}_2022_v2.xlsx", "error", "number_text", "data"),
]


@pytest.mark.parametrize(
    "later",
    [
        _filed("2023-03-02", "2022Q3", "v2", 7),
        _filed("2023-03-02", "2022", "v3", 7),
        Withdrawn(LATER, FILE, "data"),  # the version before it is back
        Withdrawn(LATER, f"{LEAGUE}_2022_v1.xlsx", "data"),  # none is before it, and an error is open again
        Withdrawn(LATER, f"{LEAGUE}_2022Q4_v1.xlsx", "progress"),
        Found(LATER, "d", FILE, "warning", "history_outlier", "data"),
        Found(LATER, "e", FILE, "error", "history_outlier", "data"),
        Resolved(LATER, "a"),
        Balance(LATER, "P03-1", 0),
        Exempted(LATER, "150200", "2022Q3"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_comes_later_is_not_known_before(connection: sa.Connection, later: Event) -> None:
    """Not at the last moment before it, by the region's clock; from its own moment on it is."""
    just_before = moment("2023-03-01T23:59:59.999999")
    put(connection, BEFORE)
    then = built(connection, 2022, just_before)
    put(connection, [later])
    assert built(connection, 2022, just_before) == then
    assert built(connection, 2022, LATER)[1] != then[1]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_a_day_begins_by_the_regions_clock(connection: sa.Connection, zone: str) -> None:
    """What was told of 2021 counts from its day on, wherever the server stands."""
    connection.execute(sa.text(f"SET TIME ZONE '{zone}'"))
    put(connection, [*BEFORE, Balance(LATER, "P03-1", 5)])
    query = sa.text("SELECT opening_balance FROM summary.annual_target WHERE target_id = 'T03'")
    for as_of, known in (("2023-03-01T23:59:59", None), ("2023-03-02T00:00:00", 5)):
        build(connection, 2022, moment(as_of))
        assert connection.execute(query).scalar_one() == known


def test_the_story_file_by_file(warehouse: sa.Engine, tmp_path: Path) -> None:
    """By the real walk: a duplicate, revisions, re-checks, a carried explanation; then a withdrawal."""
    before: dict[tuple[int, datetime], Any] = {}
    answers: dict[str, Any] = {}
    for step, folder in one_by_one(tmp_path):
        answers |= ingest(folder, "--arrivals", folder.with_suffix(".csv"))
        as_of = datetime.fromisoformat(step["arrived_at"]).replace(tzinfo=ZONE)
        with warehouse.begin() as connection:
            for year in (2022, 2023)[: 1 if as_of < moment("2023-04-01") else 2]:
                before[year, as_of] = built(connection, year, as_of)
    assert len({then[1] for (year, _), then in before.items() if year == 2022}) == 10
    newest = answers["150100/12_2022Q3.xlsx"]["submission_id"]
    said = withdraw(newest, [], actor="张三", reason="报错了").sentences
    assert said[0] == f"withdrawn: submission {newest}, data, progress"
    with warehouse.begin() as connection:
        for (year, as_of), then in before.items():
            assert built(connection, year, as_of) == then, (year, as_of)
