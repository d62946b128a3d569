"""A part has what it needs: a subject by which rows are known, a table, and the columns of what it feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schemas.periods import Period
from schemas.registry.feeds import ANY_ROWS, FEEDS, ROWS, TABLES
from schemas.registry.files import FILES
from schemas.registry.links.columns import READERS
from schemas.registry.links.tables import Tables, is_due, part_name, part_names
from schemas.registry.rows import Fault, Row

# The lists of the registry that a subject may be one of.
LISTS = ("indicators", "projects", "counties", "departments", "leagues")
# What a spreadsheet program takes as a sheet's name, which a part's Chinese name is in a template.
_SHEET = re.compile(r"[^\[\]:*?/\\]{1,31}")


def subjects(tables: Tables) -> Iterator[Fault]:
    """A subject is one of a list with its names, or known by its signs; its name is no other reader's."""
    file = "subjects.csv"
    for row in tables.sound[file]:
        listed = row["listed_in"]
        if row["subject"] in (*READERS, "none"):
            yield Fault(file, row.line, f"subject {row['subject']!r} is a reader's name: call it otherwise")
        if listed and listed not in LISTS:
            yield Fault(file, row.line, f"listed_in {listed!r} is none of {', '.join(LISTS)}")
        elif listed and row["listed_name"] not in FILES[f"{listed}.csv"].columns:
            yield Fault(file, row.line, f"listed_name {row['listed_name']!r} is no column of {listed}.csv")
        if bool(listed) == bool(row["signs"]):
            yield Fault(file, row.line, "either listed_in or signs says how its codes are known")


def parts(tables: Tables) -> Iterator[Fault]:
    """A part can be told from others, is kept in a table that takes it, and is judged by some rule."""
    judged = part_names(tables.all["part_rules.csv"])
    fed: dict[str, str] = {}
    for row in tables.sound["parts.csv"]:
        columns = [each for each in tables.all["columns.csv"] if part_name(each) == part_name(row)]
        reasons = [
            *_unknown(row, columns, tables),
            *_not_kept(row, columns),
            *_not_fed(row, {name for each in columns for name in (each["field"], each["fills"])}, fed),
        ]
        if part_name(row) not in judged:
            reasons.append(f"{part_name(row)} has no rule in part_rules.csv")
        if row["from_period"] and not is_due(tables, row["return_kind"], Period.parse(row["from_period"])):
            reasons.append(f"from_period {row['from_period']} is no period of {row['return_kind']}")
        for reason in reasons:
            yield Fault("parts.csv", row.line, reason)
        yield from _not_open(row, columns, tables)
    yield from _confused(tables)


def _unknown(row: Row, columns: list[Row], tables: Tables) -> Iterator[str]:
    """Why a sheet of the part, or what its rows are about, could not be known."""
    subject = next((each for each in tables.all["subjects.csv"] if each["subject"] == row["subject"]), None)
    keys = [each["field"] for each in columns if each["role"] == "key"]
    if subject is None and row["subject"] != "none":
        yield f"subject {row['subject']!r} is not in subjects.csv"
    elif subject is not None and not {subject["code_field"], subject["name_field"]}.intersection(keys):
        yield f"{part_name(row)} has no column {subject['code_field']} of its {row['subject']}, of role key"
    if columns and all(each["role"] != "value" for each in columns):
        yield f"{part_name(row)} has no column of role value: no sheet could be it"
    if not _SHEET.fullmatch(row["name_zh"]):
        yield f"name_zh {row['name_zh']!r} is no name of a sheet: at most 31 characters, none of []:*?/\\"


def _not_open(row: Row, columns: Iterable[Row], tables: Tables) -> Iterator[Fault]:
    """Columns by which rows could not be of an open list: the code says which one, the name is words."""
    for subject in tables.all["subjects.csv"]:
        if subject["subject"] != row["subject"] or subject["listed_in"]:
            continue
        for each in columns:
            if each["field"] == subject["code_field"] and each["holds"] != row["subject"]:
                reason = f"holds {each['holds']}, not the {row['subject']} that its rows are about"
                yield Fault("columns.csv", each.line, reason)
            elif each["field"] == subject["name_field"] != subject["code_field"] and each["holds"] != "text":
                yield Fault("columns.csv", each.line, f"{each['field']} is a name: it holds text")


def _not_kept(row: Row, columns: Iterable[Row]) -> Iterator[str]:
    """Why its table would not take it."""
    if row["reported_table"] not in TABLES:
        yield f"reported_table {row['reported_table']!r} is none of {', '.join(TABLES)}"
    elif row["reported_table"] != ANY_ROWS and any(each["indicator_code"] for each in columns):
        yield f"a part with a column an indicator is kept in {ANY_ROWS}"


def _not_fed(row: Row, fields: set[str], fed: dict[str, str]) -> Iterator[str]:
    """What it lacks for what it `feeds`; `fed` are the feeds that have their part, by its name."""
    feed = FEEDS[row["feeds"]]
    lacking = ", ".join(field for field in feed.fields if field not in fields)
    if row["reported_table"] in TABLES and row["reported_table"] != feed.table:
        yield f"feeds {row['feeds']!r}, which is made from {feed.table}"
    elif feed.subject not in (None, row["subject"]):
        yield f"feeds {row['feeds']!r}, whose rows are about {feed.subject}"
    elif lacking:
        yield f"feeds {row['feeds']!r}, and has no column {lacking}"
    elif row["feeds"] != ROWS and row["feeds"] in fed:
        yield f"feeds {row['feeds']!r}, as {fed[row['feeds']]} does: a further part feeds {ROWS}"
    fed.setdefault(row["feeds"], part_name(row))


def _confused(tables: Tables) -> Iterator[Fault]:
    """Parts of one return with one sheet's name, and of one period that a waiver could not tell apart."""
    cadences = {row["return_kind"]: row["cadence"] for row in tables.all["returns.csv"]}
    first: dict[tuple[str, ...], Row] = {}
    for row in tables.sound["parts.csv"]:
        kind, cadence = row["return_kind"], cadences.get(row["return_kind"], row["return_kind"])
        for column, whose in (("name_zh", kind), ("part", cadence)):
            other = first.setdefault((column, whose, row[column]), row)
            if other is not row:
                yield Fault(
                    "parts.csv", row.line, f"{column} {row[column]!r} is that of {part_name(other)} already"
                )
