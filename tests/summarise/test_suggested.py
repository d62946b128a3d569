"""Suggestions in nearly the same words are one matter, which keeps its number once it is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from etl.airflow import decide_by_form as by_form
from etl.operate.decide.matter import answer
from etl.store.events import DecisionError
from etl.summarise.suggested import _number
from etl.summarise.tables import build
from tests.summarise.filing import file_return, moment
from tests.walk.driving import jibao

WHO = {"actor": "王处长", "reason": "厅务会"}
LATER = moment("2099-01-01")
SAME = ("建议加大资金支持力度。", "建议进一步加大资金支持力度", "加大资金的支持力度!")


def suggest(
    connection: sa.Connection, league: str, *said: str | None, at: str = "2024-01-05", year: int = 2023
) -> None:
    """The league's annual return has these suggestions, each of the next project, the first in general."""
    rows = [
        {"project_no": number or None, "problem": None, "suggestion": words, "row_no": number + 1}
        for number, words in enumerate(said)
    ]
    file_return(connection, league, str(year), {"suggestions": rows}, moment(at))


@pytest.fixture
def suggested(warehouse: sa.Engine) -> sa.Engine:
    with warehouse.begin() as connection:
        suggest(connection, "150100", SAME[0], "建议统一统计口径", "无")
        suggest(connection, "150200", None, SAME[1])
        suggest(connection, "152900", SAME[2])
        build(connection, 2023, LATER)
    return warehouse


def matters(engine: sa.Engine, table: str = "suggestion_matter", year: int = 2023) -> list[dict[str, Any]]:
    query = f"SELECT * FROM summary.{table} WHERE year = :year ORDER BY leagues DESC, matter_id"  # noqa: S608
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.text(query), {"year": year}).mappings()]


def test_an_answer_keeps_the_leagues_that_it_was_given_to(warehouse: sa.Engine) -> None:
    """The last is near the first, but not near what most say."""
    said = ("建议增加专项资金支持家政服务机构培训", "建议增加专项资金支持家政服务企业培训")
    last = "建议增加补助资金支持家政服务机构培训"
    with warehouse.begin() as connection:
        for league, words in zip(
            ("150100", "150200", "150300", "150400"), (*said, said[1], last), strict=True
        ):
            suggest(connection, league, words)
        build(connection, 2023, LATER)
    (before,) = matters(warehouse)
    answer(before["matter_id"], handler="人社厅", state="planned", reply="列入计划", **WHO)
    with warehouse.begin() as connection:
        build(connection, 2023, LATER)
    (after,) = matters(warehouse)
    assert after["league_codes"] == before["league_codes"] == "150100 150200 150300 150400"
    assert after["state"] == "planned"


def test_near_words_are_one_matter_with_its_leagues(suggested: sa.Engine) -> None:
    first, second = matters(suggested)
    assert (first["leagues"], first["times"], first["league_codes"]) == (3, 3, "150100 150200 152900")
    assert first["leagues_zh"] == "呼和浩特市、包头市、阿拉善盟"
    assert first["wording"] == SAME[0]
    assert set(first["wordings"].split("\n")) == set(SAME)
    assert (first["project_nos"], first["state"], first["reply"]) == ("0 1", None, None)
    assert (second["leagues_zh"], second["wording"]) == ("呼和浩特市", "建议统一统计口径")
    assert second["projects_zh"].startswith("1 ")


def test_an_answer_stays_with_its_matter_whoever_joins_it(suggested: sa.Engine) -> None:
    number = matters(suggested)[0]["matter_id"]
    outcome = answer(
        number, handler="财政厅", state="under_way", reply="已列入预算。", replied_on=date(2024, 1, 20), **WHO
    )
    assert outcome.years == (2023,)
    with suggested.begin() as connection:
        for league in ("150300", "150400", "150500", "150600"):
            suggest(connection, league, "加大资金支持")
        build(connection, 2023, LATER)
        build(connection, 2024, LATER)
    first = matters(suggested)[0]
    assert (first["matter_id"], first["wording"], first["leagues"]) == (number, SAME[0], 7)
    told = [first[name] for name in ("state", "handler_zh", "reply", "replied_on")]
    assert told == ["under_way", "财政厅", "已列入预算。", date(2024, 1, 20)]
    before = matters(suggested, "earlier_matter", 2024)
    assert [(row["said_in"], row["matter_id"], row["state"]) for row in before] == [
        (2023, number, "under_way"),
        (2023, matters(suggested)[1]["matter_id"], None),
    ]


def test_the_last_answer_counts_and_each_has_its_time(suggested: sa.Engine) -> None:
    number = matters(suggested)[0]["matter_id"]
    with suggested.connect() as connection:
        before = connection.execute(sa.text("SELECT clock_timestamp()")).scalar_one()
    answer(number, handler="财政厅", state="planned", reply="研究。", **WHO)
    answer(number, handler="人社厅", state="done", reply="已办。", **WHO)
    with suggested.begin() as connection:
        build(connection, 2023, LATER)
    assert matters(suggested)[0]["reply"] == "已办。"
    with suggested.begin() as connection:
        build(connection, 2023, before)
        history = connection.execute(
            sa.text(
                "SELECT reply, known_until IS NULL FROM warehouse.matter_answer_history ORDER BY known_from"
            )
        ).all()
        events = connection.execute(
            sa.text("SELECT actor, reason, to_state FROM intake.event WHERE verb = 'answer'")
        ).all()
    assert matters(suggested)[0]["reply"] is None
    assert [tuple(row) for row in history] == [("研究。", False), ("已办。", True)]
    assert [tuple(row) for row in events] == [("王处长", "厅务会", "answered")] * 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"matter_id": "2023-ffffff"}, "there is no matter 2023-ffffff"),
        ({"state": "finished"}, "finished is no state: done, under_way, planned, declined"),
        ({"replied_on": date(2999, 1, 1)}, "2999-01-01 is still to come"),
    ],
)
def test_what_cannot_be_answered(suggested: sa.Engine, changed: dict[str, Any], says: str) -> None:
    given = {"handler": "财政厅", "state": "done", "reply": "已办。"}
    given |= {"matter_id": matters(suggested)[0]["matter_id"], **changed}
    with pytest.raises(DecisionError, match=says):
        answer(given.pop("matter_id"), **given, **WHO)


def test_the_form_and_the_command_answer(suggested: sa.Engine) -> None:
    number = matters(suggested)[0]["matter_id"]
    form = {"matter": f" {number} ", "handler": "财政厅", "state": "列入计划", "reply": "研究。"}
    assert by_form.answer(form | {"on": "2024-02-01"}, WHO).years == (2023,)
    given = ("--handler", "人社厅", "--state", "done", "--reply", "已办。", "--actor", "王", "--reason", "会")
    code, printed = jibao("answer", number, *given)
    assert (code, printed.splitlines()) == (
        0,
        [
            f"{number}: done, to 呼和浩特市、包头市、阿拉善盟",
            "annual tables of 2023: built anew",
        ],
    )
    with suggested.connect() as connection:
        query = sa.text("SELECT state FROM warehouse.matter_answer_history ORDER BY known_from")
        assert list(connection.execute(query).scalars()) == ["planned", "done"]
    assert matters(suggested)[0]["reply"] == "已办。"
    assert jibao("answer", "2023-ffffff", *given) == (64, "")


def test_a_number_that_is_another_s_grows_until_it_is_its_own() -> None:
    first = _number(2023, SAME[0], ())
    longer = _number(2023, SAME[0], {first})
    assert (len(first), len(longer)) == (11, 12)
    assert longer.startswith(first)
