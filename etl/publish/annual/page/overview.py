"""The year in a few numbers: the headline goal, and how projects, targets and returns stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.publish.annual import tally
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
    """How the projects, the targets and the returns of the year stand, best first."""
    return {
        "projects": _parts(tally.projects(content.tables["annual_project"]), STANDINGS),
        "targets": _parts(tally.tally(content.tables["annual_target"]).targets, STANDINGS),
        "returns": _parts(tally.returns(content.tables["annual_return"]), TIMELINESS),
    }


def _parts(counted: Mapping[str, int], names: Mapping[str, str]) -> list[Part]:
    return [Part(code, names[code], count) for code, count in counted.items()]
