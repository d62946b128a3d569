"""The year in a few numbers: the headline goal, and how projects, targets and returns stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.publish.annual.content import Content
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
    return [goal for goal in of_region(content.tables["annual_target"]) if goal.row["project_no"] == 0]


def counts(content: Content) -> Mapping[str, Sequence[Part]]:
    """How the projects, the region's targets and the returns of the year stand, best first."""
    region = of_region(content.tables["annual_target"])
    return {
        "projects": _parts((row["standing"] for row in content.tables["annual_project"]), STANDINGS),
        "targets": _parts((goal.row["standing"] for goal in region), STANDINGS),
        "returns": _parts((row["timeliness"] for row in content.tables["annual_return"]), TIMELINESS),
    }


def _parts(codes: Iterable[str], names: Mapping[str, str]) -> list[Part]:
    counted = Counter(codes)
    return [Part(code, name, counted[code]) for code, name in names.items()]
