"""The plan's leagues, indicators and projects, read from the registry's files without the product's help."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUARTERS = tuple(
    f"{year}Q{quarter}"
    for year in range(2022, 2026)
    for quarter in range(1, 5)
    if (year, quarter) >= (2022, 3)
)
YEARS = tuple(range(2022, 2026))


@dataclass(frozen=True)
class League:
    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    code: str
    project_no: int
    name: str
    unit: str
    measure: str
    decimals: int
    numerator: str
    denominator: str
    whole: str
    one_a_county: bool


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a registry file."""
    with (ROOT / "schemas" / "registry" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def leagues() -> tuple[League, ...]:
    return tuple(
        League(row["league_code"], row["name_zh"], tuple(row["aliases_zh"].split("|")))
        for row in rows("leagues")
        if row["kind"] in ("city", "league") and _from_the_beginning(row)
    )


@cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            row["indicator_code"],
            int(row["project_no"]),
            row["name_zh"],
            row["unit_zh"],
            row["measure"],
            int(row["decimals"]),
            row["numerator"],
            row["denominator"],
            row["not_above"],
            row["one_a_county"] == "yes",
        )
        for row in rows("indicators")
        if _from_the_beginning(row)
    )


def _from_the_beginning(row: dict[str, str]) -> bool:
    """Whether it is in each of the returns."""
    return row["valid_from"] <= "2022-09-30" and not row["valid_to"]


@cache
def counties(league: str) -> int:
    """How many counties the league has."""
    return sum(row["league_code"] == league for row in rows("counties"))


@cache
def projects() -> dict[int, str]:
    """The names of the 29 projects; the headline goal is none of them."""
    return {int(row["project_no"]): row["name_zh"] for row in rows("projects") if int(row["project_no"])}


@cache
def required() -> frozenset[str]:
    """The indicators that must be reported: the headline and every one with a target."""
    return frozenset({"P00-1"} | {row["indicator_code"] for row in rows("targets")})
