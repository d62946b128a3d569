"""A published year takes no returns, except while it is open again for the league."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.rules.conftest import Judge, Send
from tests.rules.returns import annual, quarterly
from tests.walk.driving import jibao

ACTOR = ("--actor", "李四", "--reason", "年度总结已印发")
TOMORROW = str((datetime.now(UTC) + timedelta(days=1)).date())


def told(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["severity"]) for finding in answer["findings"]]


@pytest.fixture
def dry(history: sa.Engine, tmp_path: Any) -> Judge:
    """Judges a return that arrives now."""
    import json

    def judged(content: bytes) -> dict[str, Any]:
        file = tmp_path / "now.xlsx"
        file.write_bytes(content)
        (answer,) = json.loads(jibao("check", "--json", file)[1])
        return dict(answer)

    return judged


def test_year_locked(dry: Judge) -> None:
    assert told(dry(quarterly("2023Q4"))) == []
    assert jibao("lock", "2023", *ACTOR)[0] == 0
    answer = dry(quarterly("2023Q4"))
    assert told(answer) == [("year_locked", "error"), ("contents_not_checked", "info")]
    assert (answer["verdict"], answer["parts"]) == ("rejected", {"data": "refused", "progress": "refused"})
    assert answer["findings"][0]["given"] == "2023年第四季度"
    assert told(dry(annual("2023")))[0] == ("year_locked", "error")
    assert told(dry(quarterly("2024Q3"))) == []  # another year


def test_what_arrived_before_the_lock_is_taken(history: sa.Engine, send: Send) -> None:
    jibao("lock", "2024", *ACTOR)
    assert told(send(quarterly("2024Q3"), "2024-10-02")) == []


def test_an_opening_is_for_its_league_and_its_days(dry: Judge) -> None:
    jibao("lock", "2023", *ACTOR)
    assert jibao("unlock", "2023", "--league", "包头", "--until", TOMORROW, *ACTOR)[0] == 0
    assert told(dry(quarterly("2023Q4")))[0] == ("year_locked", "error")
    assert jibao("unlock", "2023", "--league", "赤峰市", "--until", TOMORROW, *ACTOR)[0] == 0
    assert told(dry(quarterly("2023Q4"))) == []


def test_an_opening_without_a_league_is_for_all(dry: Judge) -> None:
    jibao("lock", "2023", *ACTOR)
    jibao("unlock", "2023", "--until", TOMORROW, *ACTOR)
    assert told(dry(quarterly("2023Q4"))) == []


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("lock", "2023"), "2023 is locked already"),
        (("unlock", "2022", "--until", TOMORROW), "2022 is not locked"),
        (("unlock", "2023", "--until", "2024-01-01"), "until a moment that is over"),
    ],
)
def test_decisions_that_make_no_sense(
    history: sa.Engine, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], why: str
) -> None:
    jibao("lock", "2023", *ACTOR)
    code, _ = jibao(*command, *ACTOR)
    assert code == 64
    assert why in capsys.readouterr().err


def test_nothing_of_a_locked_year_is_withdrawn(
    history: sa.Engine, send: Send, capsys: pytest.CaptureFixture[str]
) -> None:
    number = str(send(quarterly("2024Q3"), "2024-10-02")["submission_id"])
    jibao("lock", "2024", *ACTOR)
    assert jibao("withdraw", number, *ACTOR)[0] == 64
    assert "unlock it first" in capsys.readouterr().err
    jibao("unlock", "2024", "--league", "150400", "--until", TOMORROW, *ACTOR)
    assert jibao("withdraw", number, *ACTOR)[0] == 0


@pytest.mark.parametrize(
    "command",
    [
        ("lock", "2021", *ACTOR),
        ("lock", "2023", "--actor", " ", "--reason", "年度总结已印发"),
        ("lock", "2023", "--actor", "李四", "--reason", ""),
        ("unlock", "2023", "--until", "9999-12-31", *ACTOR),
        ("unlock", "2023", "--until", "明天", *ACTOR),
        ("unlock", "2023", "--league", "150000", "--until", TOMORROW, *ACTOR),
    ],
)
def test_what_says_nothing_is_no_decision(command: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        jibao(*command)
    assert ended.value.code == 64


def test_each_decision_is_an_event(history: sa.Engine) -> None:
    jibao("lock", "2023", *ACTOR)
    jibao("unlock", "2023", "--league", "150200", "--until", TOMORROW, *ACTOR)
    query = "SELECT verb, from_state, to_state, actor, detail ->> 'year', detail ->> 'league_code'"
    with history.connect() as connection:
        events = connection.execute(sa.text(f"{query} FROM intake.event WHERE submission_id IS NULL"))
        assert [tuple(event) for event in events] == [
            ("lock", None, "locked", "李四", "2023", None),
            ("unlock", "locked", "open", "李四", "2023", "150200"),
        ]
