"""The files that the board hands out: what was sent, byte for byte, and what was replied."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

from etl.common.settings import ZONE, settings
from etl.leagues.reply.outbox import UNASSIGNED
from etl.store import archive

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"[0-9]{6}")
# What no file system, or no browser, takes in a name; and marks that turn the direction of what follows.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')


class Sent(TypedDict):
    """What leads to the files of a submission: the one that came, and its reply."""

    submission_id: int
    file_name: str
    sha256: str
    folder: str | None
    league_code: str | None


def sent(submission: Sent) -> Path | None:
    """The archive's copy of the file; None if it is not there."""
    if not _SHA256.fullmatch(submission["sha256"]):
        return None
    return _file(archive.path_of(submission["sha256"]))


def reply(submission: Sent) -> Path | None:
    """The latest reply workbook to the submission in the outbox; None if there is none."""
    league = submission["folder"] or submission["league_code"] or UNASSIGNED
    folder = settings().outbox / league
    if not (league == UNASSIGNED or _FOLDER.fullmatch(league)) or not folder.is_dir():
        return None
    ending = re.compile(rf".*\.{submission['submission_id']}\.回执(\(更新(\d*)\))?\.xlsx", re.DOTALL)
    replies = [(match, path) for path in folder.iterdir() if (match := ending.fullmatch(path.name))]
    if not replies:
        return None
    return _file(max(replies, key=lambda pair: int(pair[0][2] or 1) if pair[0][1] else 0)[1])


def attached(name: str) -> str:
    """The Content-Disposition of a download by this name, whatever a league wrote into it."""
    safe = _UNSAFE.sub("_", name).strip(". ") or "file"
    return f"attachment; filename=\"download\"; filename*=UTF-8''{quote(safe, safe='')}"


def draft_built_at(year: int) -> datetime | None:
    """When the year's draft in the outbox was written last, which every build of its tables does."""
    folder = settings().outbox / "annual" / str(year)
    times = [path.stat().st_mtime for path in folder.glob("*") if path.is_file()]
    return datetime.fromtimestamp(max(times), ZONE) if times else None


def _file(path: Path) -> Path | None:
    """The path if a file of its own lies there: a link could lead anywhere."""
    return path if path.is_file() and not path.is_symlink() else None
