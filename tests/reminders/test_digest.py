"""The centre's digest."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.leagues.reminders.digest import digest
from etl.leagues.reminders.remind import moment_of, remind
from schemas.periods import Period
from schemas.registry import registry
from tests.conftest import Opener
from tests.reminders import post as mail_server
from tests.reminders.conftest import CONTACTS, file_whole
from tests.reminders.post import Post, visible
from tests.reminders.registries import extended, in_force
from tests.summarise.filing import Row, file_return

CENTRE = "centre@hr.example"
Q3 = Period.of("quarter", 2024, 3)


def on(day: str) -> bool:
    """Whether the centre got mail on the morning of that day."""
    return digest(moment_of(day))


def laid() -> Path:
    return settings().outbox / "150000" / "报送进度.html"


# How the leagues stand with the third quarter, where they do not lack the whole of it.
STANDS = {
    "150100": "按时",
    "150200": "迟报",
    "150300": "按时",
    "150400": "未报齐(缺项目进展)",
    "150600": "免报",
}


def expected_digest() -> str:
    leagues = registry().leagues
    late = len(leagues) - 4
    rows = "\n".join(f"{league.name_zh}|{STANDS.get(code, '未报齐')}" for code, league in leagues.items())
    unreached = leagues.keys() - STANDS.keys() - {"150500"}
    names = "、".join(league.name_zh for code, league in leagues.items() if code in unreached)
    return f"""【报送进度】2024年10月9日:{late}个单位逾期未报齐
【报送进度】2024年10月9日:{late}个单位逾期未报齐
截至2024年10月9日9时。
报表|报送期限|到期情况|应报|已报齐|其中迟报|未报齐|免报
2024年第三季度《季度进展报表》|2024年10月8日24时
(原为2024年10月5日,逢国务院公布的放假安排顺延)|已逾期1天|{len(leagues) - 1}|3|1|{late}|1
各单位:季度进展报表
单位|2024年第三季度
{rows}
提醒
今日已发提醒:赤峰市(09:00,chifeng@hr.example)、通辽市(09:00,tongliao@hr.example,tongliao2@hr.example)。
没有登记邮箱、只在 outbox 中提醒:{names}。"""


def chinese(text: str) -> str:
    """The text with the marks of Chinese, but for those between digits and addresses."""
    marked = text.replace(",", "\uff0c").replace(":", "\uff1a")
    return marked.replace("09\uff1a00", "09:00").replace("example\uff0c", "example,")


def test_who_is_in_and_who_is_missing(
    tmp_path: Path, open_warehouse: Opener, reported_database: str, post: Post
) -> None:
    rows = {
        "contacts.csv": CONTACTS,
        "exemptions.csv": ["150600,quarterly,2024Q3,机构改革,就业处,2024-10-01"],
    }
    with (
        in_force(extended(tmp_path / "registry", rows)),
        open_warehouse(reported_database) as reported,
    ):
        with reported.begin() as connection:
            for league in ("150100", "150300"):
                file_whole(connection, league, Q3)
            whole: dict[str, list[Row]] = {"data": [], "progress": [], "counties": []}
            file_return(connection, "150200", "2024Q3", whole, moment_of("2024-10-09"))
            file_return(connection, "150400", "2024Q3", {"data": [], "counties": []}, moment_of("2024-10-02"))
        remind(moment_of("2024-10-09"))
        assert on("2024-10-09")
        assert laid().read_text(encoding="utf-8") == post.body(2)
        told = chinese(expected_digest()).splitlines()
    assert post.subjects[2:] == [(CENTRE, told[0])]
    assert post.mails[2][2]["Message-ID"] == "<150000.2024-10-09@jibao>"
    assert visible(post.body(2)) == told


def test_one_a_day_from_five_days_before_until_all_is_in(reported: sa.Engine, post: Post) -> None:
    days = [f"2024-10-{day:02}" for day in range(1, 12)]
    assert [day for day in days if on(day)] == days[2:]
    assert not on("2024-10-11")
    assert len(post.mails) == 9
    with reported.begin() as connection:
        for league in registry().leagues:
            file_whole(connection, league, Q3)
    assert not on("2024-10-12")
    assert not laid().exists()


def test_that_all_is_in_is_said_until_the_due_day(reported: sa.Engine, post: Post) -> None:
    with reported.begin() as connection:
        for league in registry().leagues:
            file_whole(connection, league, Q3)
    assert [on(day) for day in ("2024-10-07", "2024-10-08", "2024-10-09")] == [True, True, False]
    assert [subject for _, subject in post.subjects] == [
        "【报送进度】2024年10月7日\uff1a已全部报齐",
        "【报送进度】2024年10月8日\uff1a已全部报齐",
    ]


def test_before_the_due_day_nobody_is_late(reported: sa.Engine, post: Post) -> None:
    on("2024-10-08")
    assert post.subjects == [
        (CENTRE, f"【报送进度】2024年10月8日\uff1a{len(registry().leagues)}个单位尚未报齐")
    ]


def test_what_should_have_gone_out_and_did_not_is_named(reported: sa.Engine, post: Post) -> None:
    post.refused = {"chifeng@hr.example"}
    with pytest.raises(RuntimeError):
        remind(moment_of("2024-10-03"))
    assert on("2024-10-03")
    told = visible(post.body(1))
    assert "有提醒待发而没有发出\uff1a赤峰市。请运维查看日志。" in told
    assert "今日已发提醒\uff1a通辽市(09:00\uff0ctongliao@hr.example,tongliao2@hr.example)。" in told


def test_without_a_server_it_lies_in_the_outbox_and_says_so(
    reported: sa.Engine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_SMTP_DEFAULT", raising=False)
    with caplog.at_level(logging.WARNING):
        assert not on("2024-10-03")
    assert caplog.messages == [
        "there is no connection smtp_default: no mail is sent, the digest lies in the outbox"
    ]
    told = visible(laid().read_text(encoding="utf-8"))
    assert (
        "未配置邮件服务器\uff0c没有发送邮件;提醒已放入各单位的 outbox 文件夹。".replace(";", "\uff1b") in told
    )
    with mail_server.running() as post:
        assert on("2024-10-03")
    assert [to for to, _ in post.subjects] == [CENTRE]


def test_without_an_address_it_lies_in_the_outbox(
    warehouse: sa.Engine, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """As shipped, contacts.csv is empty; and all returns ever due are missing."""
    with caplog.at_level(logging.WARNING):
        assert not on("2026-02-01")
    (message,) = [said for said in caplog.messages if "address" in said]
    assert message == "the centre (150000) has no address in contacts.csv: the digest lies in the outbox"
    assert post.mails == []
    told = visible(laid().read_text(encoding="utf-8"))
    assert [line for line in told if line.startswith("各单位")] == [
        f"各单位\uff1a{kind.name_zh}" for kind in registry().returns.values()
    ]


def test_to_look_at_a_day_changes_nothing(
    reported: sa.Engine, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "etl.leagues.reminders"):
        assert not digest(moment_of("2024-12-01"), "2024-10-02")
        assert not digest(moment_of("2024-12-01"), "2024-10-03")
    everybody = len(registry().leagues)
    assert caplog.messages[0] == "there is nothing to say"
    assert caplog.messages[1].splitlines()[:6] == [
        f"【报送进度】2024年10月3日\uff1a{everybody}个单位尚未报齐",
        "截至2024年10月3日9时",
        "2024年9月《重点企业用工调度月报》(还有5天到期\uff0c期限2024年10月8日24时)",
        f"   应报{everybody}个\uff0c已报齐{everybody}个(迟报0个)\uff0c未报齐0个\uff0c免报0个",
        "2024年第三季度《季度进展报表》(还有5天到期\uff0c期限2024年10月8日24时)",
        f"   应报{everybody}个\uff0c已报齐0个(迟报0个)\uff0c未报齐{everybody}个\uff0c免报0个",
    ]
    assert post.mails == [] and not laid().exists()
