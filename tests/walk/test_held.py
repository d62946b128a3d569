"""A wrong figure over a right one is accepted, and not in force until it is answered or released."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from airflow.sdk.exceptions import AirflowFailException

from etl.airflow import decide_by_form as by_form
from etl.common.punctuation import chinese
from etl.common.settings import REPOSITORY, ZONE, settings
from etl.operate.alarms.detector import Situation
from etl.operate.alarms.look import detector_of
from etl.operate.backup.backup import backup
from etl.operate.backup.restore import restore
from etl.operate.decide.release import release
from etl.operate.decide.withdraw import withdraw
from etl.operate.rebuild.rebuild import rebuild
from etl.server import postgres
from etl.store.events import DecisionError
from etl.store.warehouse import engine
from schemas.registry import registry
from tests.conftest import Opener, Server, forget
from tests.walk.driving import SAMPLES, contents, ingest, jibao, listed

LEAGUE, PERIOD = "152500", "2023Q3"
RIGHT = SAMPLES / "returns" / LEAGUE / f"{LEAGUE}-{PERIOD}.xlsx"
WRONG = REPOSITORY / "tests" / "walk" / "clerk" / "wrong_unit.xlsx"  # yuan where 10,000 yuan are asked
QUARTERS = ("2022Q3", "2022Q4", "2023Q1", "2023Q2", PERIOD)
WHO = {"actor": "张三", "reason": "来电核实"}
Answer = dict[str, Any]
Send = Callable[..., Answer]

IN_FORCE = """
SELECT figure FROM warehouse.indicator_value
WHERE league_code = '152500' AND period = '2023Q3' AND indicator_code = 'P02-1'
"""
EVER = """
SELECT DISTINCT told.figure FROM intake.part_validity
CROSS JOIN LATERAL warehouse.indicator_value_as_of(part_validity.known_from) AS told
WHERE league_code = '152500' AND period = '2023Q3' AND indicator_code = 'P02-1'
"""
HELD = """
SELECT part.part, part.submission_id FROM intake.part_standing
INNER JOIN intake.part ON part_standing.part_id = part.part_id
WHERE part_standing.state = 'held'
"""
MOVES = """
SELECT submission_id, part, verb, from_state, to_state, actor FROM intake.event
WHERE submission_id >= 5 AND verb IN ('hold', 'release', 'supersede', 'withdraw', 'revive')
OR (submission_id > 5 AND verb = 'judge' AND part IS NULL)
ORDER BY event_id
"""


@pytest.fixture(scope="module")
def quarters(
    server: Server, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The name of a database with the league's quarters up to the right third one of 2023, and its home."""
    folder = tmp_path_factory.mktemp("quarters")
    names = {f"{LEAGUE}/{LEAGUE}-{quarter}.xlsx" for quarter in QUARTERS}
    rows = [row for row in listed(SAMPLES / "arrivals.csv") if row["file"] in names]
    (folder / LEAGUE).mkdir()
    for row in rows:
        shutil.copy(SAMPLES / "returns" / row["file"], folder / row["file"])
    arrivals = folder.with_suffix(".csv")
    arrivals.write_text(
        "\n".join(["file,arrived_at", *(f"{row['file']},{row['arrived_at']}" for row in rows)])
    )
    with open_warehouse(empty_database) as engine:
        assert len(ingest(folder, "--arrivals", arrivals)) == len(QUARTERS)
        engine.dispose()
        return server.create(str(engine.url.database)), settings().home


@pytest.fixture
def warehouse(quarters: tuple[str, Path], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A warehouse of its own with those quarters."""
    with open_warehouse(*quarters) as engine:
        yield engine


@pytest.fixture
def send(tmp_path: Path, warehouse: sa.Engine) -> Send:
    """Sends the league's file so that it arrives on that day of October 2023."""

    def sent(content: bytes, day: int, name: str) -> Answer:
        file = tmp_path / str(day) / LEAGUE / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        arrivals = tmp_path / f"{day}.csv"
        arrivals.write_text(f"file,arrived_at\n{LEAGUE}/{name},2023-10-{day:02}T09:00:00\n", "utf-8")
        return ingest(tmp_path / str(day), "--arrivals", arrivals)[f"{LEAGUE}/{name}"]

    return sent


def asked(engine: sa.Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def shown(engine: sa.Engine, query: str) -> list[str]:
    return [str(figure) for (figure,) in asked(engine, query)]


def wrong(**changes: object) -> bytes:
    """The wrong file, with some cells of its first sheet changed."""
    return changed(WRONG, changes)


def right(**changes: object) -> bytes:
    """The right file, with some cells of its first sheet changed."""
    return changed(RIGHT, changes)


def changed(file: Path, changes: Mapping[str, object]) -> bytes:
    book = openpyxl.load_workbook(file)
    for cell, value in changes.items():
        book.worksheets[0][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def alarmed(engine: sa.Engine, now: datetime) -> dict[str, str]:
    """What the alarm of what is held for long finds then."""
    detect = detector_of("held_long")
    assert detect
    with engine.connect() as connection:
        return dict(detect(Situation(registry().alarms["held_long"].threshold, connection, now)))


def banner(answer: Answer) -> tuple[str, str, str]:
    """What the reply in the outbox says first, and on which ground."""
    name = f"{answer['file_name']}.{answer['submission_id']}.回执.xlsx"
    receipt = openpyxl.load_workbook(settings().outbox / LEAGUE / name)["回执"]
    return str(receipt["A2"].value), str(receipt["A3"].value), receipt["A2"].fill.fgColor.rgb[-6:]


def test_the_right_file_sent_again_ends_it(warehouse: sa.Engine, send: Send) -> None:
    held = send(WRONG.read_bytes(), 20, RIGHT.name)
    assert (held["verdict"], held["part_states"]) == ("held", {"data": "held", "progress": "accepted"})
    assert shown(warehouse, IN_FORCE) == ["9733.49"]
    first, second, ground = banner(held)
    asked_of_her = [finding["rule"] for finding in held["findings"] if finding["severity"] == "warning"]
    assert asked_of_her == ["column_in_another_unit", "year_to_date_as_quarter"]
    assert first == chinese(
        "主要数据暂不生效:E10等16处:以万元计的数像是按元填的,约为本盟市以往水平的 10000 倍。"
    )
    assert second.startswith("以前采用的版本继续有效。")
    assert ground == "C00000"
    again = send(RIGHT.read_bytes(), 21, RIGHT.name)
    assert (again["verdict"], set(again["part_states"].values())) == ("accepted", {"accepted"})
    assert again["version"] == 3
    assert shown(warehouse, IN_FORCE) == shown(warehouse, EVER) == ["9733.49"]
    assert asked(warehouse, MOVES) == [
        (6, "data", "hold", "accepted", "held", "jibao"),
        (5, "progress", "supersede", "accepted", "superseded", "jibao"),
        (6, None, "judge", "received", "held", "jibao"),
        (5, "data", "supersede", "accepted", "superseded", "jibao"),
        (6, "data", "supersede", "held", "superseded", "jibao"),
        (6, "progress", "supersede", "accepted", "superseded", "jibao"),
        (7, None, "judge", "received", "accepted", "jibao"),
    ]
    once_more = send(RIGHT.read_bytes(), 22, RIGHT.name)
    assert (once_more["verdict"], once_more["duplicate_of"]) == ("duplicate", 7)


def test_what_nobody_answers_is_an_alarm_until_somebody_does(warehouse: sa.Engine, send: Send) -> None:
    """It has waited from its arrival on; a right file ends it, as does a decision."""
    told = {"submission 6": "锡林郭勒盟 2023年第三季度 主要数据"}
    answers = (
        lambda: send(RIGHT.read_bytes(), 28, RIGHT.name),
        lambda: release(8, **WHO),
    )
    for day, answered in zip((20, 29), answers, strict=True):
        send(WRONG.read_bytes(), day, RIGHT.name)
        assert alarmed(warehouse, datetime(2023, 10, day, 8, 59, tzinfo=ZONE) + timedelta(days=5)) == {}
        assert alarmed(warehouse, datetime(2023, 10, day, 9, tzinfo=ZONE) + timedelta(days=5)) == told
        answered()
        assert alarmed(warehouse, datetime(2024, 1, 1, tzinfo=ZONE)) == {}
        told = {"submission 8": "锡林郭勒盟 2023年第三季度 主要数据"}


def test_the_wrong_file_sent_again_is_no_answer(warehouse: sa.Engine, send: Send) -> None:
    assert [send(WRONG.read_bytes(), day, RIGHT.name)["verdict"] for day in (20, 21)] == ["held", "held"]
    assert shown(warehouse, IN_FORCE) == ["9733.49"]


def test_files_of_one_sweep_are_judged_one_after_the_other(tmp_path: Path, warehouse: sa.Engine) -> None:
    """The right one lies there before the wrong one is judged, and is read when it is needed."""
    for name, content in ((RIGHT.name, RIGHT), ("又一份.xlsx", WRONG)):
        (tmp_path / LEAGUE).mkdir(exist_ok=True)
        shutil.copy(content, tmp_path / LEAGUE / name)
    arrivals = tmp_path.with_suffix(".csv")
    arrivals.write_text(
        f"file,arrived_at\n{LEAGUE}/又一份.xlsx,2023-10-20T09:00:00\n{LEAGUE}/{RIGHT.name},2023-10-20T10:00:00\n"
    )
    answers = ingest(tmp_path, "--arrivals", arrivals)
    assert [answer["verdict"] for answer in answers.values()] == ["held", "accepted"]
    assert shown(warehouse, EVER) == ["9733.49"]


def test_an_explanation_puts_it_in_force(warehouse: sa.Engine, send: Send) -> None:
    """Of every row: one that is left out holds it."""
    rows = (10, 12, 13, 23, 27, 33, 39, 72)
    said = {f"A{row}": "因口径调整,改按全部机构统计" for row in rows}
    assert send(wrong(**{**said, "A72": None}), 20, "a.xlsx")["verdict"] == "held"
    explained = send(wrong(**said), 21, "b.xlsx")
    states = explained["verdict"], explained["part_states"]["data"]  # a year-to-date is asked besides
    assert states == ("accepted_with_warnings", "accepted_with_warnings")
    assert shown(warehouse, IN_FORCE) == ["97334900"]


def test_the_department_decides_that_it_is_right(warehouse: sa.Engine, send: Send) -> None:
    send(WRONG.read_bytes(), 20, RIGHT.name)
    outcome = release(6, **WHO)
    assert outcome.sentences == ("in force: submission 6, data",)
    assert 2023 in outcome.years
    assert shown(warehouse, IN_FORCE) == ["97334900"]
    assert asked(warehouse, MOVES)[-3:] == [
        (6, "data", "release", "held", "accepted", "张三"),
        (5, "data", "supersede", "accepted", "superseded", "jibao"),
        (6, None, "release", "held", "accepted_with_warnings", "张三"),
    ]
    with pytest.raises(DecisionError, match="nothing of submission 6 is held"):
        release(6, **WHO)
    withdraw(6, [], **WHO)
    assert shown(warehouse, IN_FORCE) == ["9733.49"]


def test_the_department_decides_that_it_is_wrong(warehouse: sa.Engine, send: Send) -> None:
    answer = send(WRONG.read_bytes(), 20, RIGHT.name)
    withdraw(6, [], **WHO)
    assert banner(answer)[0].startswith("已撤回")
    assert shown(warehouse, IN_FORCE) == shown(warehouse, EVER) == ["9733.49"]
    assert send(RIGHT.read_bytes(), 21, RIGHT.name)["verdict"] == "duplicate"


def test_what_is_right_again_is_not_held(
    warehouse: sa.Engine, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrong figures are in doubt themselves: what replaces them is not."""
    monkeypatch.setenv("JIBAO_HOLD_RULES", "none")
    assert send(WRONG.read_bytes(), 20, RIGHT.name)["verdict"] == "accepted_with_warnings"
    assert shown(warehouse, IN_FORCE) == ["97334900"]
    monkeypatch.delenv("JIBAO_HOLD_RULES")
    restored = send(RIGHT.read_bytes(), 21, RIGHT.name)
    assert (restored["verdict"], restored["version"]) == ("accepted", 3)
    assert shown(warehouse, IN_FORCE) == ["9733.49"]


def test_a_setting_says_which_rules_hold(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_HOLD_RULES", "magnitude_slip,history_outlier")
    assert send(right(E4=26380, D4=31371), 20, "a.xlsx")["verdict"] == "held"
    monkeypatch.setenv("JIBAO_HOLD_RULES", "no_such_rule")
    with pytest.raises(AssertionError):
        send(WRONG.read_bytes(), 21, "b.xlsx")


def test_a_rebuild_holds_it_too(
    warehouse: sa.Engine, send: Send, server: Server, empty_database: str
) -> None:
    send(WRONG.read_bytes(), 20, "wrong.xlsx")
    send(RIGHT.read_bytes(), 21, "again.xlsx")
    send(WRONG.read_bytes(), 22, "wrong again.xlsx")
    for state in ("held", "accepted_with_warnings"):
        name = server.create(empty_database)
        assert rebuild(server.url(name)).differing == []
        other = sa.create_engine(server.url(name))
        before, after = contents(warehouse, "intake"), contents(other, "intake")
        for table in ("part", "part_validity", "part_standing", "finding"):
            assert before[table] == after[table]
        states = "SELECT submission_id, state FROM intake.submission WHERE submission_id > 5 ORDER BY 1"
        assert asked(other, states) == [(6, "held"), (7, "accepted"), (8, state)] == asked(warehouse, states)
        other.dispose()
        server.drop(name)
        if state == "held":
            release(8, **WHO)


def test_a_backup_holds_it_too_and_the_form_releases_it(
    warehouse: sa.Engine,
    send: Send,
    server: Server,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another home on another database takes the backup; there a person presses the button in Airflow."""
    send(WRONG.read_bytes(), 20, RIGHT.name)
    kept = backup(tmp_path_factory.mktemp("backups"))
    name = server.create("template1")
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path_factory.mktemp("restored")))
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", server.url(name))
    forget()
    assert restore(kept).differing == []
    assert asked(engine(), HELD) == [("data", 6)]
    assert shown(engine(), IN_FORCE) == ["9733.49"]
    pressed = {
        "dag_run": SimpleNamespace(triggering_user_name="李四"),
        "ti": SimpleNamespace(try_number=1),
        "params": {"submission": 6, "reason": "来电核实"},
    }
    decided = by_form.decide(by_form.DECISIONS["release"], pressed)
    assert (2023 in decided["years"], decided["left"]) == (True, [])
    assert shown(engine(), IN_FORCE) == ["97334900"]
    assert asked(engine(), MOVES)[-1] == (6, None, "release", "held", "accepted_with_warnings", "李四")
    with pytest.raises(AirflowFailException, match="nothing of submission 6 is held"):
        by_form.decide(by_form.DECISIONS["release"], pressed)
    engine(postgres.loader_url()).dispose()
    forget()
    server.drop(name)


def test_a_duplicate_names_what_is_in_force_when_its_reply_is_written(
    warehouse: sa.Engine, send: Send
) -> None:
    again = send(RIGHT.read_bytes(), 20, "again.xlsx")
    assert (again["verdict"], again["duplicate_of"], again["in_force"]) == ("duplicate", 5, [5])
    assert banner(again)[0] == chinese("这份文件以前报送过,以第 5 号报送的回执为准。")
    newer = send(right(E4=2639, D4=7630), 21, "newer.xlsx")["submission_id"]
    jibao("reply", str(again["submission_id"]))
    assert banner(again)[0] == chinese(f"这份文件以前报送过,以第 {newer} 号报送的回执为准。")
    restored = send(RIGHT.read_bytes(), 22, "restored.xlsx")
    assert (restored["verdict"], restored["version"]) == ("accepted", 3)


def test_a_check_says_that_it_would_be_held(warehouse: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / LEAGUE).mkdir()
    file = shutil.copy(WRONG, tmp_path / LEAGUE)
    code, printed = jibao("check", "--json", file, "--reply", tmp_path)
    assert code == 0
    assert json.loads(printed)[0]["verdict"] == "held"
