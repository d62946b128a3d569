"""The inbox folder: which files lie there, whose folder they lie in, and whether they stand still."""

from __future__ import annotations

import fnmatch
import os
import time
from dataclasses import dataclass
from pathlib import Path

from schemas.registry import registry


@dataclass(frozen=True)
class Candidate:
    """A file that may be a return. `folder` is the league whose folder it lies in, None for any other."""

    path: Path
    name: str  # relative to the folder that was listed, with forward slashes
    folder: str | None


def candidates(root: Path) -> list[Candidate]:
    """The files below `root` in order of name; what is litter by its name is left out.

    A link is not followed: it could lead anywhere.
    """
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file() or is_litter(path.relative_to(root)):
            continue
        name = readable(path.relative_to(root).as_posix())
        found.append(Candidate(path, name, league_of(path, root)))
    return found


def readable(name: str) -> str:
    """A file's name as text: one that is not UTF-8, as from an old archive, is taken for GB18030."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def league_of(path: Path, root: Path) -> str | None:
    """The league whose folder a file is in: the nearest one, up to `root` itself, with a league's code."""
    for folder in path.parents:
        if folder.name in registry().leagues:
            return folder.name
        if folder == root:
            break
    return None


def is_litter(path: Path) -> bool:
    """Whether a name says that this is no return: an editor's lock file, a system's file, a partial copy."""
    patterns = registry().words["litter"]
    return any(fnmatch.fnmatch(part.lower(), pattern) for part in path.parts for pattern in patterns)


def stable(listed: list[Candidate], settle_seconds: float) -> list[Candidate]:
    """Those whose size and time stood still for `settle_seconds`; the others are still being copied."""
    before = {candidate: _mark(candidate.path) for candidate in listed}
    if listed:
        time.sleep(settle_seconds)
    return [
        candidate for candidate in listed if before[candidate] and _mark(candidate.path) == before[candidate]
    ]


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns
