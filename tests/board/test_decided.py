"""The board over what operators decided: arrivals corrected, parts withdrawn, a file taken up again."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
import sqlalchemy as sa
from lxml import html

from etl.common.settings import ZONE
from etl.operate.decide.arrival import correct_arrival
from etl.operate.decide.assign import assign
from etl.operate.decide.withdraw import withdraw
from tests.board.conftest import Client
from tests.board.reading import BASE, facts, read, rows, somebody, text
from tests.walk.driving import STORIES, ingest, listed

STEPS = ("1", "2", "3", "4", "5", "8", "9", "12")


@pytest.fixture(scope="module")
def decided(
    module_warehouse: Callable[[], AbstractContextManager[sa.Engine]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[sa.Engine]:
    """Six files of the third quarter and two of the fourth were judged; number 5 was taken up again as 9."""
    folder = tmp_path_factory.mktemp("sent")
    steps = {step["step"]: (step["file"], step["arrived_at"]) for step in listed(STORIES / "steps.csv")}
    sent = [steps[number] for number in STEPS]
    for name, _ in sent:
        (folder / "returns" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STORIES / "returns" / name, folder / "returns" / name)
    with (folder / "arrivals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "arrived_at"), *sent])
    with module_warehouse() as engine:
        ingest(folder / "returns", "--arrivals", folder / "arrivals.csv")
        correct_arrival(3, datetime(2022, 10, 5, 12, tzinfo=ZONE), actor="李", reason="约在中午")
        correct_arrival(3, datetime(2022, 10, 4, 8, 30, tzinfo=ZONE), actor="王", reason="<b>邮件为证</b>")
        assign(5, "150200", actor="王", reason="放错文件夹")
        withdraw(2, [], actor="王", reason="试报")
        for number in (1, 6, 7):
            withdraw(number, ["progress"], actor="王", reason="报错年度")
        yield engine


@pytest.fixture
def client(board_for: Callable[..., Client], decided: sa.Engine) -> Client:
    return board_for(somebody)


def links(page: html.HtmlElement, label: str) -> list[str]:
    """Where a fact of the page's head leads."""
    return [
        link
        for fact in page.xpath("//dl[@class='sheet']/div")
        if text(fact[0]) == label
        for link in fact.xpath(".//a/@href")
    ]


def test_a_submission_shows_the_arrival_that_counts_and_the_first(client: Client) -> None:
    page = read(client, "/submission/3?lang=zh")
    said = facts(page)
    assert said["到达"] == "2022-10-04 08:30更正前 2022-10-09 09:00由 王 更正：<b>邮件为证</b>"
    assert said["这期报表的时效"] == "✓按时"
    english = facts(read(client, "/submission/3?lang=en"))
    assert english["Arrived"] == (
        "2022-10-04 08:30before its correction 2022-10-09 09:00corrected by 王: <b>邮件为证</b>"
    )
    assert facts(read(client, "/submission/1?lang=zh"))["到达"] == "2022-10-04 09:00"


def test_a_correction_shows_both_moments(client: Client) -> None:
    told = [row[1] for row in rows(read(client, "/submission/3"), "//section[@id='events']//table")]
    assert [what for what in told if what.startswith("更正")] == [
        "更正到达时间2022-10-09 09:00 → 2022-10-05 12:00",
        "更正到达时间2022-10-05 12:00 → 2022-10-04 08:30",
    ]
    again = rows(read(client, "/submission/9"), "//section[@id='events']//table")
    assert [row[1] for row in again] == ["指定归属", "判定", "判定"]


def test_the_latest_submissions_show_how_each_stands_now(client: Client) -> None:
    page = read(client, "/?year=2022")
    assert [[row[0], row[4], row[5]] for row in rows(page, "//table[@id='submissions']")] == [
        ["8", "2023-02-01 09:00", "✓已采用"],
        ["7", "2023-01-03 15:00", "!采用，有疑问"],
        ["6", "2023-01-03 09:00", "!采用，有疑问 ↷已被代替"],
        ["9", "2022-10-09 12:00", "✓已采用"],
        ["5", "2022-10-09 12:00", "✕退回"],
        ["4", "2022-10-09 11:00", "=重复"],
        ["2", "2022-10-04 10:00", "✓已采用 –已撤回"],
        ["1", "2022-10-04 09:00", "◐部分采用 –已撤回"],
        ["3", "2022-10-04 08:30", "✓已采用 ↷已被代替"],
    ]


def test_a_return_shows_the_arrival_that_counts_and_how_each_file_stands(client: Client) -> None:
    page = read(client, "/return/150100/2022Q3")
    assert [[row[0], row[2], row[3]] for row in rows(page, "//section[@id='sent']//table")] == [
        ["8", "2023-02-01 09:00", "✓已采用"],
        ["4", "2022-10-09 11:00", "=重复 = 3"],
        ["1", "2022-10-04 09:00", "◐部分采用 –已撤回"],
        ["3", "2022-10-04 08:30", "✓已采用 ↷已被代替"],
    ]
    assert [row[1:2] + row[3:5] for row in rows(page, "//table[@data-part='progress']")] == [
        ["1", "2022-10-04 09:00", "–已撤回"],
        ["3", "2022-10-04 08:30", "↷已被代替"],
        ["8", "2023-02-01 09:00", "✓已采用"],
    ]
    assert facts(page)["曾采用版本(含已撤回)"] == "3"


@pytest.mark.parametrize(
    ("submission_id", "zh", "en"),
    [
        (1, "◐部分采用 –已撤回", "◐Partly accepted –Withdrawn"),
        (2, "✓已采用 –已撤回", "✓Accepted –Withdrawn"),
        (3, "✓已采用 ↷已被代替", "✓Accepted ↷Superseded"),
        (4, "=重复", "=Duplicate"),
        (6, "!采用，有疑问 ↷已被代替", "!Accepted, warnings ↷Superseded"),
        (7, "!采用，有疑问", "!Accepted, warnings"),
        (8, "✓已采用", "✓Accepted"),
    ],
)
def test_a_submission_shows_how_it_stands_now(client: Client, submission_id: int, zh: str, en: str) -> None:
    assert facts(read(client, f"/submission/{submission_id}?lang=zh"))["判定"] == zh
    assert facts(read(client, f"/submission/{submission_id}?lang=en"))["Verdict"] == en


def test_a_file_that_was_taken_up_again_is_linked_both_ways(client: Client) -> None:
    first, again = read(client, "/submission/5?lang=zh"), read(client, "/submission/9?lang=zh")
    assert links(first, "重新审核为") == [f"{BASE}/submission/9"]
    assert links(again, "由这份报送重新审核") == [f"{BASE}/submission/5"]
    assert "重新审核为" not in facts(again)
    assert "由这份报送重新审核" not in facts(first)


def test_files_of_a_return_follow_each_other_by_the_arrival_that_counts(client: Client) -> None:
    assert links(read(client, "/submission/3?lang=zh"), "同一期的前后来件") == [
        f"{BASE}/submission/1",
    ]
