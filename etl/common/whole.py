"""Files that nobody ever sees half written, and folders that a failure of the power leaves."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes, mode: int = 0o666, *, to_last: bool = False) -> None:
    """The file holds the content, text as UTF-8; whoever reads it meanwhile gets what was there before.

    A new file has the permissions of `mode`, less those that the process withholds. With `to_last` a failure
    of the power leaves the new one, too. OSError if it cannot be written: then the old one is as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(draft, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if to_last:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
        if to_last:
            sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def make_folders(path: Path, mode: int = 0o777) -> None:
    """The folder is there, safely on disk, as is every one above it; those that are made have this mode."""
    if not path.is_dir():
        make_folders(path.parent, mode)
        path.mkdir(mode, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """What the folder lists is safely on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
