"""A reply as two files that lie side by side: a workbook for people, and the same as JSON for programs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from etl.facsimile import facsimile
from etl.reply.sent_back import hers_alone
from etl.reply.workbook import write_workbook

_LONGEST_NAME = 255  # bytes
# Of these nothing was read, or nothing that is not said in the reply to the first.
_WITHOUT_SHEETS = ("unreadable", "attachment", "duplicate")


def write_files(said: Mapping[str, Any], file: Path, folder: Path) -> Path:
    """The reply to `file` lies in the folder, as a workbook and as JSON; the workbook's path."""
    folder.mkdir(parents=True, exist_ok=True)
    number = f".{said['submission_id']}" if said["submission_id"] else ""
    sheets = [] if said["verdict"] in _WITHOUT_SHEETS else hers_alone(facsimile(file))
    text = json.dumps(said, ensure_ascii=False, indent=2, default=str)
    copy, workbook = (
        folder / _named(said["file_name"], f"{number}.回执.{kind}") for kind in ("json", "xlsx")
    )
    _put(copy, lambda path: path.write_text(text, "utf-8"))
    _put(workbook, lambda path: write_workbook(path, said, sheets))
    return workbook


def _put(path: Path, write: Callable[[Path], object]) -> None:
    """Written beside and moved: nobody ever reads half a reply."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as file:
        beside = Path(file.name)
    try:
        write(beside)
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _named(file_name: str, ending: str) -> str:
    """The file's name with the ending, cut where a file system takes no longer ones."""
    room = _LONGEST_NAME - len(ending.encode())
    return file_name.encode()[:room].decode(errors="ignore") + ending
