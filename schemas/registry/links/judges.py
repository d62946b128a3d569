"""What judges a part can do so: a rule has its code, and the part the columns that it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.registry.links.tables import Tables, part_name, part_names
from schemas.registry.objects import Registry
from schemas.registry.passed import SQL_RULES
from schemas.registry.rows import Fault
from schemas.registry.rows import Row as Listed
from schemas.rules import RULES
from schemas.rules.frame import Row, frame

# A row that says nothing, of a return that has no column.
_BLANK = Row(
    sent=0,
    row=0,
    left_out=True,
    values={},
    faulty=frozenset(),
    lacking=frozenset(),
    quarter=0,
    month=0,
    counties=0,
    starts="",
    ends="",
    period="",
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


def codes(tables: Tables) -> Iterator[Fault]:
    """A rule that is in force has its code."""
    for row in tables.sound["rules.csv"]:
        if row["status"] == "retired":
            continue
        if row["judge"] == "pandera" and row["rule_id"] not in RULES:
            yield Fault("rules.csv", row.line, f"{row['rule_id']} is no rule of schemas/rules")
        if row["judge"] == "sql" and not (SQL_RULES / f"{row['rule_id']}.sql").is_file():
            yield Fault("rules.csv", row.line, f"{row['rule_id']} has no file sql/rules/{row['rule_id']}.sql")


def misplaced(known: Registry, listed: list[Listed]) -> Iterator[Fault]:
    """The rows of part_rules.csv whose rule looks at a column that its part does not have."""
    frames = {
        (kind.return_kind, part.part): frame(part, [_BLANK], known)
        for kind in known.returns.values()
        for part in kind.parts
    }
    for row in listed:
        rule, rows = RULES.get(row["rule_id"]), frames[row["return_kind"], row["part"]]
        if rule is not None:
            try:
                rule.explain(rows[rule.breaks(rows).astype(bool)])
            except KeyError as lacking:
                yield Fault(
                    "part_rules.csv",
                    row.line,
                    f"{row['rule_id']} looks at {lacking}, which {part_name(row)} does not have",
                )
