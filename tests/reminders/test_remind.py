"""Reminders by a real mail server on this machine, through Airflow's notifier."""

from __future__ import annotations

import gc
import logging
import smtplib
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.leagues.reminders.remind import moment_of, remind
from etl.load import year_locks
from etl.store.alarms import open_alarms
from schemas.periods import Period
from schemas.registry import registry
from tests.conftest import Opener
from tests.reminders import post as mail_server
from tests.reminders.conftest import CONTACTS, file_whole
from tests.reminders.post import CENTRE, Post, visible
from tests.reminders.registries import extended, in_force
from tests.summarise.filing import file_return, find

CHIFENG, TONGLIAO = "chifeng@hr.example", "tongliao@hr.example,tongliao2@hr.example"
Q3 = Period.of("quarter", 2024, 3)


def on(day: str) -> list[str]:
    """The leagues that got mail on the morning of that day."""
    return remind(moment_of(day))


def laid(league: str) -> Path:
    return settings().outbox / league / "报送提醒.txt"


def ledger(engine: sa.Engine) -> list[tuple[str, str, str, date, str]]:
    with engine.connect() as connection:
        query = (
            "SELECT league_code, period, reminder, for_day, sent_to FROM intake.reminder ORDER BY reminder_id"
        )
        return [tuple(row) for row in connection.execute(sa.text(query))]


REMINDER = """赤峰市:

截至2024年10月3日9时,贵单位以下报表尚未报齐:

1. 2024年第三季度《季度进展报表》(还有5天到期)
   报送期限:2024年10月8日24时(原为2024年10月5日,逢国务院公布的放假安排顺延)
   尚缺:项目进展
   此前报送的文件查出过错误,未采用的部分请按回执更正后重报。
   填报模板:outbox/150400/赤峰市_2024Q3_季度进展报表_模板.xlsx

请将填好的文件放入 inbox/150400/,系统收到后即在 outbox/150400/ 给出回执。
报齐后不再提醒。已经报送的,以回执为准。
""".replace(",", "\uff0c").replace(":", "\uff1a")


def test_the_mail_and_the_file_say_the_same(reported: sa.Engine, post: Post) -> None:
    arrived = moment_of("2024-10-02")
    with reported.begin() as connection:
        file_return(connection, "150400", "2024Q3", {"data": [], "counties": []}, arrived)
        refused = file_return(connection, "150400", "2024Q3", {"progress": []}, arrived, "refused")
        for _ in range(2):
            find(connection, refused, "error", arrived, part="progress")
        for league in ("150500", "150900"):
            file_whole(connection, league, Q3)
    laid("150400").parent.mkdir(parents=True)
    (laid("150400").parent / "赤峰市_2024Q3_季度进展报表_模板.xlsx").touch()

    assert on("2024-10-03") == ["150400"]
    ((sender, to, message),) = post.mails
    assert (sender, to) == (CENTRE, [CHIFENG])
    subject = "【报送提醒】赤峰市\uff1a2024年第三季度《季度进展报表》还有5天到期"
    assert (message["From"], message["To"], message["Subject"]) == (CENTRE, CHIFENG, subject)
    assert message["Message-ID"] == "<150400.2024Q3.2024-10-03@jibao>"
    assert laid("150400").read_bytes().decode("utf-8-sig") == REMINDER.replace("\n", "\r\n")
    numbered = REMINDER.replace("1. ", "")
    assert visible(post.body(0)) == [subject, *map(str.strip, filter(str.strip, numbered.splitlines()))]
    assert not laid("150500").exists() and not laid("150900").exists()
    assert laid("150200").read_text(encoding="utf-8-sig").startswith("包头市\uff1a")
    assert ledger(reported) == [("150400", "2024Q3", "before", date(2024, 10, 3), CHIFENG)]


def test_a_league_hears_once_a_step_until_all_is_in(reported: sa.Engine, post: Post) -> None:
    days = [f"2024-10-{day:02}" for day in range(1, 17)]
    assert {day: got for day in days if (got := on(day))} == {
        day: ["150400", "150500"]
        for day in ("2024-10-03", "2024-10-08", "2024-10-09", "2024-10-12", "2024-10-15")
    }
    assert on("2024-10-15") == []
    assert [subject.rpartition("》")[2] for to, subject in post.subjects if to == TONGLIAO] == [
        "还有5天到期", "今日到期", "已逾期1天", "已逾期4天", "已逾期7天",
    ]  # fmt: skip
    assert len(post.mails) == 10
    with reported.begin() as connection:
        file_whole(connection, "150400", Q3)
    assert on("2024-10-18") == ["150500"]
    assert not laid("150400").exists()
    assert laid("150500").exists()


def test_a_day_that_was_missed_is_made_up_for(reported: sa.Engine, post: Post) -> None:
    assert on("2024-10-05") == ["150400", "150500"]
    assert post.subjects[0][1].endswith("还有3天到期")
    assert on("2024-10-06") == []


def test_several_returns_make_one_mail(reported: sa.Engine, post: Post) -> None:
    assert on("2025-01-06") == ["150400", "150500"]
    assert post.subjects == [
        (CHIFENG, "【报送提醒】赤峰市\uff1a3份报表未报齐"),
        (TONGLIAO, "【报送提醒】通辽市\uff1a3份报表未报齐"),
    ]
    listed = [line[3:] for line in laid("150400").read_text("utf-8-sig").splitlines() if line[:1].isdigit()]
    assert listed == [
        "2024年第三季度《季度进展报表》(已逾期90天)",
        "2024年第四季度《季度进展报表》(已逾期1天)",
        "2024年度《年度总结报表》(已逾期1天)",
    ]


def test_before_a_period_ends_it_is_said_when_it_does(reported: sa.Engine, post: Post) -> None:
    """2025Q2 is due on Saturday, 5 July, which no announced break holds; five days before is its last day."""
    assert on("2025-06-29") == ["150400", "150500"]  # of what is long overdue
    assert "2025年第二季度" not in laid("150400").read_text("utf-8-sig")
    assert on("2025-06-30") == ["150400", "150500"]
    text = laid("150400").read_text("utf-8-sig")
    assert "报送期限\uff1a2025年7月5日24时\n" in text
    assert "   报告期于2025年6月30日结束\uff0c结束后方可报送。\n" in text


def test_an_exemption_holds_from_the_day_on_which_it_was_approved(
    tmp_path: Path, open_warehouse: Opener, reported_database: str, post: Post
) -> None:
    exempt = [
        "150400,quarterly,2024Q3,雪灾,就业处,2024-10-01",
        "150500,quarterly,2024Q3,雪灾,就业处,2024-10-09",
    ]
    rows = {"contacts.csv": CONTACTS, "exemptions.csv": exempt}
    with in_force(extended(tmp_path / "registry", rows)), open_warehouse(reported_database):
        assert on("2024-10-03") == ["150500"]
        assert not laid("150400").exists()
        assert on("2024-10-08") == ["150500"]
        assert on("2024-10-09") == []
        assert not laid("150500").exists()


def test_a_locked_year_is_not_asked_for_unless_it_is_open(reported: sa.Engine, post: Post) -> None:
    with reported.begin() as connection:
        said = {"actor": "就业处", "reason": "已发布"}
        year_locks.lock(connection, 2024, at=moment_of("2024-10-02"), **said)
        year_locks.unlock(
            connection,
            2024,
            league_code="150500",
            at=moment_of("2024-10-04"),
            until=moment_of("2024-10-08"),
            **said,
        )
    assert [on(day) for day in ("2024-10-03", "2024-10-05", "2024-10-09")] == [[], ["150500"], []]
    assert not laid("150400").exists()


def test_without_a_server_there_are_the_files_and_a_note(
    reported: sa.Engine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_SMTP_DEFAULT", raising=False)
    with caplog.at_level(logging.WARNING):
        assert on("2024-10-03") == []
    assert caplog.messages == [
        "there is no connection smtp_default: no mail is sent, the reminders lie in the outbox"
    ]
    assert len(list(settings().outbox.glob("*/报送提醒.txt"))) == len(registry().leagues)
    assert ledger(reported) == []
    with mail_server.running() as post:
        assert on("2024-10-04") == ["150400", "150500"]
    assert post.subjects[0][1].endswith("还有4天到期")


def test_an_address_that_is_refused_stops_nobody_else(reported: sa.Engine, post: Post) -> None:
    post.refused = {CHIFENG}
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no mail to 赤峰市: the server refused their addresses"):
            on("2024-10-03")
    assert [to for to, _ in post.subjects] == [TONGLIAO]
    post.refused = set()
    assert on("2024-10-03") == ["150400"]
    assert [to for to, _ in post.subjects] == [TONGLIAO, CHIFENG]


def test_a_server_that_fails_is_asked_again_for_the_rest(reported: sa.Engine, post: Post) -> None:
    post.room = 1
    with pytest.raises(smtplib.SMTPDataError, match="no room"):
        on("2024-10-03")
    assert [row[0] for row in ledger(reported)] == ["150400"]
    assert laid("150500").exists()
    post.room = None
    assert on("2024-10-03") == ["150500"]
    assert [to for to, _ in post.subjects] == [CHIFENG, TONGLIAO]


# The notifier leaves the socket to the garbage collector where the server has no STARTTLS.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_connection_says_how_the_server_is_spoken_to(reported: sa.Engine) -> None:
    with (
        mail_server.running(disable_tls=False) as post,
        pytest.raises(smtplib.SMTPNotSupportedError, match="STARTTLS"),
    ):
        on("2024-10-03")
    gc.collect()
    assert post.mails == []
    assert ledger(reported) == []


def test_who_writes_is_a_setting(reported: sa.Engine, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_MAIL_FROM", "jiuye@hr.example")
    on("2024-10-03")
    assert [(sender, message["From"]) for sender, _, message in post.mails] == 2 * [
        ("jiuye@hr.example", "jiuye@hr.example")
    ]


def test_nobody_writes_without_a_name(reported: sa.Engine) -> None:
    with mail_server.running(from_email=None) as post, pytest.raises(ValueError, match="from_email"):
        on("2024-10-03")
    assert post.mails == []


def test_to_look_at_a_day_changes_nothing(
    reported: sa.Engine, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "etl.leagues.reminders"):
        assert remind(moment_of("2024-12-01"), "2024-10-03") == []
    assert len(caplog.messages) == len(registry().leagues)
    assert caplog.messages[3].startswith(
        "【报送提醒】赤峰市\uff1a2024年第三季度《季度进展报表》还有5天到期\n赤峰市\uff1a"
    )
    assert (post.mails, ledger(reported)) == ([], [])
    assert not settings().outbox.exists()
    with pytest.raises(ValueError, match="Invalid isoformat string"):
        remind(moment_of("2024-12-01"), "3.10.2024")


def test_names_are_words_in_a_letter_and_never_its_code(
    tmp_path: Path, open_warehouse: Opener, reported_database: str, post: Post
) -> None:
    rows = {
        "leagues.csv": ["150999,甲&乙<b>{{ 7 * 7 }}市,A and B,city,,no,2024-07-01,"],
        "contacts.csv": ["150999,甲,ab@hr.example,2022-01-01,"],
    }
    with in_force(extended(tmp_path / "registry", rows)), open_warehouse(reported_database):
        assert on("2024-10-03") == ["150999"]
    assert post.subjects[0][1].startswith("【报送提醒】甲&乙<b>{{ 7 * 7 }}市\uff1a")
    assert "<p>甲&amp;乙&lt;b&gt;{{ 7 * 7 }}市\uff1a</p>" in post.body(0)


def test_one_refused_address_among_several_is_told_to_ops(reported: sa.Engine, post: Post) -> None:
    post.refused = {"tongliao2@hr.example"}
    assert on("2024-10-03") == ["150400", "150500"]
    assert [to for to, _ in post.subjects] == [CHIFENG, "tongliao@hr.example"]
    with reported.connect() as connection:
        told = [(row["alarm_id"], row["subject"]) for row in open_alarms(connection)]
    assert told == [("mail_refused", "150500 tongliao2@hr.example")]
