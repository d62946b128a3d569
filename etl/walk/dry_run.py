"""Judging files without keeping them: `jibao check`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from etl.common.garbage import spare_imported
from etl.leagues.reply.answer import answer_alone
from etl.leagues.reply.model import Answer, AnswerFinding, Receipt
from etl.read.file import read_file
from etl.read.model import Reading
from etl.receive.inbox import contradicting, named, readable, shown_name
from schemas.registry import registry


def check_file(path: Path) -> Answer:
    """The answer that the file would get, were it to arrive now; nothing is kept.

    With a warehouse that answers, against everything in it; else the parts by themselves, and the answer's
    `against_warehouse` is false. Obstacle for what is no regular file.
    """
    now, file = datetime.now(UTC), named(path)
    folder = file.folder
    reading = read_file(
        path,
        name=readable(path.name),
        folders=(folder, *contradicting(file.name, folder)) if folder else (),
        arrived_on=now,
        registry=registry(),
    )
    if _warehouse_is_up():
        return _against_warehouse(path, folder, reading, now)
    return _by_itself(path, folder, reading, now)


def _name(path: Path) -> str:
    return shown_name(readable(path.name))


def _warehouse_is_up() -> bool:
    from etl.common.settings import settings

    if settings().warehouse_url is None:
        if not settings().postgres.exists():
            return False  # a clerk's machine, which need not know how to look at a server
        from etl.server import postgres

        return postgres.is_up()
    from sqlalchemy.exc import OperationalError

    from etl.store.warehouse import engine

    try:
        engine().connect().close()
    except OperationalError:
        return False
    return True


def _against_warehouse(path: Path, folder: str | None, reading: Reading, now: datetime) -> Answer:
    from etl.leagues.reply.answer import answer_to
    from etl.store.submissions import submission_row
    from etl.store.warehouse import statement, undone
    from etl.walk.judge import judge

    spare_imported()
    with undone() as connection:
        content = path.read_bytes()
        file = {
            "file_name": _name(path),
            "sent_as": _name(path),
            "folder": folder,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size_bytes": len(content),
            "arrived_at": now.isoformat(),
        }
        claimed = connection.execute(statement("intake/submission", "files"), {"files": [file]}).one()
        submission = submission_row(connection, claimed.submission_id)
        judge(connection, submission, reading, now, known_before=False)
        answer = answer_to(connection, claimed.submission_id)
    # The number that it had for the judging was never anybody's.
    findings: list[AnswerFinding] = [{**finding, "raised_by": None} for finding in answer["findings"]]
    return {
        **answer,
        "file": shown_name(readable(str(path))),
        "submission_id": None,
        "findings": findings,
        "against_warehouse": True,
    }


def _by_itself(path: Path, folder: str | None, reading: Reading, now: datetime) -> Answer:
    from etl.walk.alone import everything, judge_alone

    spare_imported()
    alone = judge_alone(reading, registry(), now)
    receipt: Receipt = {
        "file": shown_name(readable(str(path))),
        "file_name": _name(path),
        "folder": folder,
        "submission_id": None,
        "league_code": reading.league_code,
        "return_kind": reading.return_kind,
        "period": str(reading.period) if reading.period else None,
        "against_warehouse": False,
        "verdict": alone.verdict,
    }
    return answer_alone(
        receipt, alone.verdicts, [finding.as_row() for finding in everything(alone, registry())]
    )
