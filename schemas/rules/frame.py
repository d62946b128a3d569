"""What the rules within a part look at: that part of many returns, and what the plan says of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from schemas.text import key

if TYPE_CHECKING:
    from schemas.registry.objects import Indicator, Part, Project, Registry, Subject

FIGURES = ("figure", "year_to_date")
# Whose figures an indicator is compared with: as a column says it, and as the plan does.
OTHERS: Mapping[str, str] = MappingProxyType(
    {"whole": "not_above", "numerator": "numerator", "denominator": "denominator"}
)

# Names of the frame that are no fields of a part, and those that stand beside a row where it is kept.
OWN_NAMES = frozenset(
    (
        *("sent", "row", "left_out", "faulty", "lacking", "quarter", "month", "counties", "starts", "ends"),
        *("period", "first", "code", "name", "subject", "label", "by_name", "named", "misnamed"),
        *("key_zh", "key_column", "key_field", "key_at_fault", "blank", "blanks_zh", "has_figures"),
        *("measure", "decimals", "one_a_county", "is_required", "indicator_zh"),
        *("row_no", "cells", "subject_code"),
    )
)


@dataclass(frozen=True)
class Row:
    """A row of a return: `sent` numbers the return in its frame, `row` the row there.

    `left_out`: it stands for what the return does not have. `values` are by field, None where nothing was
    reported or could be read. `faulty` are the fields whose cells have a fault of their own, `lacking` those
    that the return has no column for. `quarter` is 0 in a year; `month` is the first of the period, counted
    on over the years; `starts` and `ends` are its first and last day (ISO), `period` is its Chinese name;
    `counties` is how many the league has. Of the rows that a wide part's row was read into, one is `first`.
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
    starts: str
    ends: str
    period: str
    first: bool = True


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
    for column in part.row_columns:
        dtype = "object" if column.holds in ("number", "percent") else "str"
        columns[column.field] = pd.Series([row.values.get(column.field) for row in listed], dtype=dtype)
    if part.subject == "indicator":
        _add_subjects(columns, listed, ("indicator_code", "indicator_name"), registry.indicators)
        _add_measures(columns, listed, registry)
        _add_others(columns, listed, registry)
    elif part.subject in registry.subjects and part.subject != "project":
        _add_members(columns, listed, part, registry.subjects[part.subject], registry)
        if part.is_wide:
            _add_measures(columns, listed, registry)
    else:
        _add_subjects(columns, listed, ("project_no", "project_name"), _projects(registry))
    if part.reported_table == "reported_row":
        _add_blanks(columns, listed, part)
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
    columns: dict[str, Any],
    rows: Sequence[Row],
    keys: tuple[str, str],
    plan: Mapping[str, Indicator | Project],
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


def _add_members(
    columns: dict[str, Any], rows: Sequence[Row], part: Part, known: Subject, registry: Registry
) -> None:
    """As of the plan's subjects. Of a closed list the reader has turned names into the codes they mean."""
    listed, is_closed = registry.members(known.subject), known.listed_in is not None
    codes, names = ([row.values.get(field) for row in rows] for field in (known.code_field, known.name_field))
    both = list(zip(codes, names, strict=True))
    faults = frozenset((known.code_field, known.name_field))
    key_column = next(column for column in part.row_columns if column.field in faults)

    def called(code: str | None, name: str | None) -> str | None:
        known_member = listed.get(code or "")
        return known_member.name_zh if known_member else name or code

    columns |= {
        "code": pd.Series(codes, dtype="str"),
        "name": pd.Series([called(name, name) for name in names], dtype="str"),
        "subject": pd.Series(codes, dtype="str"),
        "label": pd.Series([called(code, name) for code, name in both], dtype="str"),
        "named": [bool(code) and not row.left_out for code, row in zip(codes, rows, strict=True)],
        "misnamed": [is_closed and bool(code and name) and code != name for code, name in both],
        "key_zh": known.name_zh,
        "key_column": key_column.name_zh,
        "key_field": [
            known.name_field if known.code_field in row.lacking and not row.left_out else known.code_field
            for row in rows
        ],
        "key_at_fault": [not faults.isdisjoint(row.faulty - row.lacking) for row in rows],
    }


def _add_blanks(columns: dict[str, Any], rows: Sequence[Row], part: Part) -> None:
    """Of each row the first required cell that is `blank`, all such by name, and whether it has figures."""
    required = [column for column in part.row_columns if column.required and column.role == "value"]
    numbers = [column.field for column in part.row_columns if column.holds == "number"]
    blanks = [
        [
            column
            for column in required
            if row.values.get(column.field) is None and column.field not in row.faulty
        ]
        for row in rows
    ]
    columns |= {
        "blank": pd.Series([columns[0].field if columns else None for columns in blanks], dtype="str"),
        "blanks_zh": ["、".join(column.name_zh for column in columns) for columns in blanks],
        "has_figures": [any(row.values.get(field) is not None for field in numbers) for row in rows],
    }


def _add_measures(columns: dict[str, Any], rows: Sequence[Row], registry: Registry) -> None:
    known = [registry.indicators.get(row.values.get("indicator_code") or "") for row in rows]
    required = registry.required_indicators()
    for field in ("measure", "decimals", "one_a_county"):
        columns[field] = pd.Series([getattr(indicator, field, None) for indicator in known], dtype=object)
    columns["is_required"] = [
        indicator is not None and indicator.indicator_code in required for indicator in known
    ]
    columns["indicator_zh"] = pd.Series(
        [indicator and indicator.name_zh for indicator in known], dtype=object
    )


def _add_others(columns: dict[str, Any], rows: Sequence[Row], registry: Registry) -> None:
    """The figures that the plan compares each indicator's with."""
    known = [registry.indicators.get(row.values.get("indicator_code") or "") for row in rows]
    places = {
        (row.sent, indicator.indicator_code): place
        for place, (row, indicator) in enumerate(zip(rows, known, strict=True))
        if indicator and not row.left_out
    }
    for name, attribute in OTHERS.items():
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
