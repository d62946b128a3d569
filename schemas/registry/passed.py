"""That a registry has passed its checks, noted beside it: they take longer than the rest of a short command.

The note is a digest of what was checked and of what checked it, so that a change of either ends it, and lies
where Python keeps what it has compiled. Where none can be written the checks are made each time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

SQL_RULES = Path(__file__).parents[2] / "sql" / "rules"
_SCHEMAS = Path(__file__).parents[1]
_NOTE = Path("__pycache__", "passed")


def has_passed(folder: Path) -> bool:
    """Whether the registry in `folder`, as it is now, has passed the checks as they are now."""
    try:
        return (folder / _NOTE).read_text(encoding="ascii") == _digest(folder)
    except (OSError, UnicodeDecodeError):
        return False


def note(folder: Path) -> None:
    """The registry in `folder` counts as checked from now on, if that can be written down there."""
    with suppress(OSError):
        (folder / _NOTE).parent.mkdir(exist_ok=True)
        (folder / _NOTE).write_text(_digest(folder), encoding="ascii")


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted({*folder.glob("*.csv"), *_SCHEMAS.glob("*.csv"), *_SCHEMAS.rglob("*.py")}):
        digest.update(f"{file.name} {file.stat().st_size}\n".encode() + file.read_bytes())
    digest.update(" ".join(sorted(file.name for file in SQL_RULES.glob("*.sql"))).encode())
    return digest.hexdigest()
