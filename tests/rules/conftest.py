"""A league with two years of good returns behind it, and how its next one is judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from schemas.periods import Period
from tests.conftest import Opener, Server
from tests.rules.mutations import MUTATIONS, Mutation
from tests.rules.returns import LEAGUE, annual, quarterly
from tests.walk.driving import ingest, jibao

Answer = dict[str, Any]
Judge = Callable[..., Answer]
Send = Callable[..., Answer]

QUARTERS = ("2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2")


@pytest.fixture(scope="session")
def history_database(
    server: Server, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of a database with the quarters 2022Q3 to 2024Q2 and the years 2022 and 2023: a template."""
    folder = tmp_path_factory.mktemp("history")
    sent = {quarter: quarterly(quarter) for quarter in QUARTERS}
    sent |= {year: annual(year) for year in ("2022", "2023")}
    for period, content in sent.items():
        (folder / f"{period}.xlsx").write_bytes(content)
    lines = [f"{period}.xlsx,{Period.parse(period).end + timedelta(days=1)}" for period in sent]
    arrivals = folder.with_suffix(".csv")
    arrivals.write_text("\n".join(["file,arrived_at", *lines]))
    with open_warehouse(empty_database) as engine:
        answers = ingest(folder, "--arrivals", arrivals)
        assert {answer["verdict"] for answer in answers.values()} == {"accepted"}
        engine.dispose()
        return server.create(str(engine.url.database))


@pytest.fixture(scope="module")
def judge(
    open_warehouse: Opener, history_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Judge]:
    """Judges a return against that history, and keeps nothing: the tests of a module share the warehouse."""
    folder = tmp_path_factory.mktemp("sent")

    def judged(content: bytes, name: str = "return.xlsx") -> Answer:
        file = folder / name
        file.write_bytes(content)
        _, printed = jibao("check", "--json", file)
        (answer,) = json.loads(printed)
        assert answer["against_warehouse"]
        return dict(answer)

    with open_warehouse(history_database):
        yield judged


@dataclass(frozen=True)
class Answered:
    """The answer to a mutation, and the reply workbook to it."""

    answer: Answer
    reply: Path


@pytest.fixture(scope="session")
def answered(
    open_warehouse: Opener, history_database: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Answered]:
    """What each mutation is told against that history, by rule; nothing is kept."""
    folder = tmp_path_factory.mktemp("replies")
    with open_warehouse(history_database):
        return {rule_id: _answered(folder / rule_id, mutation) for rule_id, mutation in MUTATIONS.items()}


def _answered(folder: Path, mutation: Mutation) -> Answered:
    folder.mkdir()
    (folder / mutation.name).write_bytes(mutation.broken())
    _, printed = jibao("check", "--json", folder / mutation.name, "--reply", folder)
    (answer,) = json.loads(printed)
    assert answer["against_warehouse"]
    # LibreOffice lays what it converts side by side: each needs a name of its own.
    reply = (folder / f"{mutation.name}.回执.xlsx").rename(folder / f"{folder.name}.xlsx")
    return Answered(answer, reply)


@pytest.fixture
def history(open_warehouse: Opener, history_database: str) -> Iterator[sa.Engine]:
    """A warehouse of its own with that history."""
    with open_warehouse(history_database) as engine:
        yield engine


def sender(folder: Path) -> Send:
    """Sends a return that arrived at a moment, as `2024-10-02`, to the warehouse that is open."""

    def sent(content: bytes, arrived_at: str, name: str = "return.xlsx") -> Answer:
        file = folder / arrived_at / LEAGUE / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        arrivals = folder / "arrivals.csv"
        arrivals.write_text(f"file,arrived_at\n{LEAGUE}/{name},{arrived_at}\n")
        return ingest(folder / arrived_at, "--arrivals", arrivals)[f"{LEAGUE}/{name}"]

    return sent


@pytest.fixture
def send(tmp_path: Path) -> Send:
    return sender(tmp_path)
