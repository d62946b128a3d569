"""What the rules within a part look at: that part of many returns, and what the plan says of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from schemas.registry.objects import Indicator, Part, Project, Registry
from schemas.text import key

FIGURES = ("figure", "year_to_date")
_Subject = Indicator | Project
# Whose figures an indicator is compared with: as a column says it, and as the plan does.
_OTHERS = {"whole": "not_above", "numerator": "numerator", "denominator": "denominator"}


@dataclass(frozen=True)
class Row:
    """A row of a return: `sent` numbers the return in its frame, `row` the row there.

    `left_out`: it stands for what the return does not have. `values` are by field, None where nothing was
    reported or could be read. `faulty` are the fields whose cells have a fault of their own, `lacking` those
    that the return has no column for. `quarter` is 0 in a year; `month` is the first of the period, counted
    on over the years; `counties` is how many the league has.
    """

    sent: int
    row: int
    left_out: bool
    values: Mapping[str, Any]
    faulty: frozenset[str]
    lacking: frozenset[str]
    quarter: int
    month: int
    counties: int


def frame(part: Part, rows: Iterable[Row], registry: Registry) -> pd.DataFrame:
    """The rows, with the fields as columns, all that `Row` says, and what is known of their subjects.

    `code` and `name` are as given, `subject` is the code if the plan has it, `label` that with its name,
    `by_name` the code that has the name. A row is `named` if the return has it and it has a subject, and
    `misnamed` if its name is another's.
    Further columns are the registry's of an indicator, and as `figure_of_whole` and the like the figures of
    another in the same return: where an indicator stands in several rows, those of the last, in the last.
    """
    listed = list(rows)
    columns: dict[str, Any] = {
        name: [getattr(row, name) for row in listed] for name in Row.__annotations__ if name != "values"
    }
    for column in part.columns:
        dtype = "object" if column.holds in ("number", "percent") else "str"
        columns[column.field] = pd.Series([row.values.get(column.field) for row in listed], dtype=dtype)
    if part.subject == "indicator":
        _add_subjects(columns, listed, ("indicator_code", "indicator_name"), registry.indicators)
        _add_indicators(columns, listed, registry)
    else:
        _add_subjects(columns, listed, ("project_no", "project_name"), _projects(registry))
    return pd.DataFrame(columns)


def faulty(rows: pd.DataFrame, *fields: str) -> pd.Series:
    """The rows in which a cell of any of these fields has a fault of its own."""
    clean = frozenset(fields).isdisjoint
    return pd.Series([not clean(fields_at_fault) for fields_at_fault in rows["faulty"]], index=rows.index)


def anywhere(rows: pd.DataFrame, mask: pd.Series) -> pd.Series:
    """All rows of the returns in which the mask holds for any row."""
    return rows["sent"].isin(rows.loc[mask, "sent"])


def together(*columns: pd.Series) -> tuple[pd.Series, ...]:
    """The columns with 0 in all of them where one is missing: there they are equal."""
    there = columns[0].notna()
    for column in columns[1:]:
        there &= column.notna()
    return tuple(column.where(there, 0) for column in columns)


def only(rows: pd.DataFrame, mask: pd.Series) -> pd.Series:
    """The mask of some rows as one of all, False elsewhere."""
    return mask.astype(bool).reindex(rows.index, fill_value=False)


def half_unit(written: Decimal) -> Decimal:
    """Half a unit of the last decimal that a number is written with."""
    return Decimal(5).scaleb(min(int(written.as_tuple().exponent), 0) - 1)


def _projects(registry: Registry) -> Mapping[str, Project]:
    """By their numbers as read, without the headline goal, which is no project to report on."""
    return {str(number): project for number, project in registry.projects.items() if number}


def _add_subjects(
    columns: dict[str, Any], rows: Sequence[Row], keys: tuple[str, str], plan: Mapping[str, _Subject]
) -> None:
    codes, names = ([row.values.get(field) for row in rows] for field in keys)
    subjects = [code if code in plan else None for code in codes]
    plan_names = [plan[subject].name_zh if subject else None for subject in subjects]
    by_name = {key(subject.name_zh): code for code, subject in plan.items()}
    named = [bool(subject) and not row.left_out for subject, row in zip(subjects, rows, strict=True)]
    misnamed = [
        bool(is_named and name and plan_name and key(name) != key(plan_name))
        for is_named, name, plan_name in zip(named, names, plan_names, strict=True)
    ]
    columns |= {
        "code": pd.Series(codes, dtype="str"),
        "name": pd.Series(names, dtype="str"),
        "subject": pd.Series(subjects, dtype="str"),
        "label": [f"{code} {name}" for code, name in zip(codes, plan_names, strict=True)],
        "by_name": pd.Series([by_name.get(key(name or "")) for name in names], dtype="str"),
        "named": named,
        "misnamed": misnamed,
    }


def _add_indicators(columns: dict[str, Any], rows: Sequence[Row], registry: Registry) -> None:
    known = [registry.indicators.get(row.values.get("indicator_code") or "") for row in rows]
    required = registry.required_indicators()
    for field in ("measure", "decimals", "one_a_county"):
        columns[field] = pd.Series([getattr(indicator, field, None) for indicator in known], dtype=object)
    columns["is_required"] = [
        indicator is not None and indicator.indicator_code in required for indicator in known
    ]
    places = {
        (row.sent, indicator.indicator_code): place
        for place, (row, indicator) in enumerate(zip(rows, known, strict=True))
        if indicator and not row.left_out
    }
    for name, attribute in _OTHERS.items():
        others: list[Row | None] = [None] * len(rows)
        for (sent, code), place in places.items():
            other = places.get((sent, getattr(registry.indicators[code], attribute)))
            others[place] = None if other is None else rows[other]
        columns[name] = pd.Series(
            [other and registry.indicators[other.values["indicator_code"]].name_zh for other in others],
            dtype=object,
        )
        for field in FIGURES:
            if field in columns:
                figures = [other and other.values.get(field) for other in others]
                columns[f"{field}_of_{name}"] = pd.Series(figures, dtype=object)
