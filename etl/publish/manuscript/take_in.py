"""What the department wrote since is taken in: an event for each heading under which something changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl.publish.annual.department import SECTIONS, Section
from etl.publish.manuscript.paper import Paper, PaperError, path_of, read
from etl.store import events
from etl.store.warehouse import rows, statement
from schemas.periods import Period

log = logging.getLogger(__name__)
_DEPARTMENT = "人社厅"  # where the file does not say who saved it


def take_in(connection: sa.Connection, period: Period, folder: Path, at: datetime) -> list[str]:
    """The words of the year are those of the file beside its draft, from `at` on; the headings that changed.

    Nothing changes where there is no file, as beside a bulletin or a note. One that cannot be read is left,
    and said in the log: the words stay as they were.
    """
    path = path_of(folder, period)
    if period.cadence != "year" or not path.exists():
        return []
    try:
        paper = read(path.read_bytes())
    except (PaperError, OSError) as fault:
        log.warning("%s is not taken in: %s", path.name, fault)
        return []
    return take(connection, period, paper, at, paper.author or _DEPARTMENT, f"written in {path.name}")


def take(
    connection: sa.Connection, period: Period, paper: Paper, at: datetime, actor: str, reason: str
) -> list[str]:
    """The same of what stands in a file, by whom and why."""
    known = {
        (row["section"], row["subject"]): list(row["words"])
        for row in rows(connection, "publish/department_words", year=period.year)
    }
    changed = []
    for (section, subject), paragraphs in paper.written.items():
        before = known.get((section, subject), [])
        # In which order words of leagues are listed is not the department's.
        differ = sorted(paragraphs) != sorted(before) if section == "quoted" else paragraphs != before
        if differ:
            write(connection, period.year, section, subject, paragraphs, at, actor, reason)
            changed.append(f"{SECTIONS[section]}{subject and f'第{subject}项'}")
    return changed


def write(
    connection: sa.Connection,
    year: int,
    section: Section,
    subject: str,
    paragraphs: Iterable[str],
    at: datetime,
    actor: str,
    reason: str,
) -> None:
    """These words of the year count from `at` on; an event says so."""
    about: dict[str, Any] = {"section": section, "subject": subject, "words": list(paragraphs)}
    connection.execute(
        statement("intake/department_words"),
        about | {"year": year, "written_at": at, "written_by": actor},
    )
    if section == "form" and about["words"]:  # which the archive must go on holding
        about["document"] = about["words"][0]
    events.decide(
        connection, "write", year=year, at=at, to_state="written", actor=actor, reason=reason, detail=about
    )
