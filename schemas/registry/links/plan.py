"""What the plan says fits together: who reports, projects, indicators, targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schemas.region import REGION_CODE
from schemas.registry.links.tables import Tables, defined, unique
from schemas.registry.rows import Fault


def validity(tables: Tables) -> Iterator[Fault]:
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


def leagues(tables: Tables) -> Iterator[Fault]:
    leagues = tables.sound["leagues.csv"]
    names = (
        (row.line, name)
        for row in leagues
        for name in (row["league_code"], row["name_zh"], *row.listed("aliases_zh"))
    )
    yield from unique("leagues.csv", names)
    for row in leagues:
        if row["league_code"] == REGION_CODE:
            yield Fault(
                "leagues.csv", row.line, f"{REGION_CODE} is the region itself, the sum of its leagues"
            )
    yield from defined(tables, "counties.csv", "league_code", tables.defined("leagues.csv", "league_code"))


def projects(tables: Tables) -> Iterator[Fault]:
    departments = tables.defined("departments.csv", "department_zh")
    indicators = tables.defined("indicators.csv", "indicator_code")
    projects = tables.sound["projects.csv"]
    yield from unique("projects.csv", ((row.line, row["name_zh"]) for row in projects))
    for row in projects:
        for department in row.listed("departments_zh"):
            if department not in departments:
                yield Fault(
                    "projects.csv", row.line, f"departments_zh {department!r} is not in departments.csv"
                )
        first = f"P{row['project_no']:0>2}-1"
        if first not in indicators:
            yield Fault("projects.csv", row.line, f"its first indicator {first} is not in indicators.csv")


def indicators(tables: Tables) -> Iterator[Fault]:
    file, rows = "indicators.csv", tables.sound["indicators.csv"]
    reported = {row["indicator_code"] for row in tables.all[file] if row["measure"] != "ratio"}
    yield from defined(tables, file, "project_no", tables.defined("projects.csv", "project_no"))
    yield from unique(file, ((row.line, row["name_zh"]) for row in rows))
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


def targets(tables: Tables) -> Iterator[Fault]:
    file = "targets.csv"
    yield from defined(tables, file, "indicator_code", tables.defined("indicators.csv", "indicator_code"))
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
