"""A warehouse rebuilt from the archive alone is the same, whatever was decided meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.decide.arrival import correct_arrival
from etl.operate.decide.assign import assign
from etl.operate.decide.base_figure import provide
from etl.operate.decide.matter import answer as answer_matter
from etl.operate.decide.rejudge import rejudge
from etl.operate.decide.revoke import revoke
from etl.operate.decide.waive import waive
from etl.operate.decide.withdraw import withdraw
from etl.operate.decide.years import lock, unlock
from etl.operate.rebuild.checksums import checksums
from etl.operate.rebuild.rebuild import fill_from_archive, rebuild
from etl.publish import steps
from etl.store.warehouse import transaction
from etl.summarise.tables import build_all
from schemas.periods import Period
from tests.conftest import Opener, Server
from tests.publish.conftest import answered
from tests.walk.driving import contents, ingest, one_by_one

WHO = {"actor": "张三", "reason": "核实"}


@pytest.fixture(scope="module")
def story(
    open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The story with one of every decision in it: its database, with nobody connected, and its home."""
    with open_warehouse(empty_database) as engine:
        _tell(tmp_path_factory.mktemp("story"))
        engine.dispose()
        yield str(engine.url.database), settings().home


@pytest.fixture
def eventful(story: tuple[str, Path], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A copy of the story."""
    with open_warehouse(*story) as engine:
        yield engine


def _tell(folder_of_steps: Path) -> None:
    number = {}
    for step, folder in one_by_one(folder_of_steps):
        (answer,) = ingest(folder, "--arrivals", folder.with_suffix(".csv")).values()
        number[step["step"]] = answer["submission_id"]
        if step["step"] == "2":
            waive("number_text", "150100", Period.parse("2022Q3"), "data", **WHO)
            (change,) = rejudge([number["1"]], apply=True, **WHO).changes
            assert change.parts == {"data": ("refused", "accepted_with_warnings")}, change
    assign(number["5"], "150200", **WHO)
    withdraw(number["12"], ["data"], **WHO)
    correct_arrival(number["3"], datetime(2022, 10, 4, 17, 0, tzinfo=ZONE), **WHO)
    assert answered(steps.propose("2022"))
    unlock(2022, "150100", date(2999, 1, 1), **WHO)
    revoke("150100-2022Q3-1", **WHO)
    lock(2024, **WHO)
    provide("P00-1", 2021, Decimal(221000), provider="人社厅", source="来函", **WHO)
    _build()
    with transaction() as connection:
        query = "SELECT matter_id FROM summary.suggestion_matter ORDER BY matter_id LIMIT 1"
        matter = connection.execute(sa.text(query)).scalar_one()
    for state in ("under_way", "done"):
        answer_matter(matter, handler="人社厅", state=state, reply="已统一口径。", **WHO)
    _build()


def _build() -> None:
    with transaction() as connection:
        build_all(connection, datetime.now(ZONE), [2022, 2023])


def test_every_table_is_the_same(eventful: sa.Engine, server: Server, empty_database: str) -> None:
    name = server.create(empty_database)
    made = rebuild(server.url(name))
    assert made.differing == []
    assert made.before == made.after
    assert made.after["warehouse.indicator_value"].rows > 0
    assert made.after["summary.edition"].rows == 1
    assert made.after["warehouse.base_figure"].rows == 1
    assert made.after["warehouse.matter_answer_history"].rows == 2
    other = sa.create_engine(server.url(name))
    intake, again = contents(eventful, "intake"), contents(other, "intake")
    # To the microsecond, but when a line was written down: as a submission, or into the log.
    for table in ("event", "made_from", "submission"):
        del intake[table], again[table]
    assert intake == again
    assert _submissions(eventful) == _submissions(other)
    other.dispose()
    server.drop(name)


def test_an_empty_home_is_filled_from_the_archive_alone(
    eventful: sa.Engine, open_warehouse: Opener, empty_database: str
) -> None:
    kept = settings().archive
    with eventful.connect() as connection:
        before = checksums(connection, now := datetime.now(ZONE))
    eventful.dispose()
    with open_warehouse(empty_database) as empty:
        shutil.copytree(kept, settings().archive)
        made = fill_from_archive()
        assert made is not None
        assert made.before == {}
        with empty.connect() as connection:
            assert checksums(connection, now) == before == made.after
        # The archive may be a copy: what was given after it is not given again.
        assert _next_submission(empty) == max(row[0] for row in _submissions(empty)) + 1_000_001
        assert fill_from_archive() is None


def test_a_change_of_one_figure_is_seen(eventful: sa.Engine, server: Server, empty_database: str) -> None:
    with eventful.begin() as connection:
        connection.execute(sa.text("UPDATE intake.reported_figure SET figure = figure + 1 WHERE figure > 0"))
    name = server.create(empty_database)
    made = rebuild(server.url(name))
    assert "warehouse.indicator_value" in made.differing
    assert "warehouse.return_status" not in made.differing
    server.drop(name)


def test_it_is_not_made_over_another(eventful: sa.Engine) -> None:
    with pytest.raises(ValueError, match="holds submissions: name an empty database"):
        rebuild(eventful.url.render_as_string(hide_password=False))


def test_a_log_that_lacks_a_file_says_which(
    eventful: sa.Engine, open_warehouse: Opener, empty_database: str
) -> None:
    kept = settings().archive
    eventful.dispose()
    with open_warehouse(empty_database):
        shutil.copytree(kept, settings().archive, ignore=shutil.ignore_patterns("files"))
        with pytest.raises(ValueError, match=r"event \d+ \(publish\): FileNotFoundError"):
            fill_from_archive()


def _submissions(engine: sa.Engine) -> list[Any]:
    with engine.connect() as connection:
        held = connection.execute(
            sa.text(
                "SELECT to_jsonb(held) - 'received_at' FROM intake.submission AS held ORDER BY submission_id"
            )
        )
        return [(row["submission_id"], row) for row in held.scalars()]


def _next_submission(engine: sa.Engine) -> Any:
    with engine.connect() as connection:
        return connection.execute(
            sa.text("SELECT nextval('intake.submission_submission_id_seq')")
        ).scalar_one()
