"""The log knows whose history it is: nothing is added to one that the warehouse does not go with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.decide.withdraw import withdraw
from etl.operate.rebuild.rebuild import fill_from_archive, rebuild
from etl.receive.sweep import receive_paths, sweep
from etl.store import archive, timelines
from etl.store.timelines import HistoryError, WarehouseBehind
from etl.store.warehouse import transaction
from tests.conftest import Opener, Server
from tests.walk.driving import STORIES, ingest

FIRST, SECOND = (STORIES / "returns" / "150100" / name for name in ("12_2022Q3.xlsx", "14_2023Q1.xlsx"))


@pytest.fixture
def one(warehouse: sa.Engine) -> sa.Engine:
    """A warehouse in which one file was judged."""
    ingest(FIRST)
    return warehouse


def _numbers() -> list[int]:
    return [place.event_id for place in archive.logged()]


def _in_inbox(file: Path) -> Path:
    target = settings().inbox / "150100" / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, target))


def _refuses_all(fault: type[HistoryError], words: str) -> None:
    """Nothing is taken, from the inbox or from elsewhere, and it is said why."""
    waiting = _in_inbox(SECOND)
    before = _submissions()
    with pytest.raises(fault, match=words):
        sweep()
    with pytest.raises(fault, match=words):
        receive_paths([SECOND], None)
    assert waiting.exists()
    assert _submissions() == before


def _submissions() -> list[int]:
    with transaction() as connection:
        asked = sa.text("SELECT submission_id FROM intake.submission ORDER BY submission_id")
        return list(connection.execute(asked).scalars())


def test_an_archive_that_is_not_there_takes_nothing(one: sa.Engine) -> None:
    """As where a share is not mounted, or the setting names another folder."""
    shutil.rmtree(settings().archive)
    _refuses_all(HistoryError, r"the warehouse logged \d+ events, and .* has no log: is it the right folder")


def test_an_archive_that_is_older_takes_nothing(one: sa.Engine, tmp_path: Path) -> None:
    older = shutil.copytree(settings().archive, tmp_path / "older")
    withdraw(_submissions()[0], ["data"], actor="张三", reason="报错了")
    shutil.rmtree(settings().archive)
    shutil.copytree(older, settings().archive)
    _refuses_all(HistoryError, r"has \d+ of the \d+ events that the warehouse logged: bring the archive back")
    with pytest.raises(ValueError, match="bring the archive back as it was"):
        rebuild("postgresql+psycopg://nobody@nowhere/nothing")


def test_a_log_without_its_account_takes_nothing(one: sa.Engine) -> None:
    (settings().archive / "timelines.json").unlink()
    _refuses_all(HistoryError, r"timelines.json is not there: bring it back from the backup")


@pytest.fixture
def older(open_warehouse: Opener, one: sa.Engine) -> Iterator[sa.Engine]:
    """The warehouse as it was before something was decided, with the archive as it is since.

    As where its administrators have set a server back.
    """
    one.dispose()
    before, home = str(one.url.database), settings().home
    with open_warehouse(before, home):
        withdraw(_submissions()[0], ["data"], actor="张三", reason="报错了")
        later = settings().archive
        with open_warehouse(before, home) as engine:
            shutil.rmtree(settings().archive)
            shutil.copytree(later, settings().archive)
            yield engine


def test_a_warehouse_that_is_older_takes_nothing_and_is_rebuilt(
    older: sa.Engine, server: Server, empty_database: str
) -> None:
    numbers = _numbers()
    _refuses_all(
        WarehouseBehind, r"knows \d+ of the \d+ events that the timeline .* has logged: `jibao rebuild`"
    )
    name = server.create(empty_database)
    made = rebuild(server.url(name))
    assert made.events == len(numbers)
    assert "warehouse.version_in_force" in made.differing  # what was withdrawn
    other = sa.create_engine(server.url(name))
    with other.begin() as connection:
        archive.log_events(connection)  # it goes with the archive
    other.dispose()
    server.drop(name)


def test_an_empty_warehouse_beside_a_log_takes_nothing_until_it_is_rebuilt(
    one: sa.Engine, open_warehouse: Opener, empty_database: str
) -> None:
    kept, numbers = settings().archive, _numbers()
    with open_warehouse(empty_database):
        shutil.copytree(kept, settings().archive)
        _refuses_all(WarehouseBehind, "the warehouse does not know the timeline .*: `jibao rebuild`")
        assert fill_from_archive() is not None
        (first,) = _submissions()
        assert sweep().received == [first + 1_000_001]
        assert _numbers() == [*numbers, numbers[-1] + 1_000_001]


def test_what_a_crash_logged_already_is_one_event(one: sa.Engine) -> None:
    """It came between the log and the warehouse's knowing of it."""
    receive_paths([SECOND], None)
    with one.begin() as connection:
        last = connection.execute(sa.text("SELECT max(event_id) FROM intake.event")).scalar_one()
        again = {"number": last}
        connection.execute(
            sa.text("UPDATE intake.event SET archived_at = NULL WHERE event_id = :number"), again
        )
        connection.execute(sa.text("UPDATE intake.timeline SET events = events - 1"))
    numbers = _numbers()
    withdraw(_submissions()[0], ["data"], actor="张三", reason="报错了")
    after = _numbers()
    assert after[: len(numbers)] == numbers
    with transaction() as connection:
        recorded = connection.execute(
            sa.text("SELECT event_id FROM intake.event ORDER BY event_id")
        ).scalars()
        assert after == list(recorded)


def test_a_crash_when_the_first_timeline_had_begun(warehouse: sa.Engine) -> None:
    """The log names its timeline before the warehouse does; what comes next is taken."""
    with transaction() as connection:
        timelines.begin(connection)
        connection.rollback()
    assert timelines.head() is not None
    (answer,) = ingest(FIRST).values()
    assert answer["verdict"].startswith("accepted")
    assert _numbers() == list(range(1, len(_numbers()) + 1))


def test_what_a_crash_logged_and_is_another_event_now_is_refused(one: sa.Engine) -> None:
    """The warehouse was set back by just what was logged last, and has gone another way since."""
    with one.begin() as connection:
        _forget_last_logging(connection)
        connection.execute(sa.text("UPDATE intake.event SET reason = 'other' WHERE archived_at IS NULL"))
    _refuses_all(WarehouseBehind, "`jibao rebuild`")


def _forget_last_logging(connection: sa.Connection) -> None:
    head = timelines.head()
    assert head
    last = {"last": list(head.last)}
    forget = sa.text("UPDATE intake.event SET archived_at = NULL WHERE event_id = ANY(:last)")
    connection.execute(forget, last)
    connection.execute(sa.text("UPDATE intake.timeline SET events = events - cardinality(:last)"), last)


def test_two_events_of_one_number_are_told(one: sa.Engine) -> None:
    place = archive.logged()[0]
    other = place.file.with_name("77.jsonl")
    other.write_bytes(place.file.read_bytes().replace(b'"actor": "jibao"', b'"actor": "other"'))
    with pytest.raises(ValueError, match=rf"event {place.event_id} is one in .* and another in .*") as told:
        archive.logged()
    assert {other.name, place.file.name} <= set(str(told.value).replace("/", " ").split())


def test_a_log_of_nobody_is_told(one: sa.Engine) -> None:
    place = archive.logged()[0]
    shutil.copytree(place.file.parent, place.file.parent.with_name("20200101-000000-00000000"))
    with pytest.raises(ValueError, match="is of no timeline that the archive's log knows of"):
        archive.logged()


def test_a_log_that_lacks_a_file_is_not_rebuilt_from(one: sa.Engine) -> None:
    for place in archive.logged():
        place.file.unlink(missing_ok=True)
    with pytest.raises(ValueError, match=r"the log of timeline .* lacks (\d+) of its \1 events"):
        rebuild("postgresql+psycopg://nobody@nowhere/nothing")
