"""The centre's digest: who is in and who is missing, what was sent to whom, and who has no address."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict, cast

from etl.common.dates import day
from etl.common.letter import Letter, write
from etl.common.settings import ZONE
from etl.leagues.reminders import outbox
from etl.leagues.reminders.duties import Duty, duties, owed_by_league
from etl.leagues.reminders.ledger import claim_digest
from etl.leagues.reminders.progress import Progress, progress
from etl.leagues.reminders.recipients import addresses
from etl.leagues.reminders.remind import moment_of
from etl.server import mail
from etl.store.warehouse import rows, transaction
from schemas.region import REGION_CODE
from schemas.registry import registry

log = logging.getLogger(__name__)

_Owed = Mapping[str, Sequence[Duty]]


class SentRow(TypedDict):
    """A mail to a league about a return; `for_day`: the day on which its step fell."""

    league_code: str
    return_kind: str
    period: str
    for_day: date
    sent_to: str
    sent_at: datetime


def digest(now: datetime, look_at: str | None = None) -> bool:
    """The centre knows of a day on which something is due soon, today, or overdue; whether a mail went out.

    One mail a day; in the outbox lies the same, anew each time, and nothing where nothing is due.
    With `look_at`, a day, what would be written on its morning is only logged. smtplib's errors
    and OSError where the mail server does not take it.
    """
    now = (moment_of(look_at) if look_at else now).astimezone(ZONE)
    with transaction() as connection:
        owing = duties(connection, now)
        sent = cast(list[SentRow], rows(connection, "reminders/sent", moment=now))
    matrix = progress(owing)
    message = letter(matrix, owed_by_league(owing), sent, now) if matrix.columns else None
    if look_at:
        log.info("%s", f"{message.subject}\n{message.text}" if message else "there is nothing to say")
        return False
    outbox.lay(REGION_CODE, outbox.DIGEST, message.html if message else None)
    return message is not None and _send(message, now)


def letter(matrix: Progress, owed: _Owed, sent: Sequence[SentRow], now: datetime) -> Letter:
    """What the centre reads; `sent`: the latest first."""
    today = now.date()
    on_record = {(row["league_code"], row["return_kind"], row["period"], row["for_day"]) for row in sent}
    owing = [code for code, each in owed.items() if each]
    late = [code for code in owing if any(duty.timeliness == "missing" for duty in owed[code])]
    to_mail = [code for code in owing if addresses(code, today)]
    counted = f"{len(late)}个单位逾期未报齐" if late else f"{len(owing)}个单位尚未报齐"
    return write(
        "digest",
        f"【报送进度】{day(today)}:{counted if owing else '已全部报齐'}",
        now=now,
        matrix=matrix,
        has_server=mail.has_server(),
        mailed=_mailed(sent, today),
        unsent=_names(code for code in to_mail if not _is_reminded(owed[code], on_record)),
        without_address=_names(code for code in owing if code not in to_mail),
    )


def _is_reminded(owed: Sequence[Duty], on_record: set[tuple[str, str, str, date]]) -> bool:
    """Whether a mail went out about the step that each of the returns is at."""
    return all(
        (duty.league.league_code, duty.kind.return_kind, str(duty.period), duty.step.day) in on_record
        for duty in owed
        if duty.step
    )


def _mailed(sent: Sequence[SentRow], today: date) -> list[tuple[str, str, str]]:
    """The mails of the day, by league: its name, when, and to which addresses."""
    mails = {
        row["league_code"]: (row["sent_at"].astimezone(ZONE), row["sent_to"])
        for row in sent
        if row["sent_at"].astimezone(ZONE).date() == today
    }
    leagues = registry().leagues
    return [(leagues[code].name_zh, f"{at:%H:%M}", to) for code, (at, to) in sorted(mails.items())]


def _names(codes: Iterable[str]) -> str:
    return "、".join(registry().leagues[code].name_zh for code in codes)


def _send(message: Letter, now: datetime) -> bool:
    to = addresses(REGION_CODE, now.date())
    if not to:
        log.warning(
            "the centre (%s) has no address in contacts.csv: the digest lies in the outbox", REGION_CODE
        )
        return False
    if not mail.has_server():
        log.warning("there is no connection smtp_default: no mail is sent, the digest lies in the outbox")
        return False
    with transaction() as connection:
        is_first = claim_digest(connection, now.date(), to, now)
        if is_first:
            mail.send(message, to, f"{REGION_CODE}.{now.date()}")
    return is_first
