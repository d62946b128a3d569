"""Who runs PostgreSQL, and that this account can get at its files.

PostgreSQL refuses to run as root. Started by root, it therefore runs as the owner of its data folder, which
is made for the account `jibao`. That account may need to pass through folders that are closed to it (a home
below /root, say). Those get an access list entry that lets this one account pass, and nobody else, and
nothing but pass; see docs/decisions/0002-embedded-server.md.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pwd
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

ACCOUNT = "jibao"

_NOBODY_LOGS_IN = ("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin")

_ACL = "system.posix_acl_access"
_USER_OBJ, _USER, _GROUP_OBJ, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_PASS = 1  # search a folder, without listing it
_NO_ID = 0xFFFFFFFF


class Identity(TypedDict, total=False):
    """The arguments of `subprocess` that switch to another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def become(self) -> None:
        """This process is the account afterwards, for good."""
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)


def account_for(data: Path) -> Account | None:
    """The account that must run PostgreSQL on this data folder; None: whoever we are.

    As root: the folder's owner, or for a new one `jibao`, which is made if the machine does not have it.
    RuntimeError if it cannot be made.
    """
    if os.geteuid() != 0:
        return None
    if data.exists():
        owner = data.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
    with _alone():
        try:
            entry = pwd.getpwnam(ACCOUNT)
        except KeyError:
            entry = _make_account()
    return Account(entry.pw_uid, entry.pw_gid)


@contextmanager
def _alone() -> Iterator[None]:
    """No other first start looks for the account meanwhile: while useradd writes, it comes and goes again."""
    lists = os.open("/etc", os.O_RDONLY)
    try:
        fcntl.flock(lists, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lists)


def _make_account() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    advice = (
        f"PostgreSQL does not run as root: make a system user `{ACCOUNT}`, or run jibao as an ordinary user"
    )
    if useradd is None:
        raise RuntimeError(f"useradd is not on this machine. {advice}")
    made = subprocess.run(
        [useradd, "--system", "--user-group", "--no-create-home", *_NOBODY_LOGS_IN, ACCOUNT],
        capture_output=True,
        text=True,
    )
    try:  # whatever useradd says: somebody else may have made it in the same moment
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise RuntimeError(f"useradd: {made.stderr.strip()}. {advice}") from None


def open_way(account: Account, folder: Path) -> None:
    """The account can pass through all folders down to this one afterwards; RuntimeError if it cannot be let.

    Only folders that are closed to the account are touched.
    """
    folder = folder.resolve()
    if _may(account, "-x", folder):
        return
    for step in [*reversed(folder.parents), folder]:
        if not _may(account, "-x", step):
            _let_pass(account, step)
        if not _may(account, "-x", step):
            raise RuntimeError(_no_way(account, step))


def require_readable(account: Account, path: Path) -> None:
    """RuntimeError, with what to do, if the account cannot read this file."""
    if not _may(account, "-r", path):
        raise RuntimeError(
            f"uid {account.uid}, which runs PostgreSQL, cannot read {path}: "
            f"chmod -R go+rX {path.parent}, or run jibao as an ordinary user"
        )


def _may(account: Account, test: str, path: Path) -> bool:
    # Asked of the kernel, as that account: modes alone do not tell (access lists, mounts).
    return subprocess.run(["test", test, path], cwd="/", **account.identity).returncode == 0


def _no_way(account: Account, step: Path) -> str:
    return (
        f"uid {account.uid}, which runs PostgreSQL, cannot pass through {step}, and the file system takes no "
        f"access list: clone Jibao to (or set JIBAO_HOME to) a place that others can pass through, such as "
        f"/srv/jibao, or run jibao as an ordinary user, or chmod o+x {step}"
    )


def _let_pass(account: Account, folder: Path) -> None:
    """Adds `user:UID:--x` to the folder's access list, as `setfacl -m` does; no other right changes."""
    try:
        entries = _entries(os.getxattr(folder, _ACL))
    except OSError as error:
        if error.errno not in (errno.ENODATA, errno.ENOTSUP):
            raise
        mode = folder.stat().st_mode
        entries = {
            (_USER_OBJ, _NO_ID): mode >> 6 & 7,
            (_GROUP_OBJ, _NO_ID): mode >> 3 & 7,
            (_OTHER, _NO_ID): mode & 7,
        }
    # The mask caps what the list's users and groups may do. It is applied to them before it is raised by one
    # right, so that nobody else gains that right with it.
    mask = entries.get((_MASK, _NO_ID), 7)
    for tag, who in entries:
        if tag in (_USER, _GROUP_OBJ, _GROUP):
            entries[tag, who] &= mask
    entries[_USER, account.uid] = entries.get((_USER, account.uid), 0) | _PASS
    entries[_MASK, _NO_ID] = (mask if (_MASK, _NO_ID) in entries else entries[_GROUP_OBJ, _NO_ID]) | _PASS
    packed = struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, entries[tag, who], who) for tag, who in sorted(entries)
    )
    try:
        os.setxattr(folder, _ACL, packed)
    except OSError as error:
        raise RuntimeError(_no_way(account, folder)) from error


def _entries(packed: bytes) -> dict[tuple[int, int], int]:
    return {(tag, who): rights for tag, rights, who in struct.iter_unpack("<HHI", packed[4:])}
