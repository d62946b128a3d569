"""The files that lie in the inbox now, and since when the sweep has known them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from etl.common.settings import ZONE, settings
from etl.receive.inbox import candidates, partial_copies


class Sighting(TypedDict):
    """When the sweep first saw a file of the inbox."""

    inbox_path: str
    first_seen_at: datetime


@dataclass(frozen=True)
class Lying:
    """A file in the inbox. `first_seen_at` is None until a sweep has seen it.

    One that is `cut_off` is never seen by it: its name says that the copy is unfinished.
    """

    name: str
    folder: str | None
    size_bytes: int
    changed_at: datetime
    first_seen_at: datetime | None
    cut_off: bool

    @property
    def since(self) -> datetime | None:
        """Since when it has been here, as far as that is known."""
        return self.changed_at if self.cut_off else self.first_seen_at


def lying(sightings: Iterable[Sighting]) -> list[Lying]:
    """The inbox's files, the longest there first, those that no sweep has seen yet last."""
    root = settings().inbox
    if not root.is_dir():
        return []
    seen = {row["inbox_path"]: row["first_seen_at"] for row in sightings}
    listed = [(file, False) for file in candidates(root)] + [(file, True) for file in partial_copies(root)]
    files = []
    for file, cut_off in listed:
        with suppress(FileNotFoundError):  # a sweep has taken it meanwhile
            status = file.path.stat()
            changed_at = datetime.fromtimestamp(status.st_ctime, ZONE)
            first_seen_at = seen.get(file.name)
            files.append(Lying(file.name, file.folder, status.st_size, changed_at, first_seen_at, cut_off))
    return sorted(files, key=lambda file: (file.since is None, file.since or 0, file.name))
