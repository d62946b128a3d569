"""Where a league finds its answers: `outbox/<league_code>/`, a workbook and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

from etl.common.settings import settings
from etl.leagues.reply.answer import answers_to
from etl.leagues.reply.files import write_files
from etl.leagues.reply.model import Answer
from etl.store import archive

if TYPE_CHECKING:
    import sqlalchemy as sa

UNASSIGNED = "unassigned"


class JudgedRow(TypedDict):
    """A submission with a verdict, and whose folder its reply may lie in."""

    submission_id: int
    folder: str | None
    league_code: str | None
    file_name: NotRequired[str]
    is_taken_up: NotRequired[bool]


def write_replies(connection: sa.Connection, submission_ids: Iterable[int]) -> list[Path]:
    """The replies to the submissions lie in the outbox as things stand now; the workbooks' paths."""
    return [write_reply(answer) for answer in answers_to(connection, list(submission_ids))]


def write_reply(answer: Answer) -> Path:
    """The reply lies in the outbox of the folder that its file came in by, or of its league; its workbook."""
    league = answer["folder"] or answer["league_code"] or UNASSIGNED
    return write_files(answer, archive.path_of(answer["sha256"]), settings().outbox / league)


def without_reply(judged: Iterable[JudgedRow]) -> list[JudgedRow]:
    """Those of the submissions whose workbook is not in the outbox."""
    listed: dict[str, str] = {}
    missing = []
    for row in judged:
        folders = {folder for folder in (row["folder"], row["league_code"], UNASSIGNED) if folder is not None}
        for folder in folders - listed.keys():
            listed[folder] = "\n".join(
                file.name for file in (settings().outbox / folder).glob("*.回执*.xlsx")
            )
        if not any(f".{row['submission_id']}.回执" in listed[folder] for folder in folders):
            missing.append(row)
    return missing
