"""The files that lie in the inbox now, and since when the sweep has known them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etl.inbox import candidates
from etl.settings import settings


@dataclass(frozen=True)
class Lying:
    """A file in the inbox; `first_seen_at` is None until a sweep has seen it."""

    name: str
    folder: str | None
    size_bytes: int
    first_seen_at: datetime | None


def lying(sightings: Iterable[dict[str, Any]]) -> list[Lying]:
    """The inbox's files, those that lie longest first, those that no sweep has seen last."""
    root = settings().inbox
    if not root.is_dir():
        return []
    seen = {row["inbox_path"]: row["first_seen_at"] for row in sightings}
    found = []
    for candidate in candidates(root):
        with suppress(FileNotFoundError):  # a sweep has taken it meanwhile
            size = candidate.path.stat().st_size
            found.append(Lying(candidate.name, candidate.folder, size, seen.get(candidate.name)))
    return sorted(found, key=lambda file: (file.first_seen_at is None, file.first_seen_at or 0, file.name))
