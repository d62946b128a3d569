"""Every table has the moment that it is as of, and when it was built; it is said where that is old."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish import steps
from etl.publish.annual.content import fingerprint, read
from etl.store import events
from etl.summarise.tables import MONTH_TABLES, QUARTER_TABLES, TABLES, build, build_periods
from tests.publish.conftest import answered
from tests.summarise.filing import moment
from tests.walk.driving import jibao

AT, LATER = moment("2024-06-01"), moment("2024-07-01")
ALXA_2022 = (
    "SELECT max(submission_id) FROM intake.submission WHERE (league_code, period) = ('152900', '2022')"
)


def stamps(connection: sa.Connection, table: str, where: str) -> list[Any]:
    """The moments of a table's rows, each once."""
    query = f"SELECT DISTINCT as_of, built_at FROM summary.{table} WHERE {where}"  # noqa: S608
    return [tuple(row) for row in connection.execute(sa.text(query))]


def accepted(connection: sa.Connection, to_state: str = "accepted") -> None:
    """It is written down that something of 阿拉善盟's return of 2022 was judged."""
    number = connection.execute(sa.text(ALXA_2022)).scalar_one()
    now = datetime.now(ZONE)
    events.record(connection, "judge", submission_id=number, part="data", at=now, to_state=to_state)


def built(warehouse: sa.Engine, year: int, as_of: datetime | None = None) -> bool:
    """The tables of the year and of its quarters are built; whether any of the year's rows changed."""
    as_of = as_of or datetime.now(ZONE)
    with warehouse.begin() as connection:
        changed = build(connection, year, as_of)
        build_periods(connection, year, as_of)
    return any(changed.values())


def old(connection: sa.Connection) -> list[str]:
    query = "SELECT period FROM warehouse.summary_age WHERE is_old ORDER BY period"
    return list(connection.execute(sa.text(query)).scalars())


def test_every_table_has_both_moments(filled: sa.Engine) -> None:
    before = datetime.now(ZONE)
    with filled.begin() as connection:
        build(connection, 2023, AT)
        build_periods(connection, 2023, AT)
        wanted = connection.execute(
            sa.text(
                "SELECT table_name FROM information_schema.tables"
                " WHERE table_schema = 'summary' AND table_name NOT LIKE 'edition%'"
            )
        ).scalars()
        assert set(wanted) == {*TABLES, *QUARTER_TABLES, *MONTH_TABLES}
        for table in TABLES:
            for as_of, built_at in stamps(connection, table, "year = 2023"):
                assert as_of == AT, table
                assert before <= built_at <= datetime.now(ZONE), table
        assert len(stamps(connection, "annual_indicator", "year = 2023")) == 1
        # What comes after the next quarter is in later bulletins.
        (((as_of, _),)) = stamps(connection, "quarter_indicator", "period = '2023Q2'")
        assert as_of == datetime.fromisoformat("2023-09-30T23:59:59.999999+08:00")


def test_a_build_that_finds_nothing_new_leaves_the_moments(filled: sa.Engine) -> None:
    assert built(filled, 2023, AT)
    with filled.connect() as connection:
        then = stamps(connection, "annual_target", "year = 2023")
    assert not built(filled, 2023, LATER)
    with filled.begin() as connection:
        assert stamps(connection, "annual_target", "year = 2023") == then
        content = fingerprint(read(connection, 2023, AT).tables)
        accepted(connection)
    # Now something that they rest on was accepted, though it says the same.
    assert not built(filled, 2023, LATER)
    with filled.connect() as connection:
        (((as_of, built_at),)) = stamps(connection, "annual_target", "year = 2023")
        assert (as_of, built_at > then[0][1]) == (LATER, True)
        assert stamps(connection, "annual_return", "year = 2023") == [(as_of, built_at)]
        assert fingerprint(read(connection, 2023, LATER).tables) == content


def test_what_is_accepted_while_they_are_built_makes_them_old(filled: sa.Engine) -> None:
    """Whether it is in them hangs on when each table was read, so they are to be built again."""
    meanwhile = [accepted]

    def accept(_: Any, __: Any, statement: str, *___: Any) -> None:
        if meanwhile and "INSERT INTO made " in statement:
            with filled.begin() as other:
                meanwhile.pop()(other)

    sa.event.listen(filled, "before_cursor_execute", accept)
    built(filled, 2023)
    sa.event.remove(filled, "before_cursor_execute", accept)
    with filled.connect() as connection:
        assert "2023" in old(connection)
    built(filled, 2023)
    with filled.connect() as connection:
        assert "2023" not in old(connection)


def test_an_approval_does_not_hang_on_them(filled: sa.Engine) -> None:
    question = steps.propose("2023")
    with filled.begin() as connection:
        accepted(connection)
    built(filled, 2023)
    assert answered(question)


def test_tables_older_than_an_accepted_change_are_old(
    filled: sa.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    def warned(table: str) -> str:
        assert jibao("sql", f"SELECT count(*) FROM {table}")[0] == 0  # noqa: S608
        return capsys.readouterr().err

    for year in (2022, 2023):
        built(filled, year, AT)
    for state, periods in (("refused", []), ("accepted", ["2022", "2023"])):
        with filled.begin() as connection:
            assert old(connection) == []
            accepted(connection, state)
        with filled.connect() as connection:
            # Targets add up the years before; no bulletin of 2022 or 2023 takes in what comes today.
            assert old(connection) == periods
        if not periods:
            assert warned("summary.annual_target") == ""
    said = warned("summary.annual_target")
    assert said.startswith("jibao sql: the tables of 2022, 2023 are older than the last accepted change")
    assert warned("warehouse.indicator_value") == ""
    for year in (2022, 2023):
        built(filled, year)
    assert warned("summary.annual_target") == ""
