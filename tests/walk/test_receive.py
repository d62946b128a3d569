"""The inbox: what is taken, when, and that nothing of it is lost or taken twice."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import sqlalchemy as sa

from etl.check.sql_rules import recheck
from etl.common.settings import settings
from etl.leagues.reply.model import Answer
from etl.load.versions import put_in_force
from etl.read.parsed import Parsed
from etl.receive import claims
from etl.receive import sweep as receive
from etl.receive.folders import Mark, Spot
from etl.receive.inbox import listing, stable
from etl.store import archive
from etl.store.submissions import Submission, submission_row
from etl.walk import batch as walk
from etl.walk.judge import judge_all, read_submission
from etl.walk.record import ToJudge
from etl.walk.waiting import leagues_waiting
from tests.read import forms
from tests.walk.driving import ingest, jibao, rules

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.fixture(autouse=True)
def inbox(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty inbox of an empty home; a file is stable after a fifth of a second."""
    monkeypatch.setenv("JIBAO_SETTLE_SECONDS", "0.2")
    settings().inbox.mkdir()
    return settings().inbox


def progress(league: str = "赤峰市", period: str = "2024Q3", said: str = "有序推进") -> bytes:
    """A text file with the progress of one project: accepted, with a warning for the other 28."""
    header = ["盟市", "报告期", *forms.PROGRESS]
    return forms.text([header, [league, period, 1, None, "推进中", said, None, None, 10, 5]])


def drop(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def lying(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def submissions(warehouse: sa.Engine) -> list[dict[str, Any]]:
    with warehouse.connect() as connection:
        found = connection.execute(sa.text("SELECT * FROM intake.submission ORDER BY submission_id"))
        return [dict(row) for row in found.mappings()]


def archived(submission: dict[str, Any]) -> bytes:
    return archive.path_of(submission["sha256"]).read_bytes()


def replies(league: str) -> list[str]:
    """The replies in a league's outbox, each a workbook with its JSON beside it."""
    lying = {path.name for path in (settings().outbox / league).iterdir()}
    copies = sorted(name for name in lying if name.endswith(".json"))
    assert lying == {*copies, *(name.removesuffix("json") + "xlsx" for name in copies)}
    return copies


# What is taken.


def test_litter_stays(inbox: Path, warehouse: sa.Engine, tmp_path: Path) -> None:
    litter = {
        "150400/~$报表.xlsx",
        ".DS_Store",
        ".sync/报表.csv",
        "报表.csv.part",
        "报表.csv.crdownload",
        "报表.TMP",
        "报表.csv~",
        "Thumbs.db",
    }
    for name in litter:
        drop(inbox / name, progress())
    elsewhere = drop(tmp_path / "elsewhere.csv", progress())
    (inbox / "link.csv").symlink_to(elsewhere)
    drop(inbox / "报表.csv", progress())
    ingest()
    assert [row["sent_as"] for row in submissions(warehouse)] == ["报表.csv"]
    assert lying(inbox) == litter | {"link.csv"}
    assert elsewhere.exists()


def test_what_changed_at_this_very_moment_has_lain_still_for_no_time(inbox: Path) -> None:
    """The file's moment and the file system's own are told alike, to the last digit."""
    for _ in range(100):
        drop(inbox / "150400" / "报表.xlsx", forms.workbook({"项目进展": [forms.PROGRESS]})[:-1000])
        lying = listing(inbox).files
        assert stable(lying, inbox, settle_seconds=0, rest_seconds=0) == lying


def test_a_workbook_that_is_cut_off_waits_for_its_rest(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = forms.workbook({"项目进展": [["填报单位:赤峰市"], ["报告期:2024Q3"], forms.PROGRESS]})
    file = drop(inbox / "150400" / "报表.xlsx", whole[:-1000])
    ingest()
    assert submissions(warehouse) == []
    drop(file, whole)
    ingest()
    assert [row["size_bytes"] for row in submissions(warehouse)] == [len(whole)]
    drop(file, whole[:-1000])
    monkeypatch.setenv("JIBAO_REST_SECONDS", "0")
    ingest()
    assert [row["state"] for row in submissions(warehouse)] == ["rejected", "unreadable"]


def test_an_empty_inbox_is_nothing_to_do(warehouse: sa.Engine) -> None:
    assert ingest() == {}
    assert submissions(warehouse) == []


@pytest.fixture
def growing(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, threading.Event]]:
    """A file that somebody is copying into the inbox, until the event is set; it ends as a good return."""
    monkeypatch.setenv("JIBAO_SETTLE_SECONDS", "2")  # the copier of a busy machine may stand still
    content, done = progress(), threading.Event()
    path = drop(inbox / "大文件.csv", content[:1])

    def copy() -> None:
        with path.open("ab") as file:
            while not done.is_set():
                os.utime(path)
                time.sleep(0.01)
            file.write(content[1:])

    copier = threading.Thread(target=copy)
    copier.start()
    yield path, done
    done.set()
    copier.join()


def test_a_growing_file_is_left_until_it_stands_still(
    inbox: Path, warehouse: sa.Engine, growing: tuple[Path, threading.Event]
) -> None:
    path, done = growing
    drop(inbox / "a.csv", progress("通辽市"))
    began = datetime.now(UTC)
    assert len(receive.sweep().received) == 1
    seen = datetime.now(UTC)
    assert lying(inbox) == {"大文件.csv"}
    done.set()
    while path.stat().st_size < len(progress()):
        pass
    assert len(receive.sweep().received) == 1
    whole = submissions(warehouse)[1]
    assert archived(whole) == progress()
    assert began <= whole["arrived_at"] <= seen  # when it was first seen, not when it was whole
    assert lying(inbox) == set()


# Nothing is lost.


def test_a_file_leaves_when_it_is_archived_byte_for_byte(inbox: Path, warehouse: sa.Engine) -> None:
    content = b"\xff\x00not a return\r\n" * 70_000
    drop(inbox / "x.bin", content)
    receive.sweep()
    (row,) = submissions(warehouse)
    assert (archived(row), row["size_bytes"], row["state"]) == (content, len(content), "received")
    assert row["inbox_path"] is None
    assert lying(inbox) == set()


@pytest.mark.parametrize("step", ["store", "record"])
def test_a_file_stays_when_it_could_not_be_kept(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("no space left")

    drop(inbox / "x.csv", progress())
    with monkeypatch.context() as broken:
        broken.setattr(*{"store": (archive, "store"), "record": (claims, "_record")}[step], fails)
        with pytest.raises(OSError, match="no space left"):
            receive.sweep()
    assert (lying(inbox), submissions(warehouse)) == ({"x.csv"}, [])
    assert len(receive.sweep().received) == 1


def left_by_a_crash(warehouse: sa.Engine, file: Path, content: bytes) -> None:
    """The state between claim and removal: the file is received and lies there still."""
    drop(file, content)
    receive.sweep()
    drop(file, content)
    with warehouse.begin() as connection:
        connection.execute(sa.text("UPDATE intake.submission SET inbox_path = 'x.csv'"))


def test_a_crash_between_claim_and_removal_makes_no_second_submission(
    inbox: Path, warehouse: sa.Engine
) -> None:
    left_by_a_crash(warehouse, inbox / "x.csv", progress())
    (answer,) = ingest().values()
    assert answer["verdict"] == "accepted_with_warnings"
    (row,) = submissions(warehouse)
    assert (row["inbox_path"], lying(inbox)) == (None, set())


def test_other_bytes_after_such_a_crash_are_received(inbox: Path, warehouse: sa.Engine) -> None:
    left_by_a_crash(warehouse, inbox / "x.csv", progress())
    drop(inbox / "x.csv", progress(said="已开班"))
    assert receive.sweep().received == []
    assert lying(inbox) == {"x.csv"}
    assert len(receive.sweep().received) == 1
    assert [archived(row) for row in submissions(warehouse)] == [progress(), progress(said="已开班")]


def test_the_same_name_again_with_other_bytes_is_another_submission(
    inbox: Path, warehouse: sa.Engine
) -> None:
    for said in ("有序推进", "已开班"):
        drop(inbox / "150400" / "进展.csv", progress(said=said))
        ingest()
    first, second = submissions(warehouse)
    assert second["arrived_at"] > first["received_at"]  # it was seen anew
    assert (first["sent_as"], second["sent_as"]) == ("150400/进展.csv", "150400/进展.csv")
    assert [archived(row) for row in (first, second)] == [progress(), progress(said="已开班")]
    assert replies("150400") == [f"进展.csv.{row['submission_id']}.回执.json" for row in (first, second)]


def test_the_same_bytes_again_are_a_duplicate(inbox: Path, warehouse: sa.Engine) -> None:
    for name in ("进展.csv", "进展 副本.csv"):
        drop(inbox / "150400" / name, progress())
        ingest()
    first, second = submissions(warehouse)
    assert (second["state"], second["duplicate_of"]) == ("duplicate", first["submission_id"])


@pytest.mark.parametrize("is_readable", [True, False])
def test_a_copy_in_the_archive_that_went_bad_is_written_again(is_readable: bool, inbox: Path) -> None:
    drop(inbox / "150400" / "x.csv", progress())
    receive.sweep()
    (copy,) = (settings().archive / "files").glob("*/*")
    copy.unlink()
    if is_readable:
        copy.write_bytes(progress()[:-1])
    else:
        copy.symlink_to(copy)
    drop(inbox / "150400" / "again.csv", progress())
    receive.sweep()
    assert lying(inbox) == set()
    assert (copy.is_symlink(), copy.read_bytes()) == (False, progress())


def test_two_sweeps_at_once_take_each_file_once(inbox: Path, warehouse: sa.Engine) -> None:
    names = {f"{number}.csv" for number in range(20)}
    for name in names:
        drop(inbox / name, progress(said=name))
    taken = at_once(*[lambda: receive.sweep().received] * 2)
    taken += receive.sweep().received
    assert sorted(taken) == [row["submission_id"] for row in submissions(warehouse)]
    assert {row["sent_as"] for row in submissions(warehouse)} == names
    assert lying(inbox) == set()


def test_two_who_take_the_same_files_take_each_once(inbox: Path, warehouse: sa.Engine) -> None:
    """The claim is a row: it holds without the lock of the sweep, as between a sweep and a command."""
    for number in range(20):
        drop(inbox / f"{number}.csv", progress(said=str(number)))
    listed = listing(inbox).files
    arrived = {each.name: datetime.now(UTC) for each in listed}

    def take() -> list[int]:
        return receive.take(listed, arrived, from_inbox=True)

    taken = at_once(take, take)
    assert len(taken) == len(set(taken)) == len(submissions(warehouse)) == 20
    assert lying(inbox) == set()


def test_what_another_took_whole_since_it_was_opened_is_not_taken_again(
    inbox: Path, warehouse: sa.Engine
) -> None:
    drop(inbox / "1.csv", progress())
    (listed,) = listing(inbox).files
    arrived = {listed.name: datetime.now(UTC)}

    class Overtaken(Spot):
        @contextmanager
        def opened(self) -> Iterator[tuple[BinaryIO, Mark]]:
            with super().opened() as found:
                assert len(receive.take([listed], arrived, from_inbox=True)) == 1
                yield found

    spot = listed.spot
    slow = replace(listed, spot=Overtaken(spot.root, spot.parts, spot.is_sent))
    assert receive.take([slow], arrived, from_inbox=True) == []
    assert len(submissions(warehouse)) == 1
    assert lying(inbox) == set()


def at_once(*calls: Any) -> list[int]:
    barrier, results = threading.Barrier(len(calls)), []

    def run(call: Any) -> None:
        barrier.wait()
        results.append(call())

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == len(calls), "a thread failed"
    return [number for result in results for number in result]


# Whose it is, and where the answer lies.


@pytest.mark.parametrize(
    ("name", "content", "folder", "league", "verdict", "outbox"),
    [
        ("150400/x.csv", progress(), "150400", "150400", "accepted_with_warnings", "150400"),
        ("150400/2024/三季度/x.csv", progress(), "150400", "150400", "accepted_with_warnings", "150400"),
        ("150400/150500/x.csv", progress("通辽市"), "150400", None, "rejected", "150400"),
        ("150400/150500/x.csv", progress("赤峰市"), "150400", None, "rejected", "150400"),
        ("150400/2024/150500/总结报告.pdf", b"%PDF-1.7\n", "150400", None, "attachment", "150400"),
        ("x.csv", progress("通辽市"), None, "150500", "accepted_with_warnings", "150500"),
        ("来文/x.csv", progress("通辽市"), None, "150500", "accepted_with_warnings", "150500"),
        ("150400/x.csv", progress("通辽市"), "150400", None, "rejected", "150400"),
        ("x.csv", progress("北京市"), None, None, "rejected", "unassigned"),
        ("x.xlsx", b"\x00\x01", None, None, "unreadable", "unassigned"),
        ("150400/x.xlsx", b"\x00\x01", "150400", "150400", "unreadable", "150400"),
        ("150400/总结报告.pdf", b"%PDF-1.7\n", "150400", "150400", "attachment", "150400"),
    ],
)
def test_the_folder_and_what_the_file_says_tell_the_league(
    inbox: Path,
    warehouse: sa.Engine,
    name: str,
    content: bytes,
    folder: str | None,
    league: str | None,
    verdict: str,
    outbox: str,
) -> None:
    drop(inbox / name, content)
    (answer,) = ingest().values()
    assert (answer["folder"], answer["league_code"], answer["verdict"]) == (folder, league, verdict)
    reply = settings().outbox / outbox / f"{Path(name).name}.{answer['submission_id']}.回执.json"
    assert lying(settings().outbox) == {f"{outbox}/{reply.name}", f"{outbox}/{reply.stem}.xlsx"}
    assert json.loads(reply.read_text(encoding="utf-8")) == answer


# In which order.


def test_files_are_judged_in_order_of_arrival_and_then_of_period(
    warehouse: sa.Engine, tmp_path: Path
) -> None:
    periods = {"a": "2023Q2", "b": "2024Q1", "c": "2023Q4", "d": "2023Q3"}
    days = {"a": "2024-04-03", "b": "2024-04-02", "c": "2024-04-02", "d": "2024-04-02"}
    for name, period in periods.items():
        drop(tmp_path / "sent" / "150400" / f"{name}.csv", progress(period=period))
    arrivals = tmp_path / "arrivals.csv"
    lines = [f"150400/{name}.csv,{day}" for name, day in days.items()]
    arrivals.write_text("\n".join(["file,arrived_at", *lines]))
    answers = ingest(tmp_path / "sent", "--arrivals", arrivals)
    assert [answer["period"] for answer in answers.values()] == ["2023Q3", "2023Q4", "2024Q1", "2023Q2"]
    assert [answer["arrived_at"][:16] for answer in answers.values()] == [
        "2024-04-02T00:00",
        "2024-04-02T00:00",
        "2024-04-02T00:00",
        "2024-04-03T00:00",
    ]
    assert [row["file_name"] for row in submissions(warehouse)] == ["b.csv", "c.csv", "d.csv", "a.csv"]


# A back-load, and what a command names.


@pytest.mark.parametrize(
    ("arrivals", "reason"),
    [
        ("file,arrived_at\na.csv,2024-10-02\n", "does not name: b.csv"),
        ("file,arrived_at\na.csv,2024-10-02\nb.csv,2024-10-02\nc.csv,2024-10-02\n", "not there: c.csv"),
        ("file,arrived_at\na.csv,2024-10-02\nb.csv,2024-10-02\na.csv,2024-10-03\n", "line 4: a.csv is named"),
        ("file,arrived_at\na.csv,2024-10-02\nb.csv,soon\n", "line 3"),
        ("file,when\na.csv,2024-10-02\nb.csv,2024-10-02\n", "line 2"),
        ("", "does not name: a.csv, b.csv"),
    ],
)
def test_arrivals_that_do_not_fit_the_files_are_an_error_of_the_call(
    inbox: Path,
    warehouse: sa.Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arrivals: str,
    reason: str,
) -> None:
    for folder in (inbox, tmp_path / "sent"):
        for name in ("a.csv", "b.csv"):
            drop(folder / name, progress(said=name))
        listed = drop(tmp_path / "arrivals.csv", arrivals.encode())
        named = [] if folder == inbox else [folder]
        assert jibao("ingest", "--json", *named, "--arrivals", listed) == (64, "")
        assert reason in capsys.readouterr().err
        assert lying(folder) == {"a.csv", "b.csv"}
    assert submissions(warehouse) == []
    assert not (settings().archive / "files").exists()
    with pytest.raises(receive.ArrivalsError, match=reason):
        receive.receive_folder(inbox, tmp_path / "arrivals.csv")


def test_a_back_load_of_the_inbox_has_the_arrivals_of_the_list(
    inbox: Path, warehouse: sa.Engine, tmp_path: Path
) -> None:
    drop(inbox / "a.csv", progress())
    arrivals = drop(tmp_path / "arrivals.csv", b"file,arrived_at\na.csv,2024-10-02T09:30\n")
    ingest("--arrivals", arrivals)
    (row,) = submissions(warehouse)
    assert row["arrived_at"] == datetime(2024, 10, 2, 1, 30, tzinfo=UTC)
    assert lying(inbox) == set()


def test_arrivals_go_with_one_folder(warehouse: sa.Engine, tmp_path: Path) -> None:
    arrivals = drop(tmp_path / "arrivals.csv", b"file,arrived_at\n")
    assert jibao("ingest", tmp_path, tmp_path, "--arrivals", arrivals) == (64, "")
    assert submissions(warehouse) == []


def test_files_outside_the_inbox_are_never_touched(warehouse: sa.Engine, tmp_path: Path) -> None:
    sent = tmp_path / "150600" / "sent"  # what is above it is nobody's folder
    files = [
        drop(sent / name, progress(league))
        for name, league in (("a.csv", "赤峰市"), ("150500/b.csv", "通辽市"), ("c.csv", "乌海市"))
    ]
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    ingest(sent)
    ingest(files[0], files[1])
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before
    assert [(row["sent_as"], row["folder"], row["state"]) for row in submissions(warehouse)] == [
        ("150500/b.csv", "150500", "accepted_with_warnings"),
        ("a.csv", None, "accepted_with_warnings"),
        ("c.csv", None, "accepted_with_warnings"),
        ("a.csv", None, "duplicate"),
        ("b.csv", "150500", "duplicate"),
    ]


def test_a_file_of_the_inbox_that_a_command_names_leaves_it(inbox: Path, warehouse: sa.Engine) -> None:
    ingest(drop(inbox / "150400" / "a.csv", progress()))
    assert [(row["sent_as"], row["folder"]) for row in submissions(warehouse)] == [("150400/a.csv", "150400")]
    assert lying(inbox) == set()


# What the archive says, and what happens when we fail.


def test_the_log_of_events_tells_what_became_of_each_file(inbox: Path, warehouse: sa.Engine) -> None:
    drop(inbox / "150400" / "a.csv", progress())
    drop(inbox / "b.csv", progress("北京市"))
    ingest()
    drop(inbox / "150400" / "a.csv", progress(said="已开班"))
    ingest()

    def moves(row: dict[str, Any]) -> list[tuple[str, str | None, str | None, str]]:
        (log,) = (settings().archive / "events").glob(f"*/{row['submission_id']}.jsonl")
        events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        return [(event["verb"], event["part"], event["from_state"], event["to_state"]) for event in events]

    rows = {(row["sent_as"], row["state"]): row for row in submissions(warehouse)}
    assert len(lying(settings().archive / "events")) == 3
    assert moves(rows["b.csv", "rejected"]) == [
        ("receive", None, None, "received"),
        ("judge", None, "received", "rejected"),
    ]
    first, second = (row for row in submissions(warehouse) if row["sent_as"] == "150400/a.csv")
    judged = [
        ("receive", None, None, "received"),
        ("judge", "progress", None, "accepted_with_warnings"),
        ("judge", None, "received", "accepted_with_warnings"),
    ]
    assert moves(second) == judged
    superseded = ("supersede", "progress", "accepted_with_warnings", "superseded")
    assert moves(first) == [*judged, superseded]


def test_the_log_has_what_is_needed_to_receive_again(inbox: Path, warehouse: sa.Engine) -> None:
    drop(inbox / "150400" / "a.csv", progress())
    receive.sweep()
    (row,) = submissions(warehouse)
    (log,) = (settings().archive / "events").glob(f"*/{row['submission_id']}.jsonl")
    (event,) = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert event["detail"] == {
        "file_name": "a.csv",
        "sent_as": "150400/a.csv",
        "folder": "150400",
        "sha256": row["sha256"],
        "size_bytes": len(progress()),
    }
    assert datetime.fromisoformat(event["at"]) == row["arrived_at"]
    assert event["actor"] == "jibao"


def test_a_submission_that_we_fail_on_stops_nobody(
    inbox: Path,
    warehouse: sa.Engine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for period in ("2024Q1", "2024Q2", "2024Q3"):
        drop(inbox / "150400" / f"{period}.csv", progress(period=period))

    def fails(connection: sa.Connection, sent: list[ToJudge], *rest: Any) -> Any:
        judged = judge_all(connection, sent, *rest)
        if "2024Q2.csv" in [each.submission["file_name"] for each in sent]:
            raise RuntimeError("the disk is on fire")  # after everything was written
        return judged

    with monkeypatch.context() as broken:
        broken.setattr("etl.walk.batch.judge_all", fails)
        code, _ = jibao("ingest", "--json")
    states = {row["file_name"]: row["state"] for row in submissions(warehouse)}
    assert states == {
        "2024Q1.csv": "accepted_with_warnings",
        "2024Q2.csv": "received",
        "2024Q3.csv": "accepted_with_warnings",
    }
    waiting = [row["submission_id"] for row in submissions(warehouse) if row["state"] == "received"]
    assert code == 70
    assert f"{waiting[0]}: RuntimeError('the disk is on fire')" in capsys.readouterr().err
    assert len(replies("150400")) == 2
    (answer,) = ingest().values()
    assert (answer["submission_id"], answer["verdict"]) == (waiting[0], "accepted_with_warnings")
    assert len(replies("150400")) == 3


@pytest.mark.parametrize("step", [put_in_force, recheck])
def test_what_takes_too_long_to_judge_is_refused_and_the_next_is_judged(
    step: Callable[..., Any], inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for period in ("2024Q2", "2024Q3"):
        drop(inbox / "150400" / f"{period}.csv", progress(period=period))

    def endless(connection: sa.Connection, submission_id: int, *rest: Any) -> Any:
        done = step(connection, submission_id, *rest)
        name = submission_row(connection, submission_id)["file_name"]
        while name == "2024Q2.csv":
            pass  # after everything was written
        return done

    monkeypatch.setattr(f"etl.walk.judge.{step.__name__}", endless)
    monkeypatch.setattr("etl.walk.batch._DECIDING_SECONDS", 2)
    answers = ingest()
    refused = answers["150400/2024Q2.csv"]
    assert (refused["verdict"], rules(refused)) == ("unreadable", [("file_unreadable", None, None)])
    assert refused["findings"][0]["given"] == "读取时超出内存或时间的限制,文件结构异常"
    assert (refused["league_code"], refused["period"]) == ("150400", "2024Q2")
    assert answers["150400/2024Q3.csv"]["verdict"] == "accepted_with_warnings"
    with warehouse.connect() as connection:
        in_force = connection.execute(sa.text("SELECT period FROM warehouse.project_progress")).scalars()
        assert set(in_force) == {"2024Q3"}


def test_files_of_a_league_have_their_turn_wherever_they_lie(inbox: Path, warehouse: sa.Engine) -> None:
    """Whether the folder, the name or only the cells tell the league; a file that none tells is apart."""
    for name in ("x.csv", "赤峰市.csv", "150400/y.csv"):
        drop(inbox / name, progress() + f",,{name}\n".encode())
        receive.sweep()
    drop(inbox / "z.csv", progress("北京市"))
    receive.sweep()
    numbers = [row["submission_id"] for row in submissions(warehouse)]
    assert leagues_waiting() == {"150400": numbers[:3], "unassigned": numbers[3:]}


def test_one_that_has_its_verdict_is_passed_over(inbox: Path, warehouse: sa.Engine) -> None:
    drop(inbox / "150400" / "a.csv", progress())
    ingest()
    numbers = [row["submission_id"] for row in submissions(warehouse)]
    walk.walk({"150400": numbers}, answered=lambda answer: pytest.fail(str(answer)))


def test_a_file_that_the_archive_has_lost_stops_nobody(inbox: Path, warehouse: sa.Engine) -> None:
    for period in ("2024Q2", "2024Q3"):
        drop(inbox / "150400" / f"{period}.csv", progress(period=period))
    drop(inbox / "150500" / "2024Q3.csv", progress("通辽市"))
    receive.sweep()
    lost = next(row for row in submissions(warehouse) if row["file_name"] == "2024Q2.csv")
    archive.path_of(lost["sha256"]).unlink()
    answered: list[Answer] = []
    with pytest.raises(walk.WalkError, match="FileNotFoundError"):
        walk.walk(leagues_waiting(), answered=answered.append)
    assert {answer["file"] for answer in answered} == {"150400/2024Q3.csv", "150500/2024Q3.csv"}


def test_a_league_that_we_fail_on_stops_no_other(
    inbox: Path, warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for league in ("赤峰市", "通辽市", "乌海市"):
        drop(inbox / f"{league}.csv", progress(league))

    def fails(submission: Submission, taken_apart: Parsed | Exception | None) -> Any:
        if submission["file_name"] == "赤峰市.csv":
            raise RuntimeError("the disk is on fire")
        return read_submission(submission, taken_apart)

    with monkeypatch.context() as broken:
        broken.setattr("etl.walk.reading.read_submission", fails)
        code, printed = jibao("ingest", "--json")
    assert code == 70
    assert {answer["file"] for answer in json.loads(printed)} == {"通辽市.csv", "乌海市.csv"}
    assert set(ingest()) == {"赤峰市.csv"}
