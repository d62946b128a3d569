"""What a table of the data package is: one schema for its CSV and its Parquet, the same in every year.

Table Schema of the Frictionless standards (https://datapackage.org/standard/table-schema/, version 1), with
three properties of our own: `title_en`, `unit` (of every row) and `unit_field` (the field that has it).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl.common.settings import ZONE
from etl.publish.annual.content import Field
from etl.publish.annual.words import BASES, SEVERITIES, STANDINGS, TIMELINESS
from schemas.registry import registry

_TITLES = Path(__file__).with_name("titles.csv")
# PostgreSQL's types and what they are called in a table schema and in Arrow; of a numeric, its scale says.
_TYPES: Mapping[str, tuple[str, pa.DataType]] = {
    "integer": ("integer", pa.int64()),
    "bigint": ("integer", pa.int64()),
    "text": ("string", pa.string()),
    "boolean": ("boolean", pa.bool_()),
    "date": ("date", pa.date32()),
    "timestamp with time zone": ("datetime", pa.timestamp("us", tz=str(ZONE))),
}
# As many digits as a numeric of the warehouse has.
_PRECISION = 28
# Figures of an indicator: their unit stands in the row.
_IN_THE_UNIT_OF_THE_ROW = {
    "actual", "at_least", "difference", "figure", "from_annual_return", "from_quarters", "goal", "line",
    "opening_balance", "previous_year", "this_year", "up_to", "value", "year_before", "year_to_date",
    "pace", "slowest", "fastest", "expected", "low", "high",
}  # fmt: skip


def resource_name(table: str) -> str:
    """A table's name in the package; a table of the registry keeps its schema's name before it."""
    return table.replace("_", "-").replace(".", "-")


def arrow_type(field: Field) -> pa.DataType:
    """The field's type in Arrow, and so in Parquet."""
    if field.type == "numeric":
        assert field.scale is not None, field.name
        return pa.decimal128(_PRECISION, field.scale)
    return _TYPES[field.type][1]


def table_schema(table: str, fields: Sequence[Field], there: Sequence[str]) -> dict[str, Any]:
    """The schema of a table with these fields; foreign keys lead to the tables of the package, `there`.

    KeyError for a column that has no title in `titles.csv`.
    """
    names = [field.name for field in fields]
    return {
        "fields": [_field(table, field, names) for field in fields],
        "primaryKey": [field.name for field in fields if field.in_key],
        "foreignKeys": [
            {
                "fields": [field.name],
                "reference": {"resource": resource_name(field.leads_to), "fields": [_KEYS[field.leads_to]]},
            }
            for field in fields
            if field.leads_to in there and field.leads_to in _KEYS
        ],
        "missingValues": [""],
    }


# By which column a table of the registry is looked up.
_KEYS = {
    "reference.area": "league_code",
    "reference.county": "county_code",
    "reference.department": "department_zh",
    "reference.indicator": "indicator_code",
    "reference.period": "period",
    "reference.project": "project_no",
}


def _field(table: str, field: Field, names: Sequence[str]) -> dict[str, Any]:
    titles = _titles()
    title, unit = titles.get(f"{table}.{field.name}") or titles[field.name]
    return {
        "name": field.name,
        "title": title,
        "title_en": field.name.replace("_zh", " (Chinese)").replace("_en", " (English)").replace("_", " "),
        "type": "number" if field.type == "numeric" else _TYPES[field.type][0],
        "description": field.description,
        **({"unit": unit} if unit else {}),
        **({"unit_field": "unit_zh"} if field.name in _IN_THE_UNIT_OF_THE_ROW and "unit_zh" in names else {}),
        "constraints": _constraints(field),
    }


def _constraints(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": field.required}
    if words := _enumerations().get(field.name):
        constraints["enum"] = list(words)
    if field.name in ("league_code", "county_code"):
        constraints["pattern"] = "[0-9]{6}"
    if field.name == "sha256":
        constraints["pattern"] = "[0-9a-f]{64}"
    return constraints


@cache
def _titles() -> Mapping[str, tuple[str, str]]:
    """Of each column, or of one table's alone, its Chinese title and its unit, blank where the row has it."""
    with _TITLES.open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["title_zh"], row["unit_zh"]) for row in csv.DictReader(file)}


@cache
def _enumerations() -> Mapping[str, Sequence[str]]:
    """The words that a column may hold."""
    return {
        "standing": list(STANDINGS),
        "timeliness": list(TIMELINESS),
        "basis": list(BASES),
        "severity": list(SEVERITIES),
        "measure": ["flow", "stock", "ratio"],
        "scope": ["region", "each_league"],
        "over_leagues": ["sum", "terms", "none"],
        "return_kind": list(registry().returns),
        "due_rule": list(registry().due_rules),
        "source": ["quarterly", "annual"],
    }
