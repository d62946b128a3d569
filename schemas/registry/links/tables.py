"""The registry's rows while they are checked, and what several checks ask of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas.periods import Period
from schemas.registry.rows import Fault, Row
from schemas.text import key

_DEFINED_IN = {
    "league_code": "leagues.csv",
    "project_no": "projects.csv",
    "indicator_code": "indicators.csv",
    "return_kind": "returns.csv",
}


@dataclass(frozen=True)
class Tables:
    """The files' rows: `all` of them define names; only `sound` ones, with no fault so far, are checked."""

    all: Mapping[str, list[Row]]
    sound: Mapping[str, list[Row]]

    def defined(self, file: str, column: str) -> set[str]:
        return {row[column] for row in self.all[file]}


def defined(
    tables: Tables, file: str, column: str, names: Collection[str], lacking: str | None = None
) -> Iterator[Fault]:
    """A fault for each row of `file` whose `column` is neither blank nor one of `names`."""
    lacking = lacking or f"not in {_DEFINED_IN[column]}"
    for row in tables.sound[file]:
        if row[column] and row[column] not in names:
            yield Fault(file, row.line, f"{column} {row[column]!r} is {lacking}")


def unique(file: str, names: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """A fault for each (line, name) that reads like an earlier one."""
    lines: dict[str, int] = {}
    for line, name in names:
        first = lines.get(key(name))
        if first is None:
            lines[key(name)] = line
        else:
            yield Fault(file, line, f"{name!r} stands in line {first} already")


def is_due(tables: Tables, return_kind: str, period: Period) -> bool:
    for row in tables.sound["returns.csv"]:
        if row["return_kind"] == return_kind:
            first, last = Period.parse(row["first_period"]), Period.parse(row["last_period"])
            return period.cadence == row["cadence"] and first <= period <= last
    # A return whose own row is broken is that row's fault alone.
    return return_kind in tables.defined("returns.csv", "return_kind")


def part_name(row: Row) -> str:
    return f"{row['return_kind']}.{row['part']}"


def part_names(rows: Iterable[Row]) -> set[str]:
    return {part_name(row) for row in rows}


def spellings(row: Row) -> tuple[str, ...]:
    return (row["name_zh"], *row.listed("aliases_zh"))
