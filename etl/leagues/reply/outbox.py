"""Where a league finds its answers: `outbox/<league_code>/`, a workbook and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.common.settings import settings
from etl.leagues.reply.answer import answer
from etl.leagues.reply.files import write_files
from etl.store import archive

if TYPE_CHECKING:
    import sqlalchemy as sa

UNASSIGNED = "unassigned"


def write_replies(connection: sa.Connection, submission_ids: Iterable[int]) -> list[Path]:
    """The replies to the submissions lie in the outbox as things stand now; the workbooks' paths."""
    return [write_reply(answer(connection, submission_id)) for submission_id in submission_ids]


def write_reply(said: Mapping[str, Any]) -> Path:
    """The reply lies in the outbox of the folder that its file came in by, or of its league; its workbook."""
    league = said["folder"] or said["league_code"] or UNASSIGNED
    return write_files(said, archive.path_of(said["sha256"]), settings().outbox / league)


def without_reply(judged: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of the submissions (submission_id, folder, league_code) whose workbook is not in the outbox."""
    listed: dict[str, str] = {}
    found = []
    for row in judged:
        folders = {row["folder"], row["league_code"], UNASSIGNED} - {None}
        for folder in folders - listed.keys():
            listed[folder] = "\n".join(
                file.name for file in (settings().outbox / folder).glob("*.回执*.xlsx")
            )
        if not any(f".{row['submission_id']}.回执" in listed[folder] for folder in folders):
            found.append(row)
    return found
