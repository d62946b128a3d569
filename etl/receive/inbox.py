"""The inbox folder: which files lie there, whose folder they lie in, and whether they stand still."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.common.settings import settings
from etl.receive.folders import Mark, Obstacle, Spot, folder
from schemas.personal import masked
from schemas.registry import registry
from schemas.text import seen

# Folders in folders, below the inbox: nobody files a return deeper, and each costs a walk.
DEPTH = 16
# Of a league, folders too, that a sweep looks at, so that no more is held in memory: it owes a few a quarter.
FILES = 10_000
# Of a name with its folders, in bytes: the ledger's index holds no more than 2,700.
NAME_BYTES = 1024

# Control characters, the ends of lines and paragraphs, what turns letters round, halves of characters.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\ud800-\udfff]")
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP_END_WITHIN = 22 + 65_535


@dataclass(frozen=True)
class Candidate:
    """A file that may be a return, as it was when it was listed.

    `folder` is the league whose folder it lies in, None for any other. `name` is relative to the folder that
    was listed, with forward slashes.
    """

    spot: Spot
    name: str
    folder: str | None
    mark: Mark

    @property
    def changed(self) -> float:
        """When it last changed in any way, in seconds of the file system's clock."""
        return self.mark.changed_ns / 1e9


@dataclass(frozen=True)
class Blocked:
    """What lies in the inbox and cannot be taken, and why, for ops."""

    name: str
    why: str
    changed: float


@dataclass
class Listing:
    """What lies below a folder: perhaps returns, copies that have not ended, what cannot be taken.

    `more` are the inbox's folders in which more lies than is looked at; it is when these files have left.
    """

    files: list[Candidate] = field(default_factory=list)
    partial_copies: list[Candidate] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    more: set[str] = field(default_factory=set)


def listing(root: Path) -> Listing:
    """What lies below `root`, each in order of name; what is litter by its name is left out.

    Nothing that lies there stops the listing; of a folder of the inbox it ends after `FILES`. OSError if
    `root` itself is there and cannot be listed.
    """
    lying = Listing()
    for spot, entry in _entries(root, lying):
        name = readable("/".join(spot.parts))
        if _is(name, "litter"):
            continue
        try:
            if len(os.fsencode("/".join(spot.parts))) > NAME_BYTES:
                raise Obstacle(f"名称连同文件夹超过{NAME_BYTES}字节")
            seen = spot.mark(entry)
        except Obstacle as obstacle:
            lying.blocked.append(Blocked(_short(spot.parts), obstacle.why, entry.st_ctime))
        else:
            kind = lying.partial_copies if _is(name, "partial_copy") else lying.files
            kind.append(Candidate(spot, name, _league_of(spot), seen))
    for kind in (lying.files, lying.partial_copies):
        kind.sort(key=lambda file: file.name)
    return lying


def named(path: Path) -> Candidate:
    """The file that a command names. In the inbox no link leads to it; anywhere else whoever names it knows.

    Obstacle for what is no regular file, or if sent has another name too; FileNotFoundError.
    """
    inbox, path = settings().inbox, path.absolute()
    if path.is_relative_to(inbox) and ".." not in path.parts:
        return _candidate(inbox, path.relative_to(inbox).parts)
    path = path.parent.resolve() / path.name
    path = path if path.is_relative_to(inbox) else path.resolve(strict=True)
    root = inbox if path.is_relative_to(inbox) else path.parent
    return _candidate(root, path.relative_to(root).parts)


def _candidate(root: Path, parts: tuple[str, ...]) -> Candidate:
    spot = Spot(root, parts, root == settings().inbox)
    return Candidate(spot, readable("/".join(parts)), _league_of(spot), spot.mark(spot.status()))


def readable(name: str) -> str:
    """A file's name as text: one that is not UTF-8, as from an old archive, is taken for GB18030."""
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def shown_name(name: str) -> str:
    """The name as people see it, anywhere: without personal numbers, nor what nobody sees.

    What would break a line, turn letters round or tell a terminal something is an underscore: a name stands
    in logs, mails and the names of replies.
    """
    return masked(_UNSHOWN.sub("_", seen(name))) or "_"


def _league_of(spot: Spot) -> str | None:
    """The league whose folder a file is in, by the names of the folders on the way to it.

    Only the first folder of the inbox says whose a file is: what is in it is what that league can write.
    Of any other folder it is the first on the way that is named by a league's code, or the root itself.
    """
    folders = spot.parts[:-1]
    named = folders[:1] if spot.is_sent else (spot.root.name, *folders)
    return next((name for name in named if name in registry().leagues), None)


def contradicting(name: str, league: str | None) -> tuple[str, ...]:
    """The other leagues whose codes name folders inside that of a league, by a file's name as it was sent."""
    folders = name.split("/")[:-1]
    inner = folders[folders.index(league) + 1 :] if league in folders else []
    return tuple(folder for folder in inner if folder in registry().leagues and folder != league)


def stable(
    listed: list[Candidate], root: Path, settle_seconds: float, rest_seconds: float
) -> list[Candidate]:
    """Those that stood still for `settle_seconds`; the others are still being copied.

    A workbook that is not whole must have stood still for `rest_seconds`: over a slow line its rest may come.
    Waits only if there is a file that changed less than `settle_seconds` ago, by the clock of the file system
    of `root`.
    """
    now = _now(root)
    if any(file.changed > now - settle_seconds for file in listed):
        time.sleep(settle_seconds)
    return [file for file in listed if _stands_still(file, now - rest_seconds)]


def _entries(root: Path, lying: Listing) -> Iterator[tuple[Spot, os.stat_result]]:
    """Everything below `root` but folders; a folder that cannot be entered is among what is blocked."""
    is_sent = root == settings().inbox
    waiting: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    met: Counter[str] = Counter()
    while waiting:
        parts, changed = waiting.pop()
        try:
            with folder(root, parts) as descriptor, os.scandir(descriptor) as entries:
                for name in (entry.name for entry in entries):
                    if is_sent and parts and _is_too_many(parts[0], changed, met, lying):
                        break
                    spot = Spot(root, (*parts, name), is_sent)
                    try:
                        status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # taken meanwhile
                    if not stat.S_ISDIR(status.st_mode):
                        yield spot, status
                    elif _is(readable(name), "litter"):
                        continue
                    elif len(spot.parts) > DEPTH:
                        too_deep = f"文件夹多于{DEPTH}层"
                        lying.blocked.append(Blocked(_short(spot.parts), too_deep, status.st_ctime))
                    else:
                        waiting.append((spot.parts, status.st_ctime))
        except OSError as fault:
            if not parts:
                if isinstance(fault, FileNotFoundError):
                    return
                raise
            refused = isinstance(fault, PermissionError)
            why = "系统无权进入文件夹" if refused else f"无法进入文件夹:{fault.strerror}"
            lying.blocked.append(Blocked(_short(parts), why, changed))


def _is_too_many(sender: str, changed: float, met: Counter[str], lying: Listing) -> bool:
    """Whether one more in the sender's folder is more than is looked at, which is noted once."""
    met[sender] += 1
    if met[sender] > FILES and sender not in lying.more:
        lying.more.add(sender)
        lying.blocked.append(Blocked(sender, f"多于{FILES}个文件,其余的等这些收完再收", changed))
    return sender in lying.more


def _short(parts: Sequence[str]) -> str:
    name = readable("/".join(parts))
    return name if len(name) <= 200 else f"{name[:100]}…{name[-60:]}"


def _is(name: str, kind: str) -> bool:
    """Whether the file's name, or that of a folder that it is in, is among the words of that kind."""
    names = name.lower().split("/")
    return any(fnmatch.fnmatch(part, pattern) for part in names for pattern in registry().words[kind])


def _stands_still(file: Candidate, since: float) -> bool:
    try:
        with file.spot.opened() as (opened, seen):
            if seen != file.mark:
                return False
            # A workbook of our days that has no end is cut off.
            if file.changed <= since or opened.read(len(_ZIP)) != _ZIP:
                return True
            opened.seek(max(seen.size_bytes - _ZIP_END_WITHIN, 0))
            return _ZIP_END in opened.read(_ZIP_END_WITHIN)
    except Obstacle:
        return False
    except OSError:
        return True  # its disk does not give its bytes, which is said where it is taken


def _now(folder: Path) -> float:
    """The moment by the file system's own clock, which is another machine's where the folder is shared."""
    # It never has a name where the file system can do so, so a kill leaves nothing in the inbox.
    with tempfile.TemporaryFile(dir=folder, prefix=".") as probe:
        return os.fstat(probe.fileno()).st_ctime_ns / 1e9
