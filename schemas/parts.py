"""The contract of a part as a Pandera schema: columns of columns.csv, rules of `schemas.rules`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from schemas.checking import pa
from schemas.registry.objects import Column, Part, Registry
from schemas.rules import RULES
from schemas.rules.rule import PartRule


@dataclass(frozen=True)
class Offence:
    """A row that breaks a rule, by its return's number in the frame and its own number there."""

    rule_id: str
    sent: int
    row: int
    code: str | None  # of the indicator or project that the row is about
    field: str
    facts: dict[str, str | None]  # the rule's given, expected and further words


def part_schema(part: Part, registry: Registry) -> pa.DataFrameSchema:
    """What a part promises: the type, range and choices of its columns, and every rule that is in force.

    It holds for a frame (`schemas.rules.frame`) of any number of returns. A check of a rule has its id.
    """
    return pa.DataFrameSchema(
        {column.field: _column(column, registry) for column in part.row_columns},
        [_check(rule) for rule in part_rules(part, registry)],
    )


def part_rules(part: Part, registry: Registry) -> list[PartRule]:
    """The part's rules that are not retired."""
    rules = (RULES[rule_id] for rule_id in part.rules if rule_id in RULES)
    return [rule for rule in rules if registry.rules[rule.rule_id].status != "retired"]


def judge(part: Part, rows: pd.DataFrame, registry: Registry) -> list[Offence]:
    """Every offence in the frame, all found at once, in the order of the rules and then of the rows.

    A cell that its column does not take is no offence: the reader let it through, and SchemaErrors says so.
    """
    try:
        part_schema(part, registry).validate(rows, lazy=True, inplace=True)
    except SchemaErrors as errors:
        broken = {error.check.name: error.check_output for error in errors.schema_errors if _is_rule(error)}
        if len(broken) < len(errors.schema_errors):
            raise
    else:
        return []
    return [
        offence
        for rule in part_rules(part, registry)
        if rule.rule_id in broken
        for offence in _offences(rule, rows[~broken[rule.rule_id]])
    ]


def _column(column: Column, registry: Registry) -> pa.Column:
    # Text needs no check of its type, the frame makes it so; Pandera's own takes 2 ms a column.
    checks: list[pa.Check] = []
    if column.holds in ("number", "percent"):
        checks += [pa.Check(lambda cell: isinstance(cell, Decimal), element_wise=True), pa.Check.ge(0)]
    if column.holds == "number" and column.decimals is not None:  # a share may have any decimals
        finest = -column.decimals
        checks.append(pa.Check(lambda cell: cell.as_tuple().exponent >= finest, element_wise=True))
    if column.holds == "choice":
        checks.append(pa.Check.isin(tuple(registry.words[column.field])))
    return pa.Column(checks=checks, nullable=True)


def _check(rule: PartRule) -> pa.Check:
    # One failure case is enough: the mask tells the rows.
    return pa.Check(lambda rows: ~rule.breaks(rows), name=rule.rule_id, ignore_na=False, n_failure_cases=1)


def _offences(rule: PartRule, rows: pd.DataFrame) -> Iterator[Offence]:
    explained = rule.explain(rows).loc[rows.index]
    about = rows[["sent", "row", "code"]].itertuples(index=False)
    for (sent, row, code), facts in zip(about, explained.to_dict("records"), strict=True):
        texts = {str(name): None if pd.isna(fact) else str(fact) for name, fact in facts.items()}
        field = texts.pop("field") or ""
        yield Offence(rule.rule_id, sent, row, None if pd.isna(code) else code, field, texts)


def _is_rule(error: SchemaError) -> bool:
    """Whether rows break a rule; else a column does not hold what it must, or the check itself failed."""
    return error.check_output is not None and isinstance(error.schema, pa.DataFrameSchema)
