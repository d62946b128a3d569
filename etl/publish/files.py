"""A set as files: each kind of output has a writer, which writes into a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.publish.annual.content import Content

Writer = Callable[[Path, Content], list[Path]]


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
