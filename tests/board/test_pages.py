"""The board's pages over an exact history: what they say, to whom, and that nothing gets through."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from fastapi import HTTPException
from lxml import html

from etl.common.punctuation import chinese
from etl.common.settings import settings
from etl.operate.board import files
from etl.operate.board.pages import task_path
from etl.operate.board.render import minute
from etl.store import archive
from tests.board.conftest import HOSTILE_GIVEN, HOSTILE_NAME, Client
from tests.board.reading import BASE, facts, read, rows, somebody, text, viewer
from tests.walk.driving import STORIES

PAGES = (
    "/",
    "/?year=2022",
    "/targets?year=2022",
    "/matters?year=2022",
    "/return/150100/2022Q3",
    "/submission/1",
)
READ_ONLY = ("POST", "PUT", "PATCH", "DELETE")


def _nobody() -> str:
    raise HTTPException(401, "Not authenticated")


@pytest.fixture
def client(board_for: Callable[..., Client], history: sa.Engine) -> Client:
    """Somebody who is logged in."""
    return board_for(somebody)


@pytest.fixture
def stranger(board_for: Callable[..., Client], history: sa.Engine) -> Client:
    """Somebody who is not."""
    return board_for(_nobody)


def test_the_board_says_who_has_reported(client: Client) -> None:
    page = read(client, "/?year=2022")
    table = rows(page, "//table[contains(@class, 'returns')]")
    assert table[0] == [
        "呼和浩特市150100",
        "!迟报 已采用 3 版",
        "✓按时 采用，有疑问 3 版 疑 1",
        "✓按时 已采用 2 版",
        "按时 2迟报 1",
    ]
    assert table[1][1:] == [
        "!迟报 退回 1 版 错 1",
        "✕未报齐 没有来件",
        "✕未报齐 没有来件",
        "迟报 1未报齐 2",
    ]
    assert [text(cell) for cell in page.xpath("//tfoot//td")] == [
        "迟报 2未报齐 10",
        "按时 1未报齐 11",
        "按时 1未报齐 11",
        "按时 2迟报 2未报齐 32",
    ]
    assert all(head.get("scope") for head in page.xpath("//th"))
    (cell,) = page.xpath("//td[@id='cell-150100-2022Q3-quarterly']/a/@href")
    assert cell == f"{BASE}/return/150100/2022Q3?kind=quarterly"


def test_what_is_missing_is_asked_for_and_suggestions_stand_with_their_answers(client: Client) -> None:
    page = read(client, "/matters?year=2022")
    asked = rows(page, "//section[@id='asked-for']//table")
    assert [(row[0], row[2]) for row in asked][:2] == [
        ("P00-1", "人社厅"),
        ("P03-1", "人社厅牵头，教育厅、团委配合"),
    ]
    assert asked[0][1] == "城镇新增就业人数2021年实绩(人，全区全年数)"
    shown = [row.get("data-matter") for row in page.xpath("//table[@id='matters-2022']/tbody/tr")]
    assert len(shown) > 0
    assert all("尚未答复" in row[4] for row in rows(page, "//table[@id='matters-2022']"))
    tiles = [text(tile) for tile in read(client, "/?year=2022").xpath("//ul[contains(@class, 'tiles')]/li")]
    assert tiles[-2:] == [f"{len(asked)}待提供的2021年实绩", f"{len(shown)}尚未答复的意见建议"]
    assert "not-built" in read(client, "/matters?year=2025").xpath("//p/@id")


def test_the_board_says_what_is_stuck(client: Client) -> None:
    page = read(client, "/?year=2022")
    assert rows(page, "//table[@id='lying']") == [
        ["150300/乌海<b>.xlsx", "乌海市", "18 B", "尚未扫描到"],
    ]
    assert [row[0] for row in rows(page, "//table[@id='unassigned']")] == ["17"]
    assert [text(tile) for tile in page.xpath("//ul[contains(@class, 'tiles')]/li")][:4] == [
        "0已收到，待判定",
        "1收件箱内未收的文件",
        "1盟市不明或矛盾",
        "2023-08-02 09:00最近一次来件",
    ]


@pytest.mark.parametrize(
    ("lang", "tile", "mark"),
    [
        ("zh", "2收件箱内未收的文件其中没有传完：1", "没有传完最近变动 {at}"),
        ("en", "2files lying in the inboxcopy not finished: 1", "copy not finishedlast change {at}"),
    ],
)
def test_a_copy_that_is_not_finished_is_stuck(client: Client, lang: str, tile: str, mark: str) -> None:
    copied = settings().inbox / "150300" / "乌海.xlsx.part"
    copied.write_bytes(b"PK half")
    try:
        page = read(client, f"/?year=2022&lang={lang}")
        at = minute(datetime.fromtimestamp(copied.stat().st_ctime, UTC))
    finally:
        copied.unlink()
    league = {"zh": "乌海市", "en": "Wuhai"}[lang]
    assert rows(page, "//table[@id='lying']")[0] == [
        "150300/乌海.xlsx.part",
        league,
        "7 B",
        mark.format(at=at),
    ]
    assert text(page.xpath("//ul[contains(@class, 'tiles')]/li")[1]) == tile


def test_the_list_is_filtered_and_remembers_the_filter(client: Client) -> None:
    page = read(client, "/?year=2022&league=150100&verdict=duplicate")
    assert rows(page, "//table[@id='submissions']") == [
        ["4", "4_2022Q3_副本.xlsx", "呼和浩特市", "2022年第三季度", "2022-10-09 11:00", "=重复"],
    ]
    assert page.xpath("//option[@selected]/@value") == ["150100", "duplicate"]


def test_a_return_shows_its_versions_and_its_due_dates(client: Client) -> None:
    page = read(client, "/return/150100/2022Q3")
    said = facts(page)
    assert (said["名义期限"], said["实际期限(顺延后)"]) == ("2022-10-05 23:59", "2022-10-08 23:59")
    assert (said["报齐"], said["未报齐的部分"], said["时效"]) == ("2022-10-09 09:00", "—", "!迟报")
    assert [row[:2] + row[4:5] for row in rows(page, "//table[@data-part='data']")] == [
        ["—", "1", "✕退回"],
        ["1", "3", "↷已被代替"],
        ["2", "13", "✓已采用"],
    ]
    missing = read(client, "/return/150200/2022Q4")
    assert "主要数据、项目进展" in text(missing.xpath("//dl[@class='sheet']")[0])


def test_a_submission_is_told_whole(client: Client) -> None:
    page = read(client, "/submission/1")
    sent = STORIES / "returns" / "150100" / "1_2022Q3.xlsx"
    assert files.archive.path_of(page.xpath("//code")[0].text).read_bytes() == sent.read_bytes()
    (parts,) = page.xpath("//section[@id='parts']//table")
    assert [row[2:] for row in rows(parts, "self::table")] == [
        ["✕退回", "✕退回", "—", "—", "—"],
        ["✓已采用", "↷已被代替", "1", "—", "3"],
    ]
    finding = page.xpath("//ul[@class='findings']/li[contains(@class, 'error')]")[0]
    assert "number_text v1 · 主要数据 · " in text(finding)
    assert "家政服务从业人员职业技能培训人数 “约300”不是数字。 请只填一个数字，不要写" in text(finding)
    events = [[row[1], row[2], row[3]] for row in rows(page, "//section[@id='events']//table")]
    assert events[0] == ["接收", "—", "待判定"]
    assert ["代替", "项目进展", "已采用 → 已被代替"] in events


def test_a_duplicate_leads_to_what_it_repeats(client: Client) -> None:
    assert f"{BASE}/submission/3" in read(client, "/submission/4").xpath("//dl//a/@href")


def test_english_is_a_click_away_and_is_remembered(client: Client) -> None:
    chinese = read(client, "/submission/18?lang=zh")
    (toggle,) = chinese.xpath("//a[@id='language']/@href")
    assert toggle == f"{BASE}/submission/18?lang=en"
    assert client.get(toggle).status_code == 200
    page = read(client, "/submission/18")  # by the cookie
    assert page.get("lang") == "en"
    assert f"“{HOSTILE_GIVEN}” is not a number." in text(page)
    assert read(client, "/?year=2022&league=150200").xpath("//a[@id='language']/@href") == [
        f"{BASE}/?year=2022&league=150200&lang=zh"
    ]


def test_targets_are_those_of_the_tables(client: Client, history: sa.Engine) -> None:
    page = read(client, "/targets?year=2022")
    (headline,) = page.xpath("//section[@id='region']//tr[@data-target='T00']")
    cells = [text(cell) for cell in headline]
    assert cells[2:6] == ["1,000,000人", "52,974暂定", "400,000", "5.3%"]
    assert cells[7:9] == ["?数据不全", "1/12"]
    with history.connect() as connection:
        count = connection.execute(
            sa.text("SELECT count(*) FROM summary.annual_target WHERE year = 2022")
        ).scalar_one()
    assert len(page.xpath("//section[@id='region' or @id='leagues']//tr[@data-target]")) == count
    assert page.xpath("//section[@id='action']//tr[@data-target='T00']")


def test_tables_that_are_not_built_are_said_to_be_missing(client: Client) -> None:
    page = read(client, "/targets?year=2024")
    assert text(page.xpath("//p[@id='not-built']")[0]).startswith("2024年的汇总表还没有生成。")


@pytest.mark.parametrize("path", ["/?year=2022&lang=zh", "/targets?year=2022&lang=zh"])
def test_tables_older_than_an_accepted_change_are_said_to_be(
    client: Client, history: sa.Engine, path: str
) -> None:
    def built_later(by: str) -> None:
        with history.begin() as connection:
            moved = f"UPDATE summary.annual_return SET built_at = built_at + interval '{by}'"  # noqa: S608
            connection.exec_driver_sql(moved)

    assert not read(client, path).xpath("//p[@id='old-tables']")
    built_later("-1 day")
    notes = [text(note) for note in read(client, path).xpath("//p[@id='old-tables']")]
    built_later("1 day")
    assert [note[:16] for note in notes] == [chinese("2022年汇总表是旧的:数据截至")]


@pytest.mark.parametrize("submission_id", [3, 18])
def test_a_file_is_handed_out_as_it_was_sent(client: Client, submission_id: int) -> None:
    answer = client.get(f"{BASE}/submission/{submission_id}/file")
    page = read(client, f"/submission/{submission_id}?lang=zh")
    assert answer.content == archive.path_of(page.xpath("//code")[0].text).read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="download"; filename*=UTF-8'
    )


def test_who_may_only_view_does_not_get_what_was_sent(
    board_for: Callable[..., Client], history: sa.Engine
) -> None:
    """It may hold personal numbers, which everything else on the board masks."""
    looks = board_for(viewer)
    assert looks.get(f"{BASE}/submission/3/file").status_code == 403
    assert looks.get(f"{BASE}/submission/3/reply").status_code == 200
    page = read(looks, "/submission/3?lang=zh")
    assert page.xpath("//a[@id='download']") == []
    (why,) = page.xpath("//li[@id='original']")
    assert text(why).startswith("原文件可能含个人号码")


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("3_2022Q3.xlsx", "3_2022Q3.xlsx"),
        (HOSTILE_NAME, "_img src=x onerror=alert(1)___'; ..%2f..%2f回执.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"\r\nSet-Cookie: x=1.xlsx', "a___Set-Cookie_ x=1.xlsx"),
        ("..", "file"),
    ],
)
def test_a_download_has_a_safe_name(name: str, saved_as: str) -> None:
    header = files.attached(name)
    assert header.isascii() and "\r" not in header and "\n" not in header
    assert unquote(header.split("UTF-8''")[1]) == saved_as


def test_a_reply_is_handed_out(client: Client) -> None:
    (reply,) = (settings().outbox / "150100").glob("*.3.回执.xlsx")
    answer = client.get(f"{BASE}/submission/3/reply")
    assert answer.content == reply.read_bytes()
    assert unquote(answer.headers["content-disposition"]).endswith("3_2022Q3.xlsx.3.回执.xlsx")


def test_of_several_replies_the_latest_is_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    (folder := tmp_path / "outbox" / "150100").mkdir(parents=True)
    row = {"submission_id": 5, "folder": None, "league_code": "150100"}
    assert files.reply(row) is None
    (tmp_path / "secret").write_text("secret")
    (folder / "link.5.回执(更新9).xlsx").symlink_to(tmp_path / "secret")
    assert files.reply(row) is None
    (folder / "link.5.回执(更新9).xlsx").unlink()
    for name in ("a.5.回执.xlsx", "a.5.回执(更新).xlsx", "a.5.回执(更新2).xlsx", "b.5.回执.xlsx.6.回执.xlsx"):
        (folder / name).write_text(name)
    found = files.reply(row)
    assert found is not None and found.name == "a.5.回执(更新2).xlsx"
    assert files.reply({**row, "folder": "../150100"}) is None


def test_only_a_hash_names_a_file_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "archive" / "files").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    assert archive.path_of("../../secret").is_file()
    assert files.sent({"sha256": "../../secret"}) is None


@pytest.mark.parametrize("path", ["/?year=2022", "/submission/17", "/submission/18", "/return/150200/2022Q3"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_league_wrote_is_text(client: Client, path: str, lang: str) -> None:
    answer = client.get(f"{BASE}{path}{'&' if '?' in path else '?'}lang={lang}").text
    assert not html.fromstring(answer).xpath("//img | //script | //b[text()='.xlsx'] | //@onerror")
    assert "\u202e" not in answer
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer


@pytest.mark.parametrize("path", PAGES)
def test_a_page_admits_nothing_from_elsewhere(client: Client, path: str) -> None:
    answer = client.get(BASE + path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "http" not in answer.text.replace("http-equiv", "")


@pytest.mark.parametrize("path", [*PAGES, "/submission/3/file", "/submission/3/reply"])
def test_who_is_not_logged_in_learns_nothing(stranger: Client, path: str) -> None:
    refused = stranger.get(BASE + path)
    assert (refused.status_code, refused.json()) == (401, {"detail": "Not authenticated"})
    sent_on = stranger.get(BASE + path, headers={"Accept": "text/html,*/*"})
    assert sent_on.status_code == 303
    assert unquote(sent_on.headers["location"]) == f"/api/v2/auth/login?next={BASE}{path}"


@pytest.mark.parametrize("method", READ_ONLY)
@pytest.mark.parametrize("path", [*PAGES, "/submission/3/file"])
def test_no_method_changes_anything(client: Client, path: str, method: str) -> None:
    assert client.request(method, BASE + path).status_code == 405


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?year=2019", 404),
        ("/?year=1' OR 1=1", 422),
        ("/?league=15%27--", 422),
        ("/?verdict=everything", 422),
        ("/?page=0", 422),
        ("/submission/999", 404),
        ("/submission/0", 422),
        ("/submission/99999999999999999999", 422),
        ("/submission/999/file", 404),
        ("/submission/..%2f..%2fsecrets/file", 404),
        ("/submission/3/file/../../../secrets", 404),
        ("/return/150100/2099Q1", 404),
        ("/return/..%2f/2022Q3", 404),
        ("/return/15010x/2022Q3", 422),
        ("/openapi.json", 404),
        ("/docs", 404),
    ],
)
def test_nothing_else_is_served(client: Client, path: str, status: int) -> None:
    assert client.get(BASE + path).status_code == status
    if status == 404:
        page = client.get(BASE + path, headers={"Accept": "text/html"})
        assert (page.status_code, "没有这一页" in page.text) == (404, True)


def test_links_go_below_the_base_path(board_for: Callable[..., Client], history: sa.Engine) -> None:
    client = board_for(somebody, "/ops")
    page = html.fromstring(client.get("/ops/jibao/board/submission/1").text)
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert links and all(link.startswith("/ops/") for link in links)
    assert "/ops/dags/withdraw_submission" in links


def test_a_judgement_leads_to_its_task(client: Client, history: sa.Engine) -> None:
    run = {"dag_id": "receive_returns", "run_id": "manual__2026/1", "task_id": "judge", "map_index": 3}
    path = "/dags/receive_returns/runs/manual__2026%2F1/tasks/judge/mapped/3"
    assert task_path({**run, "try_number": 1}) == path
    assert task_path({**run, "map_index": -1}) == path.removesuffix("/mapped/3")
    assert task_path(None) is None
    with history.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO intake.event (submission_id, at, verb, to_state, actor, detail, archived_at)"
                " VALUES (16, :at, 'judge', 'accepted', 'jibao', :detail, :at)"
            ),
            {"at": datetime.now(UTC), "detail": json.dumps({"run": run})},
        )
    assert read(client, "/submission/16").xpath("//a[@class='log']/@href") == [path]
