"""Files and folders of senders, opened by descriptors: what is looked at is what is opened, read and removed.

A path that is opened twice may lead to two things; a link may lead anywhere, a pipe may never answer.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Obstacle(Exception):
    """A file or folder that cannot be taken as it is; `why` says so to ops, in Chinese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Mark(NamedTuple):
    """A file as it is: another file, or a change of any kind, has another mark."""

    device: int
    inode: int
    size_bytes: int
    modified_ns: int
    changed_ns: int  # which no copying program sets back


@dataclass(frozen=True)
class Spot:
    """Where something lies: the names of the folders below `root` on the way to it, then its own.

    `is_sent`: somebody else put it there, so a file that has another name too will not do.
    """

    root: Path
    parts: tuple[str, ...]
    is_sent: bool

    def status(self) -> os.stat_result:
        """Of the thing itself, not of what it may link to; Obstacle if that cannot be said."""
        with _obstacles(), _parent(self) as folder:
            return os.stat(self.parts[-1], dir_fd=folder, follow_symlinks=False)

    def mark(self, status: os.stat_result) -> Mark:
        """What tells the file from others; Obstacle for anything but a regular file, one name if sent."""
        if not stat.S_ISREG(status.st_mode):
            raise Obstacle("是链接,不是文件" if stat.S_ISLNK(status.st_mode) else "不是普通文件")
        if self.is_sent and status.st_nlink > 1:
            raise Obstacle(f"同一文件另有{status.st_nlink - 1}个名字(硬链接)")
        return Mark(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    @contextmanager
    def opened(self) -> Iterator[tuple[BinaryIO, Mark]]:
        """The file's bytes and its mark; Obstacle for what cannot be opened or has none."""
        with _obstacles(), _parent(self) as folder:
            descriptor = os.open(self.parts[-1], _FILE, dir_fd=folder)
        try:
            seen = self.mark(os.fstat(descriptor))  # before it is a file of Python's, which no folder can be
            with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
                yield file, seen
        finally:
            os.close(descriptor)

    def remove(self, seen: Mark) -> None:
        """The file is gone, unless it is no longer what was seen; Obstacle if it cannot be removed."""
        with _obstacles(), _parent(self) as folder:
            name = self.parts[-1]
            try:
                if self.mark(os.stat(name, dir_fd=folder, follow_symlinks=False)) == seen:
                    os.unlink(name, dir_fd=folder)
            except FileNotFoundError:
                return


@contextmanager
def folder(root: Path, parts: Sequence[str]) -> Iterator[int]:
    """The descriptor of a folder below `root`, on the way to which no link lies; OSError."""
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts:
            inner = os.open(part, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _parent(spot: Spot) -> Iterator[int]:
    with folder(spot.root, spot.parts[:-1]) as descriptor:
        yield descriptor


@contextmanager
def _obstacles() -> Iterator[None]:
    """What the file system refuses is an Obstacle."""
    try:
        yield
    except FileNotFoundError as fault:
        raise Obstacle("已不在") from fault
    except PermissionError as fault:
        raise Obstacle("系统无权读取或移走") from fault
    except OSError as fault:
        raise Obstacle(f"无法读取或移走:{fault.strerror}") from fault
