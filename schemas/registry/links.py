"""What the registry's files promise each other: every name used stands in the file that defines it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from schemas.periods import Period
from schemas.registry.rows import Fault, Row
from schemas.text import key

# An opening balance may be the whole region's; the region itself is no league and has no row.
REGION_CODE = "150000"

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Tables:
    """The files' rows: `all` of them define names; only `sound` ones, with no fault so far, are checked."""

    all: Mapping[str, list[Row]]
    sound: Mapping[str, list[Row]]

    def defined(self, file: str, column: str) -> set[str]:
        return {row[column] for row in self.all[file]}


def link_faults(rows: Mapping[str, list[Row]], faults: Iterable[Fault]) -> list[Fault]:
    """What does not fit between the files; `rows` by file name, `faults` those known of single rows."""
    known = {(fault.file, fault.line) for fault in faults}
    sound = {file: [row for row in rows[file] if (file, row.line) not in known] for file in rows}
    tables = Tables(rows, sound)
    checks = (
        _validity,
        _leagues,
        _projects,
        _indicators,
        _targets,
        _returns,
        _due_days,
        _columns,
        _units_and_words,
        _rules,
        _decisions,
        _people,
    )
    return [fault for check in checks for fault in check(tables)]


def _validity(tables: Tables) -> Iterator[Fault]:
    begins = {
        "leagues.csv": "valid_from",
        "departments.csv": "valid_from",
        "indicators.csv": "valid_from",
        "waivers.csv": "approved_on",
        "contacts.csv": "valid_from",
    }
    for file, begin in begins.items():
        for row in tables.sound[file]:
            if row["valid_to"] and row["valid_to"] < row[begin]:
                yield Fault(file, row.line, f"valid_to {row['valid_to']} is before {begin} {row[begin]}")


def _leagues(tables: Tables) -> Iterator[Fault]:
    leagues = tables.sound["leagues.csv"]
    names = (
        (row.line, name)
        for row in leagues
        for name in (row["league_code"], row["name_zh"], *row.listed("aliases_zh"))
    )
    yield from _said_once("leagues.csv", names)
    for row in leagues:
        if row["league_code"] == REGION_CODE:
            yield Fault(
                "leagues.csv", row.line, f"{REGION_CODE} is the region itself, the sum of its leagues"
            )
    yield from _defined(tables, "counties.csv", "league_code", tables.defined("leagues.csv", "league_code"))


def _projects(tables: Tables) -> Iterator[Fault]:
    departments = tables.defined("departments.csv", "department_zh")
    indicators = tables.defined("indicators.csv", "indicator_code")
    projects = tables.sound["projects.csv"]
    yield from _said_once("projects.csv", ((row.line, row["name_zh"]) for row in projects))
    for row in projects:
        for department in row.listed("departments_zh"):
            if department not in departments:
                yield Fault(
                    "projects.csv", row.line, f"departments_zh {department!r} is not in departments.csv"
                )
        first = f"P{row['project_no']:0>2}-1"
        if first not in indicators:
            yield Fault("projects.csv", row.line, f"its first indicator {first} is not in indicators.csv")


def _indicators(tables: Tables) -> Iterator[Fault]:
    file, rows = "indicators.csv", tables.sound["indicators.csv"]
    reported = {row["indicator_code"] for row in tables.all[file] if row["measure"] != "ratio"}
    yield from _defined(tables, file, "project_no", tables.defined("projects.csv", "project_no"))
    yield from _said_once(file, ((row.line, row["name_zh"]) for row in rows))
    for row in rows:
        if int(row["indicator_code"][1:3]) != int(row["project_no"]):
            yield Fault(file, row.line, f"{row['indicator_code']} is no code of project {row['project_no']}")
        if {bool(row["numerator"]), bool(row["denominator"])} != {row["measure"] == "ratio"}:
            yield Fault(
                file, row.line, "a ratio has both numerator and denominator, any other measure neither"
            )
        for column in ("numerator", "denominator", "not_above"):
            if row[column] and row[column] not in reported - {row["indicator_code"]}:
                yield Fault(
                    file, row.line, f"{column} {row[column]!r} is no other flow or stock of indicators.csv"
                )


def _targets(tables: Tables) -> Iterator[Fault]:
    file = "targets.csv"
    yield from _defined(tables, file, "indicator_code", tables.defined("indicators.csv", "indicator_code"))
    ratios = {row["indicator_code"] for row in tables.all["indicators.csv"] if row["measure"] == "ratio"}
    for row in tables.sound[file]:
        if row["indicator_code"] in ratios:
            yield Fault(
                file, row.line, f"{row['indicator_code']} is a ratio: a target counts a flow or stock"
            )
        if row["by_year"] < row["from_year"]:
            yield Fault(file, row.line, f"by_year {row['by_year']} is before from_year {row['from_year']}")
        if row["up_to"] and Decimal(row["up_to"]) < Decimal(row["at_least"]):
            yield Fault(file, row.line, f"up_to {row['up_to']} is below at_least {row['at_least']}")


def _returns(tables: Tables) -> Iterator[Fault]:
    """Returns have parts, parts have columns, and the other way round."""
    returns = tables.defined("returns.csv", "return_kind")
    parts = _part_names(tables.all["parts.csv"])
    of_parts = tables.defined("parts.csv", "return_kind")
    of_columns = _part_names(tables.all["columns.csv"])
    for row in tables.sound["returns.csv"]:
        if row["return_kind"] not in of_parts:
            yield Fault("returns.csv", row.line, f"{row['return_kind']} has no part in parts.csv")
        first, last = Period.parse(row["first_period"]), Period.parse(row["last_period"])
        if {first.cadence, last.cadence} != {row["cadence"]} or last < first:
            yield Fault(
                "returns.csv", row.line, f"{first} to {last} are no periods of cadence {row['cadence']}"
            )
    yield from _defined(tables, "parts.csv", "return_kind", returns)
    for row in tables.sound["parts.csv"]:
        if _part_name(row) not in of_columns:
            yield Fault("parts.csv", row.line, f"{_part_name(row)} has no column in columns.csv")
    for row in tables.sound["columns.csv"]:
        if _part_name(row) not in parts:
            yield Fault("columns.csv", row.line, f"{_part_name(row)} is not in parts.csv")


def _due_days(tables: Tables) -> Iterator[Fault]:
    """A return has a due day from its first period on; later rows are of its cadence, none after its last."""
    file = "due_days.csv"
    returns = {row["return_kind"]: row for row in tables.sound["returns.csv"]}
    yield from _defined(tables, file, "return_kind", tables.defined("returns.csv", "return_kind"))
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


def _columns(tables: Tables) -> Iterator[Fault]:
    """No header says two things: in a part, nor beside the labels, which head columns in text files."""
    labels = tables.sound["labels.csv"]
    yield from _said_once("labels.csv", ((row.line, name) for row in labels for name in _spellings(row)))
    columns = tables.sound["columns.csv"]
    for part in sorted(_part_names(columns)):
        names = [(row.line, name) for row in columns if _part_name(row) == part for name in _spellings(row)]
        yield from _said_once("columns.csv", names)
    asked = [row for row in labels if row["place"] != "unasked"]
    meant = {key(name): row["label"] for row in asked for name in _spellings(row)}
    for row in columns:
        for name in _spellings(row):
            if key(name) in meant:
                yield Fault(
                    "columns.csv", row.line, f"{name!r} is the label {meant[key(name)]!r} of labels.csv"
                )


def _units_and_words(tables: Tables) -> Iterator[Fault]:
    wanted = tables.defined("indicators.csv", "unit_zh") | tables.defined("columns.csv", "unit_zh")
    for row in tables.sound["units.csv"]:
        if row["to_unit_zh"] not in wanted:
            yield Fault(
                "units.csv", row.line, f"to_unit_zh {row['to_unit_zh']!r} is no indicator's or column's unit"
            )
    for row in tables.sound["words.csv"]:
        if row["kind"] == "multiplier" and not _is_number(row["meaning"]):
            yield Fault("words.csv", row.line, f"meaning {row['meaning']!r} of a multiplier must be a number")


def _rules(tables: Tables) -> Iterator[Fault]:
    fields = tables.defined("columns.csv", "field")
    yield from _defined(tables, "rules.csv", "column", fields, "no field of columns.csv")
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
            said = ", ".join(f"{{{name}}}" for name in sorted(zh ^ en))
            yield Fault("rules.csv", row.line, f"the Chinese and the English differ in {said}")


def _decisions(tables: Tables) -> Iterator[Fault]:
    """Opening balances, exemptions and waivers: what people decided about leagues and periods."""
    leagues = tables.defined("leagues.csv", "league_code")
    indicators = tables.defined("indicators.csv", "indicator_code")
    flows = {row["indicator_code"] for row in tables.all["indicators.csv"] if row["measure"] == "flow"}
    errors = {
        row["rule_id"]
        for row in tables.all["rules.csv"]
        if row["severity"] == "error" and row["judge"] != "gate"
    }
    parts = _part_names(tables.all["parts.csv"])
    yield from _defined(tables, "opening_balances.csv", "indicator_code", flows, "no flow of indicators.csv")
    yield from _defined(tables, "opening_balances.csv", "league_code", leagues | {REGION_CODE})
    for file in ("exemptions.csv", "waivers.csv"):
        yield from _defined(tables, file, "league_code", leagues)
        for row in tables.sound[file]:
            if not _is_due(tables, row["return_kind"], Period.parse(row["period"])):
                yield Fault(file, row.line, f"no {row['return_kind']} return is due for {row['period']}")
    yield from _defined(tables, "waivers.csv", "rule_id", errors, "no rule that refuses a part")
    yield from _defined(tables, "waivers.csv", "indicator_code", indicators)
    yield from _defined(tables, "waivers.csv", "project_no", tables.defined("projects.csv", "project_no"))
    for row in tables.sound["waivers.csv"]:
        if _part_name(row) not in parts:
            yield Fault("waivers.csv", row.line, f"{_part_name(row)} is not in parts.csv")


def _people(tables: Tables) -> Iterator[Fault]:
    """Whom we write to, and when."""
    leagues = tables.defined("leagues.csv", "league_code")
    yield from _defined(tables, "contacts.csv", "league_code", leagues | {REGION_CODE})
    for before, row in pairwise(tables.sound["reminders.csv"]):
        if int(row["from_day"]) <= int(before["from_day"]):
            yield Fault(
                "reminders.csv", row.line, f"from_day {row['from_day']} is not after the row above it"
            )


_DEFINED_IN = {
    "league_code": "leagues.csv",
    "project_no": "projects.csv",
    "indicator_code": "indicators.csv",
    "return_kind": "returns.csv",
}


def _defined(
    tables: Tables, file: str, column: str, names: Collection[str], lacking: str | None = None
) -> Iterator[Fault]:
    """A fault for each row of `file` whose `column` is neither blank nor one of `names`."""
    lacking = lacking or f"not in {_DEFINED_IN[column]}"
    for row in tables.sound[file]:
        if row[column] and row[column] not in names:
            yield Fault(file, row.line, f"{column} {row[column]!r} is {lacking}")


def _said_once(file: str, names: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """A fault for each (line, name) that reads like an earlier one."""
    lines: dict[str, int] = {}
    for line, name in names:
        first = lines.get(key(name))
        if first is None:
            lines[key(name)] = line
        else:
            yield Fault(file, line, f"{name!r} stands in line {first} already")


def _is_due(tables: Tables, return_kind: str, period: Period) -> bool:
    for row in tables.sound["returns.csv"]:
        if row["return_kind"] == return_kind:
            first, last = Period.parse(row["first_period"]), Period.parse(row["last_period"])
            return period.cadence == row["cadence"] and first <= period <= last
    # A return whose own row is broken is that row's fault alone.
    return return_kind in tables.defined("returns.csv", "return_kind")


def _part_name(row: Row) -> str:
    return f"{row['return_kind']}.{row['part']}"


def _part_names(rows: Iterable[Row]) -> set[str]:
    return {_part_name(row) for row in rows}


def _spellings(row: Row) -> tuple[str, ...]:
    return (row["name_zh"], *row.listed("aliases_zh"))


def _is_number(text: str) -> bool:
    try:
        return Decimal(text) > 0
    except InvalidOperation:
        return False
