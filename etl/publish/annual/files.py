"""The set of a year as files: each kind of output has a module, which writes into a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.publish.annual import package, report
from etl.publish.annual.content import Content
from etl.publish.annual.page import league, year
from etl.publish.annual.workbook import book

Writer = Callable[[Path, Content], list[Path]]
_WRITERS: Sequence[Writer] = (book.write, report.write, year.write, league.write, package.write)


def write_set(folder: Path, content: Content) -> list[Path]:
    """The annual set of this content lies in the folder; files of that name that were there are replaced."""
    return write_all(folder, content, _WRITERS)


def write_all(folder: Path, content: Content, writers: Sequence[Writer]) -> list[Path]:
    """What each writer makes of the content lies in the folder; the paths.

    It is made beside it first: whoever looks sees the old file or the new one, never half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as name:
        half = Path(name)
        made = [path for write in writers for path in write(half, content)]
        paths = [folder / path.relative_to(half) for path in made]
        for path, lasting in zip(made, paths, strict=True):
            lasting.parent.mkdir(parents=True, exist_ok=True)
            path.replace(lasting)
    return paths
