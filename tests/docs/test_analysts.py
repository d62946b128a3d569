"""The analyst guide's queries, run as an analyst on the sample returns, give what stands below them."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from etl.settings import REPOSITORY
from etl.summarise import summarise
from tests.conftest import Opener, Server
from tests.walk.driving import SAMPLES, ingest

GUIDE = (REPOSITORY / "docs" / "analysts.md").read_text(encoding="utf-8")
# A question's heading, its query, and the table of its result.
QUERIES = re.findall(
    r"^### (\d+)\. .*?```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", GUIDE, re.DOTALL | re.MULTILINE
)
PROGRAM, PRINTED = re.findall(r"```python\n(.*?)```\n\n    (.*?)\n", GUIDE, re.DOTALL)[0]


@pytest.fixture(scope="module")
def analyst(server: Server, open_warehouse: Opener, empty_database: str) -> Iterator[sa.Engine]:
    """An analyst of a warehouse that holds all sample returns and their annual tables."""
    with open_warehouse(empty_database) as engine:
        ingest(SAMPLES / "returns", "--arrivals", SAMPLES / "arrivals.csv")
        for year in (2022, 2023):
            summarise(year)
        asking = sa.create_engine(server.url(str(engine.url.database), "analyst"))
        yield asking
        asking.dispose()


def test_every_query_has_its_result() -> None:
    assert [number for number, _, _ in QUERIES] == [str(number) for number in range(1, 11)]
    assert GUIDE.count("```sql") == len(QUERIES)


@pytest.mark.parametrize(("number", "query", "table"), QUERIES, ids=[number for number, _, _ in QUERIES])
def test_a_query_gives_its_result(analyst: sa.Engine, number: str, query: str, table: str) -> None:
    with analyst.connect() as connection:
        found = connection.exec_driver_sql(query.replace("%", "%%"))
        names = list(found.keys())
        lines = [names, *[["" if value is None else str(value) for value in row] for row in found]]
    header, _, *results = table.splitlines()
    assert [f"| {' | '.join(line)} |" for line in lines] == [header, *results]


def test_the_pandas_program_prints_its_result(analyst: sa.Engine) -> None:
    printed, names = io.StringIO(), {"url": analyst.url}
    with contextlib.redirect_stdout(printed):
        exec(PROGRAM, names)  # noqa: S102
    names["engine"].dispose()
    assert printed.getvalue().strip() == PRINTED
