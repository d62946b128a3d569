"""Passwords and keys: made once, at the first start, into `JIBAO_HOME/secrets` (700), a file each (600)."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from pathlib import Path

from etl.common.whole import write_whole


def _password() -> str:
    return secrets.token_urlsafe(24)


def _long_key() -> str:
    return secrets.token_urlsafe(72)  # 96 characters; Airflow wants at least 64 for its tokens


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


DATABASE_ROLES = ("postgres", "loader", "airflow", "analyst")
AIRFLOW_USERS = ("admin", "viewer")

_MAKERS: dict[str, Callable[[], str]] = {
    **{f"database-{role}": _password for role in DATABASE_ROLES},
    **{f"airflow-{user}": _password for user in AIRFLOW_USERS},
    "metrics-token": _password,
    "airflow-secret-key": _long_key,
    "airflow-jwt-secret": _long_key,
    "airflow-fernet-key": _fernet_key,
}


# Nothing that is stored depends on these: one that is gone is made anew.
_RENEWABLE = ("metrics-token",)


def make_missing(folder: Path) -> None:
    """Every secret exists afterwards; what was there is untouched. All are safe inside a URL and in SQL."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, maker in _MAKERS.items():
        if not (folder / name).exists():
            write(folder / name, maker())


def write(path: Path, text: str) -> None:
    """The file holds the text, and only we may read it."""
    write_whole(path, text, mode=0o600)


def missing(folder: Path) -> list[str]:
    """The names of the secrets that are not there and that what is stored depends on."""
    return [name for name in _MAKERS if name not in _RENEWABLE and not (folder / name).exists()]


def read(folder: Path, name: str) -> str:
    """A secret that was made before; RuntimeError if there is none yet."""
    try:
        return (folder / name).read_text()
    except FileNotFoundError:
        raise RuntimeError(
            f"{folder / name} is not there: `jibao up` makes the secrets at the first start; "
            "for a home that was in use before, bring the folder back from the backup"
        ) from None
