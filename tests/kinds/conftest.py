"""A league with good returns by county and on key enterprises, and how its next one is judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from schemas.periods import Period
from tests.conftest import Opener
from tests.kinds.returns import monthly, quarter
from tests.rules.conftest import Judge
from tests.walk.driving import ingest, jibao

MONTHS = [f"2024M{number:02d}" for number in range(1, 7)]


@pytest.fixture(scope="module")
def judge(
    open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Judge]:
    """Judges a return against the first quarter and the months January to June of 2024; nothing is kept."""
    folder = tmp_path_factory.mktemp("history")
    sent = {"2024Q1": quarter("2024Q1"), **{month: monthly(month) for month in MONTHS}}
    for period, content in sent.items():
        (folder / f"{period}.xlsx").write_bytes(content)
    lines = [f"{period}.xlsx,{Period.parse(period).end + timedelta(days=2)}" for period in sent]
    arrivals = folder.with_suffix(".csv")
    arrivals.write_text("\n".join(["file,arrived_at", *lines]))

    def judged(content: bytes, name: str = "return.xlsx") -> dict[str, object]:
        file = folder / name
        file.write_bytes(content)
        _, printed = jibao("check", "--json", file)
        (answer,) = json.loads(printed)
        assert answer["against_warehouse"]
        return dict(answer)

    with open_warehouse(empty_database):
        answers = ingest(folder, "--arrivals", arrivals)
        assert [(answer["verdict"], answer["findings"]) for answer in answers.values()] == [
            ("accepted", [])
        ] * len(sent)
        yield judged
