"""The files that lie in the inbox now, and since when the sweep has known them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from etl.common.settings import ZONE, settings
from etl.receive.inbox import listing, shown_name


class Sighting(TypedDict):
    """When the sweep first saw a file of the inbox."""

    inbox_path: str
    first_seen_at: datetime


@dataclass(frozen=True)
class Lying:
    """What lies in the inbox. `first_seen_at` is None until a sweep has seen it.

    None ever sees one that is `cut_off`: by its name, its copy has not come to its end; nor what is blocked.
    """

    name: str
    folder: str | None
    size_bytes: int | None
    changed_at: datetime
    first_seen_at: datetime | None = None
    cut_off: bool = False
    blocked: str | None = None  # why it cannot be taken

    @property
    def since(self) -> datetime | None:
        """Since when it has been here, as far as that is known."""
        return self.changed_at if self.cut_off or self.blocked else self.first_seen_at


def lying(sightings: Iterable[Sighting]) -> list[Lying]:
    """What lies in the inbox, the longest there first, what no sweep has seen yet last."""
    root = settings().inbox
    if not root.is_dir():
        return []
    seen = {row["inbox_path"]: row["first_seen_at"] for row in sightings}
    listed = listing(root)
    files = [
        Lying(
            shown_name(file.name),
            file.folder,
            file.mark.size_bytes,
            _moment(file.changed),
            seen.get(file.name),
        )
        for file in listed.files
    ]
    files += [
        Lying(shown_name(file.name), file.folder, file.mark.size_bytes, _moment(file.changed), cut_off=True)
        for file in listed.partial_copies
    ]
    files += [
        Lying(shown_name(blocked.name), None, None, _moment(blocked.changed), blocked=blocked.why)
        for blocked in listed.blocked
    ]
    return sorted(files, key=lambda file: (file.since is None, file.since or 0, file.name))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, ZONE)
