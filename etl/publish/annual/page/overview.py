"""The year in few numbers: the headline goal, and how many of what stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.publish.annual.content import Content, Row
from etl.publish.annual.page.goals import Goal, of_region
from etl.publish.annual.words import STANDINGS, TIMELINESS


@dataclass(frozen=True)
class Part:
    """How many are of a kind; `name` is its Chinese word."""

    code: str
    name: str
    count: int


def headline(content: Content) -> list[Goal]:
    """The region's goals of no project: the plan has one."""
    return [goal for goal in of_region(content["annual_target"]) if goal.row["project_no"] == 0]


def counts(content: Content) -> Mapping[str, Sequence[Part]]:
    """How the projects, the region's targets and the returns of the year stand, best first."""
    region = [goal.row for goal in of_region(content["annual_target"])]
    return {
        "projects": _parts(content["annual_project"], "standing", STANDINGS),
        "targets": _parts(region, "standing", STANDINGS),
        "returns": _parts(content["annual_return"], "timeliness", TIMELINESS),
    }


def _parts(rows: Iterable[Row], column: str, names: Mapping[str, Any]) -> list[Part]:
    counted = Counter(row[column] for row in rows)
    return [Part(code, name, counted[code]) for code, name in names.items()]
