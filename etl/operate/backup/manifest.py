"""What a backup says of itself: when it was made, of what, and the checksums of all that is in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.operate.rebuild.checksums import Checksum

NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """`made_at`: with its zone; `files`: name to SHA-256; `tables`: as they were at that moment."""

    made_at: str
    postgres: str
    events: int
    files: Mapping[str, str]
    tables: Mapping[str, Checksum]

    def write(self, folder: Path) -> None:
        """It lies in the folder."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / NAME).write_text(content, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The folder's manifest; ValueError where there is none, or a file is not as it says."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        tables = {name: Checksum(**held) for name, held in content.pop("tables").items()}
        manifest = Manifest(**content, tables=tables)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ValueError(f"{folder} is no backup: {fault!r}") from fault
    for name, sha256 in manifest.files.items():
        if not (folder / name).is_file() or hash_of(folder / name) != sha256:
            raise ValueError(f"{folder / name} is not what was backed up: take another backup")
    return manifest


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
