"""What is known of a file before it is opened, and what it is read with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from etl.read.spellings import Spellings
from schemas.periods import Period
from schemas.registry.objects import Registry, ReturnKind


@dataclass(frozen=True)
class Source:
    """`name` is the file's name as sent, without its ending.

    `folders`: the leagues whose folders it lies in, the outermost first; none for the inbox itself.
    """

    name: str
    folders: tuple[str, ...]
    arrived_on: datetime
    registry: Registry
    words: Spellings

    def kind_due(self, period: Period | None, fitted: Iterable[str] = ()) -> ReturnKind | None:
        """The kind of return that has periods like this one; of several, the first that the sheets fit."""
        if period is None:
            return None
        kinds = [kind for kind in self.registry.returns.values() if kind.cadence == period.cadence]
        fitted = set(fitted)
        return next((kind for kind in kinds if kind.return_kind in fitted), kinds[0] if kinds else None)
