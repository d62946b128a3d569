"""Each league that owes something is reminded: one mail a league, and the same as a file in its outbox."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from etl.common.faults import log_fault
from etl.common.letter import Letter, write
from etl.common.settings import ZONE, settings
from etl.leagues.reminders import outbox
from etl.leagues.reminders.duties import Duty, duties, owed_by_league
from etl.leagues.reminders.ledger import claim
from etl.leagues.reminders.recipients import addresses
from etl.leagues.template.due import file_name
from etl.server import mail
from etl.store.alarms import raise_alarm
from etl.store.warehouse import transaction
from schemas.registry.objects import League

log = logging.getLogger(__name__)

_MORNING = time(9)


def moment_of(day: str) -> datetime:
    """Nine o'clock in the region on a day such as 2024-10-08; ValueError for anything else."""
    return datetime.combine(date.fromisoformat(day), _MORNING, ZONE)


def remind(now: datetime, look_at: str | None = None) -> list[str]:
    """Leagues that owe a return are reminded once a step of reminders.csv; the codes of those that got mail.

    In the outbox lies the same, anew each time, as long as something is owed. With `look_at`, a day, what
    would be written on its morning is only logged. RuntimeError names the leagues whose addresses
    the server refused, when all others have theirs; any other fault of the server is raised at once.
    """
    now = moment_of(look_at) if look_at else now
    with transaction() as connection:
        owed = owed_by_league(duties(connection, now))
    letters = {code: letter(owing, now) for code, owing in owed.items() if owing}
    if look_at:
        for message in letters.values():
            log.info("%s\n%s", message.subject, message.text)
        return []
    for code in owed:
        outbox.lay(code, outbox.REMINDER, letters[code].text if code in letters else None)
    if letters and not mail.has_server():
        log.warning("there is no connection smtp_default: no mail is sent, the reminders lie in the outbox")
        return []
    return _send_all(owed, letters, now)


def letter(owed: list[Duty], now: datetime) -> Letter:
    """The reminder of the returns that a league owes; they must be one league's."""
    league = owed[0].league
    what = f"{owed[0].name_zh}{owed[0].due_in_words}" if len(owed) == 1 else f"{len(owed)}份报表未报齐"
    folder = settings().outbox / league.league_code
    templates = [file_name(league, duty.kind, duty.period) for duty in owed]
    return write(
        "reminder",
        f"【报送提醒】{league.name_zh}:{what}",
        league=league,
        owed=owed,
        now=now.astimezone(ZONE),
        templates=[name if (folder / name).is_file() else None for name in templates],
    )


def _send_all(owed: Mapping[str, list[Duty]], letters: dict[str, Letter], now: datetime) -> list[str]:
    mailed, refused = [], []
    for code, message in letters.items():
        name, to = owed[code][0].league.name_zh, addresses(code, owed[code][0].today)
        if not to:
            log.warning("%s has no address in contacts.csv: its reminder lies in the outbox only", name)
            continue
        try:
            if _send(owed[code], message, to, now):
                mailed.append(code)
        except smtplib.SMTPRecipientsRefused:  # of this league alone: the others' mail goes out
            log_fault(log, "the mail server refused the address of %s", name)
            refused.append(name)
            _report_refused(owed[code][0].league, to, now)
    log.info("%d mails sent", len(mailed))
    if refused:
        raise RuntimeError(f"no mail to {'、'.join(refused)}: the server refused their addresses")
    return mailed


def _send(owed: list[Duty], message: Letter, to: list[str], now: datetime) -> bool:
    """Whether the mail went out: it does where a return is at a step that is not on record yet; now it is."""
    with transaction() as connection:
        new = [duty for duty in owed if claim(connection, duty, to, now)]
        if new:
            refused = mail.send(message, to, _id_of(new[0]))
    if new and refused:
        _report_refused(owed[0].league, refused, now)
    return bool(new)


def _report_refused(league: League, refused: Sequence[str], now: datetime) -> None:
    for address in refused:
        log.error("the mail server refused %s of %s", address, league.name_zh)
        raise_alarm("mail_refused", f"{league.league_code} {address}", league.name_zh, now)


def _id_of(duty: Duty) -> str:
    """What a mail about that step of a return is known by, however often it is sent."""
    assert duty.step is not None
    return f"{duty.league.league_code}.{duty.period}.{duty.step.day}"
