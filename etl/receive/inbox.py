"""The inbox folder: which files lie there, whose folder they lie in, and whether they stand still."""

from __future__ import annotations

import fnmatch
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas.registry import registry

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Candidate:
    """A file that may be a return. `folder` is the league whose folder it lies in, None for any other."""

    path: Path
    name: str  # relative to the folder that was listed, with forward slashes
    folder: str | None


def candidates(root: Path) -> list[Candidate]:
    """The files below `root` in order of name; what is no return by its name is left out."""
    return [file for file in _files(root) if not _is(file, "litter") and not _is(file, "partial_copy")]


def partial_copies(root: Path) -> list[Candidate]:
    """The files below `root` that by their names are still being copied; in order of name."""
    return [file for file in _files(root) if _is(file, "partial_copy") and not _is(file, "litter")]


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


def stable(
    listed: list[Candidate], root: Path, settle_seconds: float, rest_seconds: float
) -> list[Candidate]:
    """Those that stood still for `settle_seconds`; the others are still being copied.

    A workbook that is not whole must have stood still for `rest_seconds`: over a slow line its rest may come.
    Waits only if there is a file that changed less than `settle_seconds` ago, by the clock of the file system
    of `root`.
    """
    before = {candidate: _mark(candidate.path) for candidate in listed}
    now = _now(root)
    if any(mark and mark[2] > now - settle_seconds for mark in before.values()):
        time.sleep(settle_seconds)
    return [
        candidate
        for candidate, mark in before.items()
        if mark
        and _mark(candidate.path) == mark
        and (mark[2] <= now - rest_seconds or not _is_cut_off(candidate.path))
    ]


def _files(root: Path) -> Iterator[Candidate]:
    """A link is not followed: it could lead anywhere."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield Candidate(path, readable(path.relative_to(root).as_posix()), league_of(path, root))


def _is(file: Candidate, kind: str) -> bool:
    """Whether the file's name, or that of a folder that it is in, is among the words of that kind."""
    names = file.name.lower().split("/")
    return any(fnmatch.fnmatch(name, pattern) for name in names for pattern in registry().words[kind])


def _is_cut_off(path: Path) -> bool:
    """Whether it begins as a workbook of our days does, and has no end."""
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP and not zipfile.is_zipfile(file)
    except OSError:
        return False


def _now(folder: Path) -> float:
    """The moment by the file system's own clock, which is another machine's where the folder is shared."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".") as probe:
        return os.fstat(probe.fileno()).st_ctime


def _mark(path: Path) -> tuple[int, int, float] | None:
    """Size, time of change and, which no copying program sets back, time of the last change of any kind."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime
