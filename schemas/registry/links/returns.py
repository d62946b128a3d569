"""What is asked for fits together: returns, due days, columns, words, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from schemas.periods import Period
from schemas.registry.links.tables import (
    Tables,
    defined,
    is_due,
    part_name,
    part_names,
    spellings,
    unique,
)
from schemas.registry.rows import Fault
from schemas.text import key

# How a cell can be read, beside the names of subjects: `etl.read.row`.
READERS = ("code", "project", "text", "number", "percent", "choice", "open_choice", "date")
# The tables of the waiting room that take parts; the last takes any.
ANY_ROWS = "reported_row"
TABLES = ("reported_figure", "reported_progress", "reported_completion", "reported_suggestion", ANY_ROWS)
# The lists of the registry that a subject may be one of.
LISTS = ("indicators", "projects", "counties", "departments", "leagues")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def returns(tables: Tables) -> Iterator[Fault]:
    """Returns have parts, parts have columns, and the other way round."""
    returns = tables.defined("returns.csv", "return_kind")
    parts = part_names(tables.all["parts.csv"])
    of_parts = tables.defined("parts.csv", "return_kind")
    of_columns = part_names(tables.all["columns.csv"])
    for row in tables.sound["returns.csv"]:
        if row["return_kind"] not in of_parts:
            yield Fault("returns.csv", row.line, f"{row['return_kind']} has no part in parts.csv")
        first, last = Period.parse(row["first_period"]), Period.parse(row["last_period"])
        if {first.cadence, last.cadence} != {row["cadence"]} or last < first:
            yield Fault(
                "returns.csv", row.line, f"{first} to {last} are no periods of cadence {row['cadence']}"
            )
    yield from defined(tables, "parts.csv", "return_kind", returns)
    for row in tables.sound["parts.csv"]:
        if part_name(row) not in of_columns:
            yield Fault("parts.csv", row.line, f"{part_name(row)} has no column in columns.csv")
    for row in tables.sound["columns.csv"]:
        if part_name(row) not in parts:
            yield Fault("columns.csv", row.line, f"{part_name(row)} is not in parts.csv")


def parts(tables: Tables) -> Iterator[Fault]:
    """A part is about a known subject, has a table and readers that there are, and is judged by some rule."""
    file = "parts.csv"
    subjects = {row["subject"]: row for row in tables.all["subjects.csv"]}
    judged = part_names(tables.all["part_rules.csv"])
    columns = tables.all["columns.csv"]
    for row in tables.sound[file]:
        own = [column for column in columns if part_name(column) == part_name(row)]
        fields = {column["field"] for column in own}
        subject = subjects.get(row["subject"])
        if subject is None and row["subject"] != "none":
            yield Fault(file, row.line, f"subject {row['subject']!r} is not in subjects.csv")
        elif subject is not None and not fields & {subject["code_field"], subject["name_field"]}:
            yield Fault(
                file,
                row.line,
                f"{part_name(row)} has no column {subject['code_field']} of its {row['subject']}",
            )
        if row["reported_table"] not in TABLES:
            yield Fault(
                file, row.line, f"reported_table {row['reported_table']!r} is none of {', '.join(TABLES)}"
            )
        if part_name(row) not in judged:
            yield Fault(file, row.line, f"{part_name(row)} has no rule in part_rules.csv")
        if row["from_period"] and not is_due(tables, row["return_kind"], Period.parse(row["from_period"])):
            yield Fault(
                file, row.line, f"from_period {row['from_period']} is no period of {row['return_kind']}"
            )
        if any(column["indicator_code"] for column in own) and row["reported_table"] != ANY_ROWS:
            yield Fault(file, row.line, f"a part with a column an indicator is kept in {ANY_ROWS}")
    for row in tables.sound["columns.csv"]:
        if row["holds"] not in {*READERS, *subjects}:
            known = ", ".join((*READERS, *sorted(subjects)))
            yield Fault("columns.csv", row.line, f"holds {row['holds']!r}: no reader; use one of {known}")
        if bool(row["indicator_code"]) != bool(row["fills"]):
            yield Fault(
                "columns.csv", row.line, "a column of an indicator says which field it fills, no other does"
            )
    yield from defined(
        tables, "columns.csv", "indicator_code", tables.defined("indicators.csv", "indicator_code")
    )
    for row in tables.sound["subjects.csv"]:
        if row["listed_in"] and row["listed_in"] not in LISTS:
            yield Fault(
                "subjects.csv", row.line, f"listed_in {row['listed_in']!r} is none of {', '.join(LISTS)}"
            )


def part_rules(tables: Tables) -> Iterator[Fault]:
    """A rule that judges a part is one of Pandera's or of SQL's, and its part is asked for."""
    file = "part_rules.csv"
    parts = part_names(tables.all["parts.csv"])
    judges = {row["rule_id"]: row["judge"] for row in tables.all["rules.csv"]}
    listed = set()
    for row in tables.sound[file]:
        listed.add(row["rule_id"])
        if part_name(row) not in parts:
            yield Fault(file, row.line, f"{part_name(row)} is not in parts.csv")
        if judges.get(row["rule_id"]) not in ("pandera", "sql"):
            yield Fault(
                file, row.line, f"rule_id {row['rule_id']!r} is no rule of Pandera or SQL in rules.csv"
            )
    for row in tables.sound["rules.csv"]:
        if row["judge"] in ("pandera", "sql") and row["status"] != "retired" and row["rule_id"] not in listed:
            yield Fault("rules.csv", row.line, f"{row['rule_id']} judges no part: part_rules.csv")


def due_days(tables: Tables) -> Iterator[Fault]:
    """A return has a due day from its first period on; later rows are of its cadence, none after its last."""
    file = "due_days.csv"
    returns = {row["return_kind"]: row for row in tables.sound["returns.csv"]}
    yield from defined(tables, file, "return_kind", tables.defined("returns.csv", "return_kind"))
    for row in tables.sound[file]:
        kind, begin = returns.get(row["return_kind"]), Period.parse(row["from_period"])
        if kind and (begin.cadence != kind["cadence"] or begin > Period.parse(kind["last_period"])):
            yield Fault(file, row.line, f"from_period {begin} is no period of {row['return_kind']}")
    for name, row in returns.items():
        first = Period.parse(row["first_period"])
        begun = [
            Period.parse(each["from_period"]) for each in tables.sound[file] if each["return_kind"] == name
        ]
        if not any(begin <= first for begin in begun):
            yield Fault("returns.csv", row.line, f"{name} has no due day in {first}: due_days.csv")


def columns(tables: Tables) -> Iterator[Fault]:
    """No header says two things: in a part, nor beside the labels, which head columns in text files."""
    labels = tables.sound["labels.csv"]
    yield from unique("labels.csv", ((row.line, name) for row in labels for name in spellings(row)))
    columns = tables.sound["columns.csv"]
    for part in sorted(part_names(columns)):
        names = [(row.line, name) for row in columns if part_name(row) == part for name in spellings(row)]
        yield from unique("columns.csv", names)
    asked = [row for row in labels if row["place"] != "unasked"]
    meant = {key(name): row["label"] for row in asked for name in spellings(row)}
    for row in columns:
        for name in spellings(row):
            if key(name) in meant:
                yield Fault(
                    "columns.csv", row.line, f"{name!r} is the label {meant[key(name)]!r} of labels.csv"
                )


def units_and_words(tables: Tables) -> Iterator[Fault]:
    wanted = tables.defined("indicators.csv", "unit_zh") | tables.defined("columns.csv", "unit_zh")
    for row in tables.sound["units.csv"]:
        if row["to_unit_zh"] not in wanted:
            yield Fault(
                "units.csv", row.line, f"to_unit_zh {row['to_unit_zh']!r} is no indicator's or column's unit"
            )
    for row in tables.sound["words.csv"]:
        if row["kind"] == "multiplier" and not _is_number(row["meaning"]):
            yield Fault("words.csv", row.line, f"meaning {row['meaning']!r} of a multiplier must be a number")


def rules(tables: Tables) -> Iterator[Fault]:
    fields = tables.defined("columns.csv", "field")
    yield from defined(tables, "rules.csv", "column", fields, "no field of columns.csv")
    for row in tables.sound["rules.csv"]:
        if (row["judge"], row["severity"]) == ("sql", "error"):
            yield Fault("rules.csv", row.line, "an sql rule refuses nothing: its severity is warning or info")
        if row["judge"] == "gate" and (row["severity"], row["status"]) != ("error", "active"):
            yield Fault("rules.csv", row.line, "a gate is an active error: what it stops cannot be judged")
        if (row["judge"], row["status"]) == ("reader", "retired"):
            yield Fault(
                "rules.csv", row.line, "a reader's rule is active or beta: what cannot be read is said"
            )
        # Over both sentences: one language may repeat what the other only points back to.
        zh, en = (
            set(_PLACEHOLDER.findall(row[f"says_{language}"] + row[f"to_do_{language}"]))
            for language in ("zh", "en")
        )
        if zh != en:
            names = ", ".join(f"{{{name}}}" for name in sorted(zh ^ en))
            yield Fault("rules.csv", row.line, f"the Chinese and the English differ in {names}")


def causes(tables: Tables) -> Iterator[Fault]:
    known = tables.defined("rules.csv", "rule_id")
    yield from defined(tables, "causes.csv", "rule_id", known, "not in rules.csv")
    for row in tables.sound["causes.csv"]:
        for absorbed in row.listed("absorbs"):
            if absorbed not in known:
                yield Fault("causes.csv", row.line, f"absorbs {absorbed!r}, which is not in rules.csv")


def _is_number(text: str) -> bool:
    try:
        return Decimal(text) > 0
    except InvalidOperation:
        return False
