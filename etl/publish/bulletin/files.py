"""The bulletin of a quarter as files."""

from __future__ import annotations

from pathlib import Path

from etl.publish.annual import package
from etl.publish.annual.content import Content
from etl.publish.annual.files import write_all
from etl.publish.bulletin import report, workbook

_WRITERS = (report.write, workbook.write, package.write)


def write_set(folder: Path, content: Content) -> list[Path]:
    """The bulletin of this content lies in the folder, as the annual set does."""
    return write_all(folder, content, _WRITERS)
