"""What is asked for fits together: returns, due days, columns, words, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from schemas.periods import Period
from schemas.registry.files import WORD_KINDS
from schemas.registry.links.tables import (
    Tables,
    defined,
    part_name,
    part_names,
    spellings,
    unique,
)
from schemas.registry.objects import CHOICES
from schemas.registry.rows import Fault
from schemas.rules.frame import OTHERS
from schemas.text import key

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
    chosen = {row["field"] for row in tables.all["columns.csv"] if row["holds"] in CHOICES}
    for row in tables.sound["words.csv"]:
        if row["kind"] not in chosen.union(WORD_KINDS):
            kinds = ", ".join(WORD_KINDS)
            yield Fault(
                "words.csv",
                row.line,
                f"kind {row['kind']!r} must be the field of a choice, or one of {kinds}",
            )
        if row["kind"] == "multiplier" and not _is_number(row["meaning"]):
            yield Fault("words.csv", row.line, f"meaning {row['meaning']!r} of a multiplier must be a number")


def rules(tables: Tables) -> Iterator[Fault]:
    fields = tables.defined("columns.csv", "field")
    yield from defined(tables, "rules.csv", "column", fields, "no field of columns.csv")
    for row in tables.sound["rules.csv"]:
        for beside in row.listed("beside"):
            if beside not in fields | OTHERS.keys():
                yield Fault("rules.csv", row.line, f"beside {beside!r} is no field of columns.csv")
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
