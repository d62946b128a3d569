"""What came of a decision, for whoever took it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from etl.store.warehouse import rows


@dataclass(frozen=True)
class Outcome:
    """`sentences`: what was done; `years`: whose annual tables it has made untrue; `replies`: written anew.

    `left`: what failed, a line each, while the rest was decided.
    """

    sentences: tuple[str, ...]
    years: tuple[int, ...] = ()
    replies: tuple[Path, ...] = ()
    left: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """All of it in words."""
        return [*self.sentences, *(f"reply: {path}" for path in self.replies)]


def years_of(connection: sa.Connection, submission_ids: Iterable[int]) -> tuple[int, ...]:
    """The years whose annual tables say something of these submissions."""
    years = rows(connection, "intake/years_changed", submission_ids=list(submission_ids))
    return tuple(row["year"] for row in years)
