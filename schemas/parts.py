"""The Pandera schema of a part: its columns from the registry, its checks from `schemas.rules`."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.registry.objects import Part
from schemas.rules import PART_RULES, PartRule
from schemas.rules.frame import PartFrame


@dataclass(frozen=True)
class Offence:
    """A row that breaks a rule; `facts` are the rule's given, expected and further words."""

    rule_id: str
    index: int
    field: str
    facts: dict[str, str | None]


def judge(part: Part, frame: PartFrame) -> list[Offence]:
    """Every offence of the part by itself, found at once, in the order of the rules and then of the rows."""
    found: dict[str, pd.DataFrame] = {}
    schema = part_schema(part, frame, found)
    try:
        schema.validate(frame.rows, lazy=True)
    except SchemaErrors as errors:
        failed = errors.failure_cases
    else:
        return []
    # A check on the whole frame is reported once a column: its rows are taken once.
    broken = failed[["check", "index"]].drop_duplicates()
    offences = [
        _offence(rule_id, int(index), found[rule_id].loc[index])
        for rule_id, index in broken.itertuples(index=False)
    ]
    order = [rule.__name__ for rule in PART_RULES[part.return_kind, part.part]]
    return sorted(offences, key=lambda offence: (order.index(offence.rule_id), offence.index))


def part_schema(part: Part, frame: PartFrame, found: dict[str, pd.DataFrame]) -> pa.DataFrameSchema:
    """The schema of a part with its rules as checks; each rule leaves its offences in `found` by its id."""
    return pa.DataFrameSchema(
        columns={
            column.field: pa.Column(object, nullable=True, required=column.required)
            for column in part.columns
        },
        checks=[_check(rule, frame, found) for rule in PART_RULES[part.return_kind, part.part]],
        strict=True,
    )


def _check(rule: PartRule, frame: PartFrame, found: dict[str, pd.DataFrame]) -> pa.Check:
    def holds(rows: pd.DataFrame) -> pd.Series:
        offences = found[rule.__name__] = rule(frame)
        return pd.Series(~rows.index.isin(offences.index), index=rows.index)

    return pa.Check(holds, name=rule.__name__, error=rule.__name__, ignore_na=False)


def _offence(rule_id: str, index: int, row: pd.Series) -> Offence:
    facts = {name: None if pd.isna(value) else str(value) for name, value in row.items()}
    return Offence(
        rule_id, index, facts.pop("field") or "", {str(name): text for name, text in facts.items()}
    )
