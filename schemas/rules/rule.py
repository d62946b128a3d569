"""A rule within a part: a mask over the frame, and beside it what explains the rows that it marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

Mask = Callable[[pd.DataFrame], pd.Series]
Explain = Callable[[pd.DataFrame], pd.DataFrame]
Fact = str | Callable[[pd.DataFrame], pd.Series]  # the name of a column of the frame, or what computes one


@dataclass(frozen=True)
class PartRule:
    """`breaks` marks the rows of the frame (`schemas.rules.frame`) that break the rule.

    `explain` takes these rows and gives for each the columns `field` (whose cell is marked), `given`,
    `expected`, and further facts by the names of the placeholders in the rule's sentences.
    """

    rule_id: str
    breaks: Mask
    explain: Explain


def rule(explain: Explain) -> Callable[[Mask], PartRule]:
    """Makes the mask below it a rule of that name, whose rows are explained so."""
    return lambda breaks: PartRule(breaks.__name__, breaks, explain)


def at(field: str, given: Fact | None = None, expected: Fact | None = None, **facts: Fact) -> Explain:
    """Marks the field's cell, with these facts of its row; blank where there is none."""

    def explain(rows: pd.DataFrame) -> pd.DataFrame:
        def column(fact: Fact | None) -> pd.Series | None:
            return rows[fact] if isinstance(fact, str) else fact and fact(rows)

        named = {"given": given, "expected": expected, **facts}
        columns = {name: column(fact) for name, fact in named.items()}
        return pd.DataFrame({"field": field, **columns}, index=rows.index, dtype=object)

    return explain
