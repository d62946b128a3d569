"""What the tests stand on: one PostgreSQL a run, and a database of their own for those that ask."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from etl.common.garbage import look_seldom, spare_imported
from etl.common.settings import settings
from etl.server import cluster, secret_files
from etl.store import warehouse as way
from etl.store.migrate import migrate

# Garbage is looked for as in the product, and what is collected is not looked through: a sixth of the time.
look_seldom()

# The same examples in every run, however slow the machine is, and nothing left behind.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("same")

_MEMORY, _ROOM = Path("/dev/shm"), 8 * 2**30  # noqa: S108


def _in_memory() -> None:
    """What tests write is kept in memory where there is room: there a database is copied at once."""
    if (
        "TMPDIR" not in os.environ
        and _MEMORY.is_dir()
        and shutil.disk_usage(_MEMORY).free > _ROOM
        and not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    ):
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None


_in_memory()

Opener = Callable[..., AbstractContextManager[sa.Engine]]
_NUMBERS = count(1)
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


# Folders whose tests start servers or judge whole returns: minutes together, so `make check` leaves them out.
_SLOW = (
    "alarms",
    "annual",
    "backup",
    "board",
    "bulletin",
    "docs",
    "decide",
    "facsimile",
    "house",
    "kinds",
    "metrics",
    "page",
    "publish",
    "rebuild",
    "quality",
    "reminders",
    "rules",
    "server",
    "summarise",
    "system",
    "template",
    "third_kind",
    "walk",
)


# Modules of twenty seconds and more, with those that come along (`_SHARED`), the longest first: a free worker
# takes the next, and the last are short. Those of the system in the order of its life.
_LONG = (
    "system/test_metrics.py",
    "system/test_walk.py",
    "system/test_alarms.py",
    "system/test_board.py",
    "server/test_supervisor.py",
    "quality/test_expectations.py",
    "rules/test_mutations.py",
    "walk/test_samples.py",
    "template/test_round_trip.py",
    "backup/test_replace.py",
    "page/test_in_a_browser.py",
    "publish/test_editions.py",
    "backup/test_backup.py",
    "summarise/test_four_years.py",
    "reminders/test_by_airflow.py",
    "publish/test_manuscript.py",
    "summarise/test_moments.py",
    "walk/test_receive.py",
    "summarise/test_summarise.py",
    "summarise/test_as_of.py",
    "kinds/test_checks.py",
    "rebuild/test_rebuild.py",
    "decide/test_decisions.py",
    "server/test_postgres_survives.py",
    "walk/test_held.py",
    "third_kind/test_third_kind.py",
)

# Modules, or whole folders, that share what is long in the making: one worker makes it once for all of them.
_SHARED = {
    "tests/docs/test_analysts.py": "tests/walk/test_samples.py",
    "tests/docs/test_questions.py": "tests/walk/test_samples.py",
    "tests/kinds/test_annual.py": "tests/walk/test_samples.py",
    "tests/kinds/test_samples.py": "tests/walk/test_samples.py",
    "tests/publish/test_editions.py": "tests/quality",  # both import Great Expectations
    "tests/rules/test_replies_open.py": "tests/rules/test_mutations.py",
    "tests/board/test_pages.py": "tests/walk/test_stories.py",
    "tests/board/test_queries.py": "tests/walk/test_stories.py",
    "tests/house/test_house.py": "tests/walk/test_stories.py",
    "tests/page": "tests/page",
    "tests/quality": "tests/quality",
    "tests/reminders": "tests/reminders",
    "tests/system": "tests/system",
    "tests/template": "tests/template",
}


def _module(path: Path) -> str:
    return path.relative_to(Path(__file__).parent).as_posix()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where none of them is asked for, they are not even imported."""
    return (collection_path.name in _SLOW and config.option.markexpr == "not slow") or None


def pytest_collection_finish() -> None:
    spare_imported()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in _SLOW:
            item.add_marker(pytest.mark.slow)
    order = {module: number for number, module in enumerate(_LONG)}
    items.sort(key=lambda item: order.get(_module(item.path), len(order)))


class _ByModule(LoadScopeScheduling):
    """A module goes to one worker, with those that share what it makes.

    (xdist's own groups are lost on pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return _SHARED.get(module) or _SHARED.get(module.rpartition("/")[0]) or module


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByModule:
    return _ByModule(config, log)


@dataclass(frozen=True)
class Server:
    """The PostgreSQL of this run."""

    port: int
    secrets: Path

    def url(self, database: str, role: str = "loader") -> str:
        password = secret_files.read(self.secrets, f"database-{role}")
        return f"postgresql+psycopg://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str) -> str:
        """The name of a new database, a copy of `template`."""
        name = f"{template.split('_copy')[0]}_copy{next(_NUMBERS)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy OWNER loader")
        return name

    def drop(self, name: str) -> None:
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)

    @cached_property
    def admin(self) -> sa.Engine:
        return sa.create_engine(self.url("postgres", "postgres"), isolation_level="AUTOCOMMIT")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    # Not in pytest's own folder: any other run of pytest closes that to other accounts, PostgreSQL's too.
    with tempfile.TemporaryDirectory(prefix="jibao-tests-") as name:
        folder = Path(name)
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with cluster.running(folder / "data", port, folder / "secrets", _FORGETFUL):
            server = Server(port, folder / "secrets")
            for role in ("loader", "analyst"):
                # Whoever logs in is asked for thousands of rounds of a sum: here nobody guesses passwords.
                password = secret_files.read(server.secrets, f"database-{role}")
                server._do(f"SET scram_iterations = 1; ALTER ROLE {role} PASSWORD '{password}'")
            yield server
            server.admin.dispose()


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """The path of this name, once the function has made it: one a run, whichever worker comes first."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent

    def path_of(name: str, make: Callable[[Path], None]) -> Path:
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / name).exists():
                make(folder / name)
        return folder / name

    return path_of


@pytest.fixture(scope="session")
def plain_home(once: Once) -> Path:
    """A home whose PostgreSQL has an empty warehouse, for `copy_home`."""
    from tests.server.homes import prepare

    return once("plain", prepare)


@pytest.fixture(scope="session")
def prepared_home(once: Once, plain_home: Path) -> Path:
    """A home with all that a first `up` makes before it starts Airflow, for `copy_home`."""
    from tests.server.homes import prepare_airflow

    return once("prepared", lambda folder: prepare_airflow(plain_home, folder))


@pytest.fixture(scope="session")
def empty_database(server: Server) -> str:
    """The name of a migrated database that nobody writes into: a template."""
    name = server.create("template1")
    engine = sa.create_engine(server.url(name))
    migrate(engine, "announced_break")
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def open_warehouse(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens a copy of a template as the warehouse of an empty home, or of a copy of one, for a `with`."""

    @contextmanager
    def opened(template: str, home: Path | None = None) -> Iterator[sa.Engine]:
        name = server.create(template)
        folder = tmp_path_factory.mktemp("home")
        if home:
            shutil.copytree(home, folder, dirs_exist_ok=True)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("JIBAO_HOME", str(folder))
            environment.setenv("JIBAO_WAREHOUSE_URL", server.url(name))
            forget()
            engine = way.engine()
            if home is None:
                _leave_archive(engine)
            yield engine
            engine.dispose()
            forget()
        server.drop(name)

    return opened


@dataclass(frozen=True)
class Walked:
    """The name of a database that what was sent has gone into, a template; the replies by file; the home."""

    database: str
    answers: dict[str, dict[str, Any]]
    home: Path | None = None


@pytest.fixture(scope="session")
def samples_walked(server: Server, open_warehouse: Opener, empty_database: str) -> Walked:
    """All sample returns came, by `jibao ingest --arrivals`."""
    from tests.walk.driving import SAMPLES, ingest

    with open_warehouse(empty_database) as engine:
        answers = ingest(SAMPLES / "returns", "--arrivals", SAMPLES / "arrivals.csv")
        engine.dispose()
        return Walked(server.create(str(engine.url.database)), answers)


@pytest.fixture(scope="session")
def samples_2024_walked(server: Server, open_warehouse: Opener, samples_walked: Walked) -> Walked:
    """The first quarter of 2024 came after them."""
    from tests.walk.driving import SAMPLES_2024, ingest

    with open_warehouse(samples_walked.database) as engine:
        answers = ingest(SAMPLES_2024 / "returns", "--arrivals", SAMPLES_2024 / "arrivals.csv")
        engine.dispose()
        return Walked(server.create(str(engine.url.database)), answers)


@pytest.fixture(scope="session")
def stories_walked(
    server: Server, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Walked:
    """The stories happened in another warehouse, in one go."""
    from tests.walk.driving import STORIES, ingest

    with open_warehouse(empty_database) as engine:
        answers = ingest(STORIES / "returns", "--arrivals", STORIES / "steps.csv")
        engine.dispose()
        home = shutil.copytree(settings().home, tmp_path_factory.mktemp("stories"), dirs_exist_ok=True)
        return Walked(server.create(str(engine.url.database)), answers, home)


@pytest.fixture(scope="session")
def filled_database(server: Server, empty_database: str) -> str:
    """The name of a database with every sample return, filed by hand at its arrival: a template."""
    from tests.summarise.conftest import file_samples

    name = server.create(empty_database)
    engine = sa.create_engine(server.url(name))
    with engine.begin() as connection:
        file_samples(connection)
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def module_warehouse(
    open_warehouse: Opener, empty_database: str
) -> Callable[[], AbstractContextManager[sa.Engine]]:
    """Opens an empty, migrated warehouse for the tests of one module, which share what they put into it."""
    return lambda: open_warehouse(empty_database)


@pytest.fixture
def warehouse(open_warehouse: Opener, empty_database: str) -> Iterator[sa.Engine]:
    """An empty, migrated warehouse, and a home of its own."""
    with open_warehouse(empty_database) as engine:
        yield engine


@pytest.fixture
def filled(open_warehouse: Opener, filled_database: str) -> Iterator[sa.Engine]:
    """A warehouse of its own with every sample return."""
    with open_warehouse(filled_database) as engine:
        yield engine


def _leave_archive(engine: sa.Engine) -> None:
    """The warehouse may have a log in another home; it begins one in this."""
    if sa.inspect(engine).has_table("timeline", schema="intake"):
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM intake.timeline"))


def forget() -> None:
    """The warehouse that was open is closed; the next is that of the environment, looked over again."""
    if way.engine.cache_info().currsize:
        way.engine().dispose()
    way.engine.cache_clear()
    way._up_to_date.cache_clear()
