"""What operators keep names what there is: exemptions, waivers, contacts, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas.periods import Period
from schemas.region import REGION_CODE
from schemas.registry.links.tables import Tables, defined, is_due, part_name, part_names
from schemas.registry.rows import Fault


def decisions(tables: Tables) -> Iterator[Fault]:
    """Opening balances, exemptions and waivers: what people decided about leagues and periods."""
    leagues = tables.defined("leagues.csv", "league_code")
    indicators = tables.defined("indicators.csv", "indicator_code")
    flows = {row["indicator_code"] for row in tables.all["indicators.csv"] if row["measure"] == "flow"}
    errors = {
        row["rule_id"]
        for row in tables.all["rules.csv"]
        if row["severity"] == "error" and row["judge"] != "gate"
    }
    parts = part_names(tables.all["parts.csv"])
    yield from defined(tables, "opening_balances.csv", "indicator_code", flows, "no flow of indicators.csv")
    yield from defined(tables, "opening_balances.csv", "league_code", leagues | {REGION_CODE})
    for file in ("exemptions.csv", "waivers.csv"):
        yield from defined(tables, file, "league_code", leagues)
        for row in tables.sound[file]:
            if not is_due(tables, row["return_kind"], Period.parse(row["period"])):
                yield Fault(file, row.line, f"no {row['return_kind']} return is due for {row['period']}")
    yield from defined(tables, "waivers.csv", "rule_id", errors, "no rule that refuses a part")
    yield from defined(tables, "waivers.csv", "indicator_code", indicators)
    yield from defined(tables, "waivers.csv", "project_no", tables.defined("projects.csv", "project_no"))
    for row in tables.sound["waivers.csv"]:
        if part_name(row) not in parts:
            yield Fault("waivers.csv", row.line, f"{part_name(row)} is not in parts.csv")


def people(tables: Tables) -> Iterator[Fault]:
    """Whom we write to, and when."""
    leagues = tables.defined("leagues.csv", "league_code")
    yield from defined(tables, "contacts.csv", "league_code", leagues | {REGION_CODE})
    for before, row in pairwise(tables.sound["reminders.csv"]):
        if int(row["from_day"]) <= int(before["from_day"]):
            yield Fault(
                "reminders.csv", row.line, f"from_day {row['from_day']} is not after the row above it"
            )
