"""The fifteen questions' queries give what stands below them, and that is right by another calculation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa

from etl.common.settings import REPOSITORY
from tests.conftest import Opener, Server
from tests.docs.by_pandas import ANSWERS
from tests.docs.conftest import Samples, asks
from tests.docs.everything import ALXA, HOHHOT, fill
from tests.summarise.filing import moment

PAGE = (REPOSITORY / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(
    r"^### (\d+)\. .*?```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", PAGE, re.DOTALL | re.MULTILINE
)
QUERY = {number: query for number, query, _ in QUESTIONS}


@pytest.fixture(scope="module")
def frames(samples: Samples) -> dict[str, pd.DataFrame]:
    """The leagues' words and money as they were taken in."""
    names = ("project_progress", "project_completion", "suggestion")
    with samples[0].connect() as connection:
        return {
            name: pd.DataFrame(
                connection.execute(sa.text(f"SELECT * FROM warehouse.{name}")).mappings(),  # noqa: S608
                dtype=object,
            )
            for name in names
        }


@pytest.fixture(scope="module")
def eventful(server: Server, open_warehouse: Opener, empty_database: str) -> Iterator[sa.Engine]:
    """Who asks a warehouse in which something was revised, withdrawn, warned and published."""
    with open_warehouse(empty_database) as engine:
        with engine.begin() as connection:
            fill(connection)
        asking = asks(server, str(engine.url.database))
        yield asking
        asking.dispose()


def test_every_question_has_a_query_and_its_result() -> None:
    assert [number for number, _, _ in QUESTIONS] == [str(number) for number in range(1, 16)]
    assert PAGE.count("```sql") == len(QUESTIONS)


@pytest.mark.parametrize(("number", "query", "table"), QUESTIONS, ids=[number for number, _, _ in QUESTIONS])
def test_a_query_gives_its_result(analyst: sa.Engine, number: str, query: str, table: str) -> None:
    with analyst.connect() as connection:
        found = connection.exec_driver_sql(query.replace("%", "%%"))
        names = list(found.keys())
        lines = [names, *[["" if value is None else str(value) for value in row] for row in found]]
    header, _, *results = table.splitlines()
    assert [f"| {' | '.join(line)} |" for line in lines] == [header, *results]


@pytest.mark.parametrize(("number", "query", "table"), QUESTIONS, ids=[number for number, _, _ in QUESTIONS])
def test_a_query_is_simple(number: str, query: str, table: str) -> None:
    """One view, no join, no query within it."""
    assert (query.count("SELECT"), query.count("FROM"), query.count("JOIN")) == (1, 1, 0)
    assert re.search(r"FROM analysis\.", query)


@pytest.mark.parametrize(("number", "table"), [(number, table) for number, _, table in QUESTIONS])
def test_a_result_is_right(frames: dict[str, pd.DataFrame], number: str, table: str) -> None:
    shown = [[_plain(cell.strip()) for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    right = [[_plain("" if cell is None else str(cell)) for cell in line] for line in ANSWERS[number](frames)]
    assert shown == right


def _plain(cell: str) -> str:
    """A number without idle zeros; any other text as it is."""
    try:
        return f"{Decimal(cell).normalize():f}"
    except InvalidOperation:
        return cell


def _rows(engine: sa.Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query.replace("%", "%%"))]


def test_a_revision_says_what_it_was_and_became_when_and_why(eventful: sa.Engine) -> None:
    """Hohhot sent its annual return again; Alxa's second version was withdrawn, and the first revived."""
    day, withdrawn = moment("2024-02-01"), moment("2024-02-02")
    jobs, loans = "城镇新增就业人数", "创业担保贷款发放额"
    registered, employed = "登记失业高校毕业生人数", "登记失业高校毕业生就业人数"
    names = dict(_rows(eventful, "SELECT indicator_code, name_zh FROM reference.indicator"))
    jobs, loans, registered, employed = (names[code] for code in ("P00-1", "P02-1", "P04-1", "P04-3"))
    fine = Decimal("0.123456789")
    assert _rows(eventful, QUERY["8"]) == [
        ("呼和浩特市", "2023", jobs, "figure", 2023, 2024, 1, day, "补报两个旗县"),
        ("呼和浩特市", "2023", employed, "figure", 60, 61, 1, day, "补报两个旗县"),
        ("阿拉善盟", "2023", jobs, "figure", 2023, 1, -2022, day, None),
        ("阿拉善盟", "2023", loans, "figure", fine, None, None, day, None),
        ("阿拉善盟", "2023", registered, "figure", 90, None, None, day, None),
        ("阿拉善盟", "2023", employed, "figure", 60, None, None, day, None),
        ("阿拉善盟", "2023", jobs, "figure", 1, 2023, 2022, withdrawn, None),
        ("阿拉善盟", "2023", loans, "figure", None, fine, None, withdrawn, None),
        ("阿拉善盟", "2023", registered, "figure", None, 90, None, withdrawn, None),
        ("阿拉善盟", "2023", employed, "figure", None, 60, None, withdrawn, None),
    ]
    places = "SELECT was_file, was_cell, became_file, became_cell FROM analysis.revision"
    places += " WHERE reason = '补报两个旗县' ORDER BY became_cell"
    file = f"{HOHHOT}_2023.xlsx"
    assert _rows(eventful, places) == [(file, "D4", file, "D4"), (file, "D7", file, "D7")]


def test_a_warning_is_open_until_it_is_answered(eventful: sa.Engine) -> None:
    found = _rows(eventful, QUERY["9"])
    file = f"{HOHHOT}_2023.xlsx"
    assert found == [
        ("呼和浩特市", "2023", "年报与四季度不一致", "城镇新增就业人数", file, None, None),
        ("呼和浩特市", "2023", "部分大于总体", None, file, None, None),
    ]


def test_an_edition_is_beside_the_one_before(eventful: sa.Engine) -> None:
    assert _rows(eventful, QUERY["15"]) == [(2, "呼和浩特市", "城镇新增就业人数", 2024, 2025, 1)]
    said = "SELECT edition_no, value, edition_before FROM analysis.edition_figure WHERE item = 'value'"
    where = f" AND indicator_code = 'P00-1' AND league_code = '{ALXA}' ORDER BY 1"
    assert _rows(eventful, said + where) == [(1, 2023, None), (2, 2023, 1)]


def test_every_published_word_and_figure_of_a_league_has_its_cell(eventful: sa.Engine) -> None:
    """As many rows as the annual tables have figures and words of leagues; none twice."""
    counts = {
        "indicator": "SELECT count(value) FROM summary.annual_indicator"
        " WHERE NOT is_region AND measure <> 'ratio'",
        "budget": "SELECT count(budget) FROM summary.annual_account",
        "status": "SELECT count(status) FROM summary.annual_account",
        "rate": "SELECT count(rate) FROM summary.annual_account",
        "problem": "SELECT count(nullif(problem, '')) FROM summary.annual_suggestion",
        "suggestion": "SELECT count(nullif(suggestion, '')) FROM summary.annual_suggestion",
        "county": "SELECT count(value) FROM summary.annual_county",
    }
    for what, query in counts.items():
        ((right,),) = _rows(eventful, query)
        told = f"SELECT count(*) FROM analysis.provenance WHERE published_as = '{what}'"  # noqa: S608
        assert _rows(eventful, told) == [(right,)], what
        assert right > 0
    cells = "SELECT value, cell FROM analysis.provenance WHERE indicator_code = 'P00-1' AND year = 2023"
    cells += " ORDER BY value"
    assert _rows(eventful, cells) == [(2023, "D4"), (2024, "D4")]


def test_what_was_known_of_ratios_and_the_region_at_a_moment(eventful: sa.Engine) -> None:
    asked = (
        "SELECT league_code, value FROM analysis.indicator_year_as_of('{}') WHERE year = 2023"
        " AND indicator_code IN ('P00-1', 'P04-4') ORDER BY indicator_code, league_code"
    )
    before = _rows(eventful, asked.format("2024-01-05 00:00+08"))
    after = _rows(eventful, asked.format("2024-02-01 12:00+08"))
    assert before == [
        ("150000", 4046), (HOHHOT, 2023), (ALXA, 2023),
        ("150000", Decimal("66.67")), (HOHHOT, Decimal("66.67")), (ALXA, Decimal("66.67")),
    ]  # fmt: skip
    assert after[:3] == [("150000", 2025), (HOHHOT, 2024), (ALXA, 1)]
