"""The rows of a target taken together, and how they stand as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from etl.common.punctuation import chinese
from etl.summarise.rows import Target

AnyTarget = TypeVar("AnyTarget", bound=Target)
_WORST_FIRST = ("not_met", "behind", "unknown", "on_track", "met")


def by_target(rows: Sequence[AnyTarget]) -> list[list[AnyTarget]]:
    """The rows of each target: one, or one a league."""
    return [list(group) for _, group in groupby(rows, lambda row: row["target_id"])]


def worst(rows: Iterable[Target]) -> str:
    """The standing of rows that stand together."""
    return min((row["standing"] for row in rows), key=_WORST_FIRST.index)


class Tally(NamedTuple):
    """Targets counted once each, the headline goal among them, as every output counts them."""

    targets: int
    headline: bool
    standings: Mapping[str, int]  # standing: targets, for those that there are, the best first

    @property
    def in_all(self) -> str:
        """Such as 19项量化目标(含总体目标)."""
        return chinese(f"{self.targets}项量化目标{'(含总体目标)' if self.headline else ''}")


def tally(rows: Sequence[Target]) -> Tally:
    """The targets of these rows, one of each league's counted once, as its worst league stands."""
    grouped = by_target(rows)
    stand = Counter(worst(group) for group in grouped)
    headline = any(group[0]["project_no"] == 0 for group in grouped)
    return Tally(
        len(grouped), headline, {code: stand[code] for code in reversed(_WORST_FIRST) if code in stand}
    )
