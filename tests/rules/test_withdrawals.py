"""What an operator withdraws is out of force, what it replaced is in force again, and the league is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.decide.withdraw import withdraw
from etl.summarise.tables import build
from tests.conftest import Opener
from tests.rules.conftest import Send, sender
from tests.rules.returns import DATA, LEAGUE, PROGRESS, quarterly
from tests.walk.driving import jibao

ACTOR = ("--actor", "王五", "--reason", "报错盟市")
IN_FORCE = """
SELECT part, submission_id FROM warehouse.version_in_force
WHERE period = '2024Q3' AND known_until IS NULL ORDER BY part
"""
MOVES = """
SELECT submission_id, part, verb, from_state, to_state, actor, reason FROM intake.event
WHERE verb IN ('withdraw', 'revive') ORDER BY event_id
"""


def asked(warehouse: sa.Engine, query: str) -> list[tuple[Any, ...]]:
    with warehouse.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def withdrawn(submission_id: int, *parts: str) -> None:
    """By the decision alone: the command draws the annual sets anew besides."""
    withdraw(submission_id, parts, actor=ACTOR[1], reason=ACTOR[3])


def reply(name: str, submission_id: int) -> dict[str, Any]:
    path = settings().outbox / LEAGUE / f"{name}.{submission_id}.回执.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


SECOND = quarterly("2024Q3", {DATA.at("P00-1", "figure"): 1010, DATA.at("P00-1", "year_to_date"): 3010})


@pytest.fixture(scope="module")
def both(
    open_warehouse: Opener, history_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, tuple[int, int]]]:
    """Two versions of a quarter; the second changes one figure. The database, the home, the numbers."""
    with open_warehouse(history_database) as engine:
        send = sender(tmp_path_factory.mktemp("both"))
        first = send(quarterly("2024Q3"), "2024-10-02", "first.xlsx")
        second = send(SECOND, "2024-10-03", "second.xlsx")
        engine.dispose()
        yield str(engine.url.database), settings().home, (first["submission_id"], second["submission_id"])


@pytest.fixture
def history(both: tuple[str, Path, Any], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A warehouse of its own with both."""
    with open_warehouse(*both[:2]) as engine:
        yield engine


@pytest.fixture
def sent(history: sa.Engine, both: tuple[str, Path, tuple[int, int]]) -> tuple[int, int]:
    return both[2]


def test_the_version_before_is_in_force_again(history: sa.Engine, sent: tuple[int, int]) -> None:
    first, second = sent
    assert asked(history, IN_FORCE) == [("data", second), ("progress", second)]
    code, printed = jibao("withdraw", str(second), *ACTOR)
    assert code == 0
    assert f"in force again: submission {first}" in printed
    assert "annual tables of 2024: built anew" in printed
    assert asked(history, IN_FORCE) == [("data", first), ("progress", first)]
    assert asked(history, MOVES) == [
        (second, "data", "withdraw", "accepted", "withdrawn", "王五", "报错盟市"),
        (first, "data", "revive", "superseded", "accepted", "王五", None),
        (second, "progress", "withdraw", "accepted", "withdrawn", "王五", "报错盟市"),
        (first, "progress", "revive", "superseded", "accepted", "王五", None),
    ]


def test_the_annual_tables_rest_on_what_is_in_force(history: sa.Engine, sent: tuple[int, int]) -> None:
    value = "SELECT value FROM summary.annual_indicator WHERE (year, indicator_code) = (2024, 'P00-1')"
    value += f" AND league_code = '{LEAGUE}'"
    with history.begin() as connection:
        build(connection, 2024, datetime.now(ZONE))
    assert asked(history, value) == [(3010,)]
    withdrawn(sent[1])
    with history.begin() as connection:
        build(connection, 2024, datetime.now(ZONE))
    assert asked(history, value) == [(3000,)]


def test_only_the_named_part_is_withdrawn(history: sa.Engine, sent: tuple[int, int]) -> None:
    first, second = sent
    withdrawn(second, "progress")
    assert asked(history, IN_FORCE) == [("data", second), ("progress", first)]


def test_a_superseded_version_is_withdrawn_without_being_missed(
    history: sa.Engine, sent: tuple[int, int]
) -> None:
    first, second = sent
    withdrawn(first)
    assert asked(history, IN_FORCE) == [("data", second), ("progress", second)]
    withdrawn(second)
    assert asked(history, IN_FORCE) == []


def test_the_league_is_told(sent: tuple[int, int]) -> None:
    first, second = sent
    withdrawn(second, "data")
    (gone,) = reply("second.xlsx", second)["withdrawn"]
    assert (gone["part_zh"], gone["actor"], gone["reason"]) == ("主要数据", "王五", "报错盟市")
    assert reply("first.xlsx", first)["withdrawn"] == []


def test_the_reply_says_what_counts_now(sent: tuple[int, int]) -> None:
    first, second = sent
    before = reply("first.xlsx", first)
    assert (before["version"], before["part_states"]["data"]) == (1, "accepted")
    withdrawn(second)
    gone, back = reply("second.xlsx", second), reply("first.xlsx", first)
    assert gone["parts"] == {"data": "accepted", "progress": "accepted"}
    assert gone["part_states"] == {"data": "withdrawn", "progress": "withdrawn"}
    assert (gone["verdict_zh"], gone["published"], gone["findings"]) == ("已撤回,不再采用", [], [])
    assert (back["version"], back["part_states"]) == (1, {"data": "accepted", "progress": "accepted"})
    assert len(back["published"]) == 2


def test_the_workbook_says_that_it_was_withdrawn(sent: tuple[int, int]) -> None:
    withdrawn(sent[1])
    book = openpyxl.load_workbook(settings().outbox / LEAGUE / f"second.xlsx.{sent[1]}.回执.xlsx")
    said = [str(cell.value) for row in book["回执"].iter_rows() for cell in row if cell.value]
    assert any("撤回" in text and "报错盟市" in text for text in said)
    assert not any(text.startswith("已采用") for text in said)
    assert "采用数据" not in book.sheetnames


def test_later_returns_are_checked_again(history: sa.Engine, send: Send, sent: tuple[int, int]) -> None:
    changes = {DATA.at("P00-1", "year_to_date"): 4010}
    later = send(quarterly("2024Q4", changes), "2025-01-02", "Q4.xlsx")
    assert later["findings"] == []
    withdrawn(sent[1])
    (finding,) = reply("Q4.xlsx", later["submission_id"])["findings"]
    assert (finding["rule"], finding["given"], finding["expected"]) == ("year_to_date_chain", "4010", "4000")
    (told,) = reply("second.xlsx", sent[1])["rechecked"]
    assert told["submission_id"] == later["submission_id"]


@pytest.mark.parametrize("part", [(), ("data",)])
def test_what_was_withdrawn_is_judged_anew_when_it_comes_again(
    sent: tuple[int, int], send: Send, part: tuple[str, ...]
) -> None:
    assert send(SECOND, "2024-10-04", "again.xlsx")["verdict"] == "duplicate"
    withdrawn(sent[1], *part)
    assert send(SECOND, "2024-10-05", "second.xlsx")["verdict"] == "accepted"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("999",), "there is no submission 999"),
        (("{second}", "--part", "completion"), "no accepted part completion"),
        (("{twice}",), "no accepted part to withdraw"),
    ],
)
def test_nothing_to_withdraw(
    sent: tuple[int, int], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    second = str(sent[1])
    if arguments == ("{twice}",):
        withdrawn(sent[1])
    named = [second if argument.startswith("{") else argument for argument in arguments]
    code, _ = jibao("withdraw", *named, *ACTOR)
    assert code == 64
    assert why in capsys.readouterr().err


def test_a_decision_needs_an_actor_and_a_reason(sent: tuple[int, int]) -> None:
    for missing in (("--actor", "王五"), ("--reason", "报错盟市")):
        with pytest.raises(SystemExit) as ended:
            jibao("withdraw", str(sent[1]), *missing)
        assert ended.value.code == 64


def test_a_version_that_is_withdrawn_counts_for_nothing(
    open_warehouse: Opener, history_database: str, send: Send
) -> None:
    status = "SELECT timeliness, outstanding FROM warehouse.return_status WHERE period = '2024Q3'"
    with open_warehouse(history_database) as engine:
        only = send(quarterly("2024Q3", None, DATA), "2024-10-02", "only.xlsx")
        send(quarterly("2024Q3", None, PROGRESS), "2024-10-03", "progress.xlsx")
        withdrawn(only["submission_id"])
        assert asked(engine, f"{status} AND league_code = '{LEAGUE}'") == [
            ("missing", "主要数据、分旗县情况")
        ]


def test_a_reply_workbook_lies_beside_each_json(sent: tuple[int, int]) -> None:
    folder = settings().outbox / LEAGUE
    books = {path.name.removesuffix(".xlsx") for path in folder.glob("*.回执.xlsx")}
    assert {Path(path).name.removesuffix(".json") for path in folder.glob("*.回执.json")} == books
    assert f"second.xlsx.{sent[1]}.回执" in books
