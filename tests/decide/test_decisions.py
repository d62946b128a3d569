"""What operators decide: what comes of it, what cannot be decided, and what stands in the events."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import sleep
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.decide.arrival import correct_arrival
from etl.operate.decide.assign import assign
from etl.operate.decide.rejudge import rejudge
from etl.operate.decide.revoke import revoke
from etl.operate.decide.waive import waive
from etl.operate.decide.withdraw import withdraw
from etl.operate.decide.years import lock, unlock
from etl.server.patience import PATIENCE
from etl.store import archive
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.warehouse import engine, rows
from schemas.periods import Period
from tests.conftest import Opener, Server
from tests.walk.driving import contents, ingest, jibao, one_by_one

WHO = {"actor": "张三", "reason": "盟市来函"}
Q3 = Period.parse("2022Q3")


@dataclass(frozen=True)
class Told:
    """The story up to and with a step: the database, with nobody connected, the home, submissions by step."""

    database: str
    home: Path
    numbers: dict[str, int]


def bring(step: dict[str, str], folder: Path) -> int:
    """The step's file comes; the number of its submission."""
    (answer,) = ingest(folder, "--arrivals", folder.with_suffix(".csv")).values()
    return int(answer["submission_id"])


@pytest.fixture(scope="module")
def told(
    server: Server, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Told]:
    """The story as it is after each of its steps."""
    after: dict[str, Told] = {}
    numbers: dict[str, int] = {}
    with open_warehouse(empty_database) as opened:
        for step, folder in one_by_one(tmp_path_factory.mktemp("steps")):
            numbers = {**numbers, step["step"]: bring(step, folder)}
            opened.dispose()
            home = shutil.copytree(settings().home, tmp_path_factory.mktemp("told"), dirs_exist_ok=True)
            after[step["step"]] = Told(server.create(str(opened.url.database)), home, numbers)
    return after


@pytest.fixture
def story(told: dict[str, Told], open_warehouse: Opener) -> Iterator[Callable[[str], dict[str, int]]]:
    """Opens the story up to and with a step; gives submissions by step."""
    with ExitStack() as opened:

        def until(last: str) -> dict[str, int]:
            opened.enter_context(open_warehouse(told[last].database, told[last].home))
            return told[last].numbers

        yield until


def select(query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with engine().connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query), parameters)]


STATUS = (
    "SELECT timeliness, errors, versions FROM warehouse.return_status"
    " WHERE (league_code, return_kind, period) = (:league, 'quarterly', '2022Q3')"
)


def test_a_file_in_a_wrong_folder_is_given_to_its_league(story: Any) -> None:
    """Baotou's progress lay in Hohhot's folder after the due day: its return is complete now, and late."""
    number = story("5")["5"]
    assert select(STATUS, league="150200") == [("missing", 0, 1)]
    outcome = assign(number, "150200", **WHO)
    assert outcome.sentences == (f"submission {number} is 150200's as submission {number + 1}: accepted",)
    assert outcome.replies == (
        settings().outbox / "150200" / f"5_包头2022Q3_进展.csv.{number + 1}.回执.xlsx",
    )
    receipt = openpyxl.load_workbook(outcome.replies[0])["回执"]
    assert f"由第 {number} 号报送的文件重新审核，以本回执为准" in {
        cell.value for row in receipt.iter_rows() for cell in row
    }
    assert select(STATUS, league="150200") == [("late", 0, 1)]
    assert select(
        "SELECT verb, to_state, actor, reason FROM intake.event"
        " WHERE submission_id = :number AND part IS NULL ORDER BY event_id",
        number=number + 1,
    ) == [("assign", "received", "张三", "盟市来函"), ("judge", "accepted", "jibao", None)]
    with pytest.raises(DecisionError, match=f"taken up again as submission {number + 1}"):
        assign(number, "150200", **WHO)


def test_a_file_is_not_given_to_a_league_that_it_does_not_name(story: Any) -> None:
    outcome = assign(story("5")["5"], "150300", **WHO)
    assert outcome.sentences[0].endswith(": rejected")
    assert select("SELECT count(*) FROM warehouse.accepted_part WHERE league_code = '150300'") == [(0,)]


def test_what_was_accepted_or_came_by_that_folder_is_not_assigned(story: Any) -> None:
    numbers = story("5")
    with pytest.raises(DecisionError, match="is accepted: withdraw it first"):
        assign(numbers["2"], "150100", **WHO)
    with pytest.raises(DecisionError, match="came in by that league's folder"):
        assign(numbers["5"], "150100", **WHO)
    with pytest.raises(DecisionError, match="there is no submission 999"):
        assign(999, "150100", **WHO)


def test_a_waiver_lets_the_error_pass_when_the_file_is_judged_again(story: Any) -> None:
    number = story("2")["1"]
    outcome = waive("number_text", "150100", Q3, "data", **WHO)
    assert outcome.sentences == (
        "waiver 150100-2022Q3-1: number_text, 150100, 2022Q3, data",
        f"refused by it: submission {number}, to be judged again",
    )
    (change,) = rejudge([number], apply=True, **WHO).changes
    assert (change.was, change.becomes) == ("partly_accepted", "accepted_with_warnings")
    assert select(
        "SELECT rule_id, severity, waiver_id FROM warehouse.finding"
        " WHERE submission_id > :number AND waiver_id IS NOT NULL",
        number=number,
    ) == [("number_text", "warning", "150100-2022Q3-1")]
    # It was refused by no fault of the league that counts any more, and it came in time; it is one version.
    assert select(STATUS, league="150100") == [("on_time", 0, 1)]
    with engine().connect() as connection:
        parts = rows(connection, "reply/parts", submission_ids=[number + 2])
    assert {part["part"]: part["version"] for part in parts} == {"data": 1, "progress": 1}


def test_a_waiver_that_is_ended_lets_nothing_pass_any_more(story: Any) -> None:
    """By the command; what passed stays accepted until it is judged again, and a second end is refused."""
    number, who = story("2")["1"], ("--actor", "张三", "--reason", "盟市来函")
    waive("number_text", "150100", Q3, "data", **WHO)
    rejudge([number], apply=True, **WHO)
    code, printed = jibao("revoke", "150100-2022Q3-1", *who)
    assert (code, printed.splitlines()) == (
        0,
        [
            "waiver 150100-2022Q3-1: ended",
            f"accepted by it until it is judged again: submission {number + 2}",
            "annual tables of 2022: built anew",
        ],
    )
    ended = "SELECT valid_to < (now() AT TIME ZONE 'Asia/Shanghai')::date FROM reference.waiver"
    assert select(ended) == [(True,)]
    assert select("SELECT verb, actor, reason FROM intake.event WHERE verb = 'revoke'") == [
        ("revoke", "张三", "盟市来函")
    ]
    (change,) = rejudge([number + 2], **WHO).changes
    assert (change.was, change.becomes) == ("accepted_with_warnings", "partly_accepted")
    assert jibao("revoke", "150100-2022Q3-1", *who)[0] == 64
    with pytest.raises(DecisionError, match="no operator gave a waiver 150100-2022Q3-2"):
        revoke("150100-2022Q3-2", **WHO)


@pytest.mark.parametrize(
    ("rule", "part", "says"),
    [
        ("year_to_date_chain", "data", "is no rule that refuses a part"),
        ("no_such_rule", "data", "is no rule that refuses a part"),
        ("league_conflict", "data", "is no rule that refuses a part"),
        ("number_text", "completion", "owes no return for 2022Q3 with a part completion"),
    ],
)
def test_what_cannot_be_waived(warehouse: sa.Engine, rule: str, part: str, says: str) -> None:
    with pytest.raises(DecisionError, match=says):
        waive(rule, "150100", Q3, part, **WHO)


def test_a_dry_run_leaves_nothing_behind(story: Any) -> None:
    number = story("2")["1"]
    waive("number_text", "150100", Q3, "data", **WHO)
    before = {schema: contents(engine(), schema) for schema in ("intake", "warehouse", "summary")}
    archived = sorted(path.name for path in settings().archive.rglob("*"))
    found = rejudge()
    assert found.looked_at == 2
    assert [change.line() for change in found.changes] == [
        (
            f"{number} 1_2022Q3.xlsx 150100 2022Q3: partly_accepted -> accepted_with_warnings;"
            " data refused -> accepted_with_warnings; -number_text x1 +number_text x1"
        )
    ]
    assert {schema: contents(engine(), schema) for schema in before} == before
    assert sorted(path.name for path in settings().archive.rglob("*")) == archived


def test_what_a_later_version_stands_for_is_not_judged_again(story: Any) -> None:
    numbers = story("3")
    with pytest.raises(DecisionError, match=f"or a later one stands: submission {numbers['1']}"):
        rejudge([numbers["1"]])


def test_an_older_file_does_not_put_its_figures_over_a_later_one(story: Any) -> None:
    """Baotou's progress of step 5 lay in a wrong folder; by now step 6 brought the same, and later."""
    numbers = story("6")
    with engine().begin() as connection:  # other bytes, so that it is no duplicate
        connection.execute(
            sa.text("UPDATE intake.submission SET sha256 = repeat('0', 64) WHERE submission_id = :number"),
            {"number": numbers["6"]},
        )
    with pytest.raises(DecisionError, match=f"submission {numbers['6']} arrived later and stands"):
        assign(numbers["5"], "150200", **WHO)
    assert select("SELECT count(*) FROM intake.submission WHERE again_of IS NOT NULL") == [(0,)]


def test_nothing_is_taken_up_while_a_file_waits_for_its_verdict(story: Any) -> None:
    """It is judged as of its arrival, so it would come into force under what was decided after it."""
    numbers = story("6")
    with engine().begin() as connection:
        connection.execute(
            sa.text("UPDATE intake.submission SET state = 'received' WHERE submission_id = :number"),
            {"number": numbers["2"]},
        )
    with pytest.raises(DecisionError, match=f"submission {numbers['2']} waits for its verdict"):
        assign(numbers["5"], "150200", **WHO)
    with pytest.raises(DecisionError, match=f"submission {numbers['2']} waits for its verdict"):
        rejudge([numbers["6"]], apply=True, **WHO)
    assert rejudge([numbers["6"]]).changes == ()  # a dry run puts nothing in force


def test_a_league_that_fails_is_left_out_and_no_other(story: Any, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = story("2")
    waive("number_text", "150100", Q3, "data", **WHO)
    ((of_baotou,),) = select("SELECT sha256 FROM intake.submission WHERE submission_id = :n", n=numbers["2"])
    archived = archive.path_of(of_baotou)
    kept = archived.read_bytes()
    archived.unlink()
    code, printed = jibao("rejudge", "--apply", "--actor", "张三", "--reason", "盟市来函")
    assert code == 70
    assert printed.splitlines()[-1] == "1 judged, 1 changed, 1 left out"
    assert "annual tables of 2022: built anew" in printed
    assert "jibao rejudge: 150200 left out: FileNotFoundError: " in capsys.readouterr().err
    assert select(STATUS, league="150100") == [("on_time", 0, 1)]
    archived.write_bytes(kept)
    again = rejudge(apply=True, **WHO)
    assert (again.looked_at, again.changes, again.outcome.left) == (2, (), ())


def test_a_year_that_is_locked_before_the_leagues_turn_stays_locked(story: Any) -> None:
    number = story("2")["1"]
    waive("number_text", "150100", Q3, "data", **WHO)
    waits = "SELECT count(*) FROM pg_locks WHERE locktype IN ('transactionid', 'tuple') AND NOT granted"
    with ThreadPoolExecutor() as pool:
        with engine().begin() as another:  # somebody judges the league's files
            hold_for_league(another, "150100")
            judged = pool.submit(lambda: rejudge([number], apply=True, **WHO))
            while select(waits) == [(0,)] and not judged.done():
                sleep(0.05)
            lock(2022, **WHO)
        (change,) = judged.result(PATIENCE).changes
    assert change.obstacle == "its year is locked: unlock it first"
    assert select("SELECT count(*) FROM intake.submission WHERE again_of IS NOT NULL") == [(0,)]


def test_what_is_withdrawn_does_not_come_back_by_the_file_it_took_up(story: Any) -> None:
    number = story("2")["1"]
    waive("number_text", "150100", Q3, "data", **WHO)
    rejudge([number], apply=True, **WHO)
    new = number + 2
    assert withdraw(new, [], **WHO).sentences == (f"withdrawn: submission {new}, data, progress",)
    in_force = (
        "SELECT count(*) FROM warehouse.project_progress WHERE (league_code, period) = ('150100', '2022Q3')"
    )
    assert select(in_force) == [(0,)]


def test_a_file_that_a_locked_year_refused_gets_in_when_it_is_open(story: Any, tmp_path: Path) -> None:
    story("2")
    lock(2022, **WHO)
    with engine().begin() as connection:  # the story is of a time before
        connection.execute(sa.text("UPDATE intake.year_lock SET locked_at = '2022-10-08'"))
    number = next(bring(step, folder) for step, folder in one_by_one(tmp_path) if step["step"] == "3")
    ((said,),) = select("SELECT state FROM intake.submission WHERE submission_id = :n", n=number)
    assert said == "rejected"
    assert rejudge([number]).changes == ()
    unlock(2022, "150100", date(2999, 1, 1), **WHO)
    (change,) = rejudge([number], apply=True, **WHO).changes
    assert (change.becomes, change.obstacle) == ("accepted", None)


def test_by_the_same_rules_nothing_would_change(story: Any) -> None:
    story("16")
    found = rejudge()
    assert (found.looked_at > 5, found.changes) == (True, ())


def test_an_arrival_that_is_corrected_counts_from_then_on(story: Any) -> None:
    numbers = story("3")
    assert select(STATUS, league="150100") == [("late", 1, 2)]
    with engine().connect() as connection:
        before = connection.execute(sa.text("SELECT clock_timestamp()")).scalar_one()
    outcome = correct_arrival(numbers["3"], datetime(2022, 10, 4, 17, 30, tzinfo=ZONE), **WHO)
    assert outcome.sentences == (
        f"submission {numbers['3']} arrived at 2022-10-04T17:30:00, not 2022-10-09T09:00:00",
    )
    assert select(STATUS, league="150100") == [("on_time", 1, 2)]
    dated = STATUS.replace("warehouse.return_status", "warehouse.return_status_as_of(:moment)")
    assert select(dated, league="150100", moment=before) == [("late", 1, 2)]
    assert select(
        "SELECT verb, from_state, to_state, actor, detail ->> 'arrived_at' FROM intake.event"
        " WHERE verb = 'correct'",
    ) == [("correct", "accepted", "accepted", "张三", "2022-10-04T17:30:00+08:00")]


def test_an_arrival_is_not_corrected_into_the_future(story: Any) -> None:
    with pytest.raises(DecisionError, match="is yet to come"):
        correct_arrival(story("1")["1"], datetime(2999, 1, 1, tzinfo=ZONE), **WHO)


def test_the_commands_say_what_came_of_it(story: Any) -> None:
    number = story("5")["5"]
    who = ("--actor", "张三", "--reason", "盟市来函")
    code, printed = jibao("assign", number, "包头市", *who)
    assert code == 0
    assert printed.splitlines()[0] == f"submission {number} is 150200's as submission {number + 1}: accepted"
    assert printed.splitlines()[-1] == "annual tables of 2022: built anew"
    assert jibao("correct", number + 1, "--arrived", "2022-10-04T17:30", *who)[0] == 0
    assert jibao("waive", "number_text", "呼和浩特市", "2022Q3", "--part", "data", *who)[0] == 0
    code, printed = jibao("rejudge", "--rule", "number_text")
    assert (code, printed.splitlines()[-1]) == (0, "0 judged, 0 would change")
    assert jibao("rejudge", "--apply")[0] == 64
