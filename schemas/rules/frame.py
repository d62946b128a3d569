"""What a rule within a part sees: the part's rows as a data frame, and the registry beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from schemas.periods import Period
from schemas.registry.objects import Registry

OFFENCE = ("field", "given", "expected")


@dataclass(frozen=True)
class PartFrame:
    """`rows`: a row an indicator or project, from 0, a column a field, None where nothing was reported.

    `left_out` holds the numbers of rows that stand for what the part does not have, `faulty` by field those
    where the reader found a fault.
    """

    rows: pd.DataFrame
    left_out: frozenset[int]
    faulty: Mapping[str, frozenset[int]]
    period: Period
    league_code: str
    registry: Registry

    def given(self, field: str) -> dict[int, Any]:
        """The field's values by row; None where missing or faulty, all None if the part lacks the column."""
        if field not in self.rows:
            return dict.fromkeys(range(len(self.rows)))
        return dict(enumerate(self.rows[field]))

    def is_faulty(self, field: str, row: int) -> bool:
        """Whether the field's cell in that row has a fault of its own."""
        return row in self.faulty.get(field, frozenset())


def offences(found: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The offences of a rule from mappings with `index`, `field`, `given`, `expected` and further facts."""
    listed = list(found)
    if not listed:
        return pd.DataFrame(columns=list(OFFENCE))
    return pd.DataFrame(listed, dtype=object).set_index("index")
