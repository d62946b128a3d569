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
    """`rows`: a row an indicator or project, a column a field, None where nothing was reported.

    `left_out` is true for rows that stand for what the part does not have. `faulty` has the same shape as
    the fields and is true where the reader found a fault.
    """

    rows: pd.DataFrame
    left_out: pd.Series
    faulty: pd.DataFrame
    period: Period
    registry: Registry

    def given(self, field: str) -> pd.Series:
        """The field's values; None where missing or faulty, and everywhere if the part lacks the column."""
        if field not in self.rows:
            return pd.Series(None, index=self.rows.index, dtype=object)
        return self.rows[field]

    def is_faulty(self, field: str) -> pd.Series:
        """Whether the field's cell has a fault of its own."""
        if field not in self.faulty:
            return pd.Series(False, index=self.rows.index)
        return self.faulty[field]


def offences(found: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The offences of a rule from mappings with `index`, `field`, `given`, `expected` and further facts."""
    listed = list(found)
    if not listed:
        return pd.DataFrame(columns=list(OFFENCE))
    return pd.DataFrame(listed, dtype=object).set_index("index")
