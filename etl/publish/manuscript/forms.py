"""A form of a document that the department changed in Word takes the place of the one before."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from etl.publish.annual import report
from etl.publish.annual.content import Content, read
from etl.publish.annual.report.form import FormError, form_of
from etl.publish.manuscript.take_in import write
from etl.store import archive
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import transaction
from etl.summarise.tables import build


def present(name: str, year: int, folder: Path) -> Path:
    """The form as it counts for the year's set lies in the folder, to be changed in Word."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.docx"
    path.write_bytes(form_of(_content(year), name))
    return path


def change(name: str, year: int, form: Path, *, actor: str, reason: str) -> str:
    """The file is the form of that document, in the sets of that year and of later ones; its SHA-256.

    The archive keeps it, an event says so, and the next draft is made with it. DecisionError where the year's
    draft cannot be made with it: then the form before counts on.
    """
    given = form.read_bytes()
    content = _content(year)
    try:
        with tempfile.TemporaryDirectory() as folder:
            report.write(Path(folder), content, {name: given})
    except FormError as fault:
        raise DecisionError(str(fault)) from fault
    sha256 = archive.store([given]).sha256
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        write(connection, year, "form", name, [sha256], datetime.now(UTC), actor, reason)
    archive.log_new_events()
    return sha256


def restore(name: str, year: int, *, actor: str, reason: str) -> None:
    """The form that comes with the program counts again, in the sets of that year and of later ones."""
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        write(connection, year, "form", name, [], datetime.now(UTC), actor, reason)
    archive.log_new_events()


def _content(year: int) -> Content:
    now = datetime.now(UTC)
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        build(connection, year, now)
        return read(connection, year, now)
