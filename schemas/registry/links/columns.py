"""A column can be read, judged and kept: its reader, its words, its unit, its place in the part's table."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.registry.feeds import ANY_ROWS, TABLES
from schemas.registry.files import WORD_KINDS
from schemas.registry.links.tables import Tables, defined, part_name
from schemas.registry.objects import CHOICES
from schemas.registry.rows import Fault, Row
from schemas.rules.frame import OWN_NAMES

# How a cell can be read, beside the names of subjects: `etl.read.row`.
READERS = ("code", "text", "number", "percent", *CHOICES, "date")
# Of these subjects the plan says unit and decimals.
_MEASURED = ("indicator", "project")
# Columns that the code looks for by their field.
_FIELDS_OF_ROLES = {"note": "remark", "unit": "unit"}


def columns(tables: Tables) -> Iterator[Fault]:
    """What cannot be done with the columns of parts."""
    subjects = {row["subject"]: row for row in tables.all["subjects.csv"]}
    words = tables.defined("words.csv", "kind")
    parts = {part_name(row): row for row in tables.all["parts.csv"]}
    for row in tables.sound["columns.csv"]:
        part = parts.get(part_name(row))
        reasons = [*_unreadable(row, {*subjects}, words), *_misnamed(row)]
        if part is not None:
            reasons += _out_of_place(row, part, subjects.get(part["subject"]))
        for reason in reasons:
            yield Fault("columns.csv", row.line, reason)
    known = tables.defined("indicators.csv", "indicator_code")
    yield from defined(tables, "columns.csv", "indicator_code", known)


def _unreadable(row: Row, subjects: set[str], words: set[str]) -> Iterator[str]:
    if row["holds"] not in {*READERS, *subjects}:
        yield f"holds {row['holds']!r}: no reader; use one of {', '.join((*READERS, *sorted(subjects)))}"
    if row["holds"] in CHOICES and row["field"] in WORD_KINDS:
        yield f"field {row['field']!r} is a kind of words.csv: call the choice otherwise"
    elif row["holds"] in CHOICES and row["field"] not in words:
        yield f"field {row['field']!r} has no words to choose from in words.csv"
    if bool(row["indicator_code"]) != bool(row["fills"]):
        yield "a column of an indicator says which field it fills, no other does"


def _misnamed(row: Row) -> Iterator[str]:
    if row["field"] in OWN_NAMES:
        yield f"field {row['field']!r} is a name that rules use for something else: call it otherwise"
    field = _FIELDS_OF_ROLES.get(row["role"], row["field"])
    if row["field"] != field:
        yield f"a column of role {row['role']} has the field {field}"


def _out_of_place(row: Row, part: Row, subject: Row | None) -> Iterator[str]:
    takes = TABLES.get(part["reported_table"])
    if takes is not None and row["field"] not in takes:
        yield f"field {row['field']!r} is not in {part['reported_table']}: keep the part in {ANY_ROWS}"
    is_member = subject is not None and subject["subject"] not in _MEASURED
    if subject and is_member and row["field"] == subject["code_field"] and row["holds"] != subject["subject"]:
        yield f"field {row['field']!r} is what rows are about: it holds {subject['subject']}"
    is_measured = part["subject"] in _MEASURED or row["indicator_code"]
    if row["holds"] == "number" and not is_measured and not (row["unit_zh"] and row["decimals"]):
        yield "a number that is no indicator's has its unit_zh and decimals here"
