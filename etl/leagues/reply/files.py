"""A reply as two files that lie side by side: a workbook for people, and the same as JSON for programs."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from etl.common.faults import log_fault
from etl.leagues.facsimile.file import facsimile
from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.items import cells_of
from etl.leagues.reply.model import Answer, AnswerFinding
from etl.leagues.reply.remark_column import with_remark_columns
from etl.leagues.reply.sent_back import own_sheets
from etl.leagues.reply.sent_before import duplicate_workbook
from etl.leagues.reply.template_formulas import with_formulas
from etl.leagues.reply.workbook import write_workbook

log = logging.getLogger(__name__)

_LONGEST_NAME = 255  # bytes
# What we have put behind a name: of a reply that was sent back, of that one's reply, and so on.
_OF_A_REPLY = re.compile(r"(\.[0-9]+\.回执(\(更新[0-9]*\)|（更新[0-9]*）)?( *\([0-9]+\))?\.xlsx)+$")
_DRAFT = ".draft"  # what is still being written begins so, and then the submission's number
_WITHOUT_SHEETS = ("unreadable", "attachment")  # of these nothing was read
_SAVED_SECONDS = 2.0  # a workbook that is so much newer than our JSON has been saved by somebody


def write_files(answer: Answer, file: Path, folder: Path) -> Path:
    """The reply to `file` lies in the folder, as a workbook and as JSON; the workbook's path.

    A workbook that somebody has saved since we wrote it stays: the new one lies beside it, 回执(更新).xlsx.
    The league's sheets are in it where a finding is about them. Where they cannot be drawn, for whatever
    reason, the receipt says so.
    """
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
    name, number = answer["file_name"], f".{answer['submission_id']}" if answer["submission_id"] else ""
    copy = folder / _named(name, f"{number}.回执.json")
    text = json.dumps(answer, ensure_ascii=False, default=str)
    content = _workbook(answer, file)
    # Nobody else writes this submission's now: what is there was left by a process that was killed.
    draft = folder / f"{_DRAFT}{number or f'.{os.getpid()}'}"
    with _beside(draft, ".xlsx", content) as new_workbook, _beside(draft, ".json", text.encode()) as new_copy:
        # The JSON was written last, so that a workbook of ours is never the newer one.
        path = _free(folder, name, number, copy)
        new_copy.replace(copy)
        new_workbook.replace(path)
    return path


def _workbook(answer: Answer, file: Path) -> bytes:
    if answer["verdict"] == "duplicate":
        return duplicate_workbook(answer)
    if answer["verdict"] in _WITHOUT_SHEETS or not any(map(_is_of_a_sheet, answer["findings"])):
        return _written(answer, [])
    try:
        return _written(answer, _drawn(file, answer))
    except Exception:  # a verdict is not lost because of a drawing
        log_fault(log, "the sheets of %s cannot be drawn: its receipt is written without them", file)
        return _written(answer, None)


def _written(answer: Answer, sheets: Sequence[Facsimile] | None) -> bytes:
    content = BytesIO()
    write_workbook(content, answer, sheets)
    return content.getvalue()


def _is_of_a_sheet(finding: AnswerFinding) -> bool:
    """Whether there is something to see in the league's sheets; a text file's has no name."""
    return finding["sheet"] is not None or bool(cells_of(finding))


def _drawn(file: Path, answer: Answer) -> list[Facsimile]:
    """The league's own sheets, with what the reply adds for her to work in."""
    return with_remark_columns(with_formulas(own_sheets(facsimile(file)), answer), answer)


def _free(folder: Path, name: str, number: str, copy: Path) -> Path:
    """Where the workbook goes: over our last one, unless that was saved since; then beside it."""
    last, times = folder / _named(name, f"{number}.回执.xlsx"), 0
    following = last
    while following.exists():
        last, times = following, times + 1
        following = folder / _named(name, f"{number}.回执(更新{times if times > 1 else ''}).xlsx")
    return following if last.exists() and _saved(last, copy) else last


def _saved(workbook: Path, copy: Path) -> bool:
    """Whether somebody has saved the workbook since we wrote it; assumed where the JSON is gone."""
    return not copy.exists() or workbook.stat().st_mtime > copy.stat().st_mtime + _SAVED_SECONDS


@contextmanager
def _beside(draft: Path, suffix: str, content: bytes) -> Iterator[Path]:
    """A file to be moved, so that nobody ever reads half a reply; gone if that fails."""
    path = draft.with_name(draft.name + suffix)
    try:
        path.write_bytes(content)
        path.chmod(0o644)
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _named(file_name: str, ending: str) -> str:
    """The file's name with the ending, cut where a file system takes no longer ones.

    Of a reply that is sent back, the name of the file that it answered.
    """
    room = _LONGEST_NAME - len(ending.encode())
    return _OF_A_REPLY.sub("", file_name).encode()[:room].decode(errors="ignore") + ending
