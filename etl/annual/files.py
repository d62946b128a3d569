"""The set of a year as files: each kind of output has a module, which writes into a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from etl.annual.content import Content
from etl.annual.workbook import drawing

_WRITERS = (drawing.write,)


def write_set(folder: Path, content: Content) -> list[Path]:
    """The set of this content lies in the folder; files of that name that were there are replaced.

    They are made beside it first: whoever looks sees the old file or the new one, never half of one.
    """
    half = folder.parent / f".{folder.name}.part"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    paths = []
    for made in [path for write in _WRITERS for path in write(half, content)]:
        path = folder / made.relative_to(half)
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.append(made.replace(path))
    shutil.rmtree(half)
    return paths
