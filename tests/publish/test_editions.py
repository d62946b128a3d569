"""Approval is of exactly these figures; editions are numbered, kept, comparable, and can be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.airflow.groups import years_changed
from etl.common.settings import ZONE, settings
from etl.load.year_locks import locked
from etl.operate.decide.base_figure import provide
from etl.operate.decide.matter import answer
from etl.publish import steps
from etl.publish.editions import publish, remake
from etl.publish.proposals import Proposal, decide, due_periods
from etl.store.events import DecisionError
from etl.summarise.tables import build
from schemas.periods import Period
from tests.conftest import Opener
from tests.publish.conftest import answered
from tests.summarise.filing import figures, file_return

YEAR = Period.parse("2023")
WHO = {"actor": "张三", "reason": "来函"}


Left = tuple[str, Path]  # a database, with nobody connected, and its home


@pytest.fixture(scope="module")
def question_left(open_warehouse: Opener, filled_database: str) -> Iterator[tuple[Left, Proposal]]:
    """Somebody was asked about 2023."""
    with open_warehouse(filled_database) as engine:
        question = steps.propose("2023")
        engine.dispose()
        yield (str(engine.url.database), settings().home), question


@pytest.fixture
def asked(question_left: tuple[Left, Proposal], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A copy of it."""
    with open_warehouse(*question_left[0]) as engine:
        yield engine


@pytest.fixture
def question(asked: sa.Engine, question_left: tuple[Left, Proposal]) -> Proposal:
    return question_left[1]


@pytest.fixture(scope="module")
def first_edition(open_warehouse: Opener, question_left: tuple[Left, Proposal]) -> Iterator[Left]:
    """The answer was yes, and 2023 was published."""
    where, question = question_left
    with open_warehouse(*where) as engine:
        assert answered(question)
        engine.dispose()
        yield str(engine.url.database), settings().home


@pytest.fixture
def published(first_edition: tuple[str, Path], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A copy of it."""
    with open_warehouse(*first_edition) as engine:
        yield engine


def first_folder() -> Path:
    return settings().outbox / "annual" / "2023" / "第1版"


def select(engine: sa.Engine, query: str) -> Sequence[Any]:
    with engine.connect() as connection:
        return connection.execute(sa.text(query)).all()


def revise(engine: sa.Engine, value: int) -> None:
    """阿拉善盟 sends its annual main data again: another number of new urban jobs, and nothing else."""
    with engine.begin() as connection:
        said = {
            row.indicator_code: (row.value, None)
            for row in connection.execute(
                sa.text(
                    "SELECT indicator_code, value FROM warehouse.annual_return_value"
                    " WHERE league_code = '152900' AND year = 2023"
                )
            )
        }
        parts = {"data": figures({**said, "P00-1": (value, None)})}
        file_return(connection, "152900", "2023", parts, datetime.now(ZONE))


def sums(folder: Path) -> dict[str, str]:
    """The hash of every file below the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_nothing_is_published_that_nobody_approved(asked: sa.Engine, question: Proposal) -> None:
    with pytest.raises(DecisionError, match="nobody has approved 2023 as it is"):
        publish(YEAR)
    assert answered(question, approved=False, opinion="数据待核") is None
    with pytest.raises(DecisionError, match="nobody has approved 2023 as it is"):
        publish(YEAR)
    assert select(asked, "SELECT decision, actor, reason FROM intake.approval") == [
        ("rejected", "王处长", "数据待核")
    ]
    assert select(asked, "SELECT count(*) FROM summary.edition") == [(0,)]


def by_airflow(name: str | None, opinion: str) -> steps.Answer:
    """What somebody, or nobody in time, answered as Airflow hands it over."""
    user: Any = name and {"id": "2", "name": name}
    return {
        "chosen_options": [],
        "params_input": {"opinion": opinion} if opinion else {},
        "responded_at": datetime.now(ZONE).isoformat(),
        "responded_by_user": user,
    }


def test_what_is_approved_becomes_the_first_edition(asked: sa.Engine, question: Proposal) -> None:
    """By the step of the DAG, through the gate."""
    folder = steps.publish(question, by_airflow("王处长", "同意"), approved=True)
    assert folder == str(settings().outbox / "annual" / "2023" / "第1版")
    assert (Path(folder) / "2023年度行动总结表(第1版).xlsx").is_file()
    ((number, sha256, approved_by, as_of, approved_at, published_at),) = select(
        asked,
        "SELECT edition_no, content_sha256, approved_by, as_of, approved_at, published_at"
        " FROM summary.edition",
    )
    assert (number, sha256, approved_by) == (1, question["content_sha256"], "王处长")
    assert as_of < approved_at < published_at
    # It rests on the returns of both years, since targets add them up: 7 of 2022 and 11 of 2023 a league.
    assert select(asked, "SELECT count(*) FROM summary.edition_submission") == [(12 * (7 + 11),)]
    assert select(
        asked, "SELECT verb, to_state, actor, detail ->> 'period' FROM intake.event WHERE verb <> 'judge'"
    ) == [
        ("ask", "asked", "jibao", "2023"),
        ("approve", "approved", "王处长", "2023"),
        ("lock", "locked", "王处长", None),
        ("publish", "published", "王处长", "2023"),
    ]
    with asked.connect() as connection:
        assert locked(connection, "2023Q4", "152900", datetime.now(ZONE))
        assert not locked(connection, "2022", "152900", datetime.now(ZONE))


def test_the_same_again_is_the_same_edition(published: sa.Engine) -> None:
    folder = first_folder()
    before = sums(folder)
    (folder / "2023年度行动总结表(第1版).xlsx").unlink()
    again = publish(YEAR)
    assert (again.number, again.folder) == (1, folder)
    assert sums(folder) == before


def test_an_approval_is_void_when_a_figure_changes(asked: sa.Engine, question: Proposal) -> None:
    revise(asked, 777)
    with pytest.raises(DecisionError, match="the figures of 2023 have changed since they were approved"):
        answered(question)
    assert select(asked, "SELECT count(*) FROM summary.edition") == [(0,)]
    assert select(asked, "SELECT count(*) FROM intake.year_lock") == [(0,)]
    assert due_periods([2023]) == ["2023"]


def suggested(engine: sa.Engine) -> str:
    """呼和浩特市 has suggested something in its annual return; the number of the matter."""
    said = {"project_no": None, "problem": None, "suggestion": "建议统一口径。", "row_no": 1}
    with engine.begin() as connection:
        file_return(connection, "150100", "2023", {"suggestions": [said]}, datetime.now(ZONE))
        build(connection, 2023, datetime.now(ZONE))
    ((number,),) = select(engine, "SELECT matter_id FROM summary.suggestion_matter WHERE year = 2023")
    return str(number)


def test_an_approval_is_void_when_a_figure_is_provided_or_a_matter_answered(filled: sa.Engine) -> None:
    number = suggested(filled)
    question = steps.propose("2023")
    answer(number, handler="人社厅", state="done", reply="已统一。", **WHO)
    with pytest.raises(DecisionError, match="the figures of 2023 have changed since they were approved"):
        answered(question)
    question = steps.propose("2023")
    provide("P03-1", 2021, Decimal(1900), provider="人社厅", source="来函", **WHO)
    with pytest.raises(DecisionError, match="the figures of 2023 have changed since they were approved"):
        answered(question)
    assert due_periods([2023]) == ["2023"]


def test_an_answer_alone_asks_for_no_further_edition(filled: sa.Engine) -> None:
    number = suggested(filled)
    assert answered(steps.propose("2023"))
    answer(number, handler="人社厅", state="done", reply="已统一。", **WHO)
    assert due_periods([2023]) == []
    assert "已统一" not in (first_folder() / "2023年度行动总结(第1版).html").read_text("utf-8")
    revise(filled, 777)
    assert due_periods([2023]) == ["2023"]


def test_a_rejection_ends_an_approval_that_was_not_used(filled: sa.Engine) -> None:
    """Two questions about the same figures, here of a quarter: the last answer counts."""
    question, second = steps.propose("2023Q2"), steps.propose("2023Q2")
    now = datetime.now(ZONE)
    decide(question["approval_id"], approved=True, actor="王处长", reason="", at=now)
    decide(
        second["approval_id"], approved=False, actor="李厅长", reason="再核", at=now + timedelta(seconds=1)
    )
    with pytest.raises(DecisionError, match="nobody has approved 2023Q2 as it is"):
        publish(Period.parse("2023Q2"))


def test_nobody_answered_in_time(asked: sa.Engine, question: Proposal) -> None:
    """Airflow then answers 退回 itself, without a user."""
    assert steps.publish(question, by_airflow(None, ""), approved=False) is None
    assert select(asked, "SELECT decision, actor FROM intake.approval") == [
        ("rejected", "nobody: no answer in time")
    ]


def test_a_second_edition_says_what_changed_and_the_first_can_be_made_again(
    published: sa.Engine, tmp_path: Path
) -> None:
    """Each league has its page of the newest; figures that go back to what they were are approved anew."""
    first, page = first_folder(), settings().outbox / "152900"
    (former,) = select(
        published,
        "SELECT value FROM warehouse.annual_value WHERE (league_code, year, indicator_code)"
        " = ('152900', 2023, 'P00-1')",
    )
    assert [path.name for path in page.iterdir()] == ["152900_阿拉善盟_2023年度(第1版).html"]
    revise(published, 777)
    question = steps.propose("2023")
    assert "与第 1 版对照" in question["body"]
    assert "阿拉善盟 城镇新增就业人数 数值" in question["body"]
    second = answered(question)
    assert second is not None
    assert second.name == "第2版"
    assert [path.name for path in page.iterdir()] == ["152900_阿拉善盟_2023年度(第2版).html"]
    assert remake(YEAR, 1, tmp_path / "one") == []
    assert sums(tmp_path / "one") == sums(first)
    assert remake(YEAR, 2, tmp_path / "two") == []
    assert sums(tmp_path / "two") == sums(second)
    # Making an old edition again leaves the tables as they are.
    assert select(
        published,
        "SELECT value FROM summary.annual_indicator WHERE league_code = '152900' AND indicator_code = 'P00-1'"
        " AND year = 2023",
    ) == [(777,)]
    revise(published, int(former.value))
    with pytest.raises(DecisionError, match="nobody has approved 2023 as it is"):
        publish(YEAR)


def test_an_edition_that_cannot_be_made_again_says_why(published: sa.Engine, tmp_path: Path) -> None:
    with published.begin() as connection:
        connection.execute(
            sa.text("UPDATE intake.reported_figure SET figure = figure + 1 WHERE indicator_code = 'P07-1'")
        )
    differing = remake(YEAR, 1, tmp_path)
    assert "主要数据 全区 新选聘退役军人嘎查村干部人数 数值" in differing
    with pytest.raises(ValueError, match="2023 has no edition 2"):
        remake(YEAR, 2, tmp_path)


def test_names_that_the_registry_has_changed_are_said(published: sa.Engine, tmp_path: Path) -> None:
    with published.begin() as connection:
        connection.execute(sa.text("UPDATE summary.edition SET registry_sha256 = 'another'"))
    assert remake(YEAR, 1, tmp_path) == ["the registry or the due rule is not what it was"]


def test_who_is_asked_and_when(filled: sa.Engine) -> None:
    """A year that is over and complete is asked about once, and again only when something has changed."""
    assert due_periods([2022, 2023]) == ["2022", "2023"]
    question = steps.propose("2023")
    assert due_periods([2022, 2023]) == ["2022"]
    answered(question, approved=False)
    assert due_periods([2023]) == []
    revise(filled, 777)
    assert due_periods([2023]) == ["2023"]
    with pytest.raises(ValueError, match="no return is due for 2026"):
        steps.propose("2026")


def test_a_refused_file_makes_its_year_anew_and_an_accepted_one_those_after_too(filled: sa.Engine) -> None:
    """Its errors are in the year's reporting: an approval is void, and the question has to be asked anew."""
    with filled.begin() as connection:
        now = datetime.now(ZONE)
        refused = file_return(connection, "152900", "2022Q4", {"data": figures({})}, now, "refused")
        accepted = file_return(connection, "152900", "2022Q4", {"data": figures({"P00-1": (1, 2)})}, now)
    assert years_changed([{"leagues": {"152900": [refused]}}]) == [2022]
    assert years_changed([{"leagues": {"152900": [accepted]}}]) == [2022, 2023]


def test_a_bulletin_is_published_by_the_same_way(filled: sa.Engine, tmp_path: Path) -> None:
    folder = answered(steps.propose("2023Q2"))
    assert folder == settings().outbox / "bulletin" / "2023Q2" / "第1版"
    assert select(filled, "SELECT period, as_of AT TIME ZONE 'Asia/Shanghai' FROM summary.edition") == [
        ("2023Q2", datetime(2023, 9, 30, 23, 59, 59, 999999))  # noqa: DTZ001
    ]
    assert select(filled, "SELECT count(*) FROM summary.edition_submission") == [(24,)]
    assert select(filled, "SELECT count(*) FROM intake.year_lock") == [(0,)]
    assert remake(Period.parse("2023Q2"), 1, tmp_path) == []
    assert sums(tmp_path) == sums(folder)
