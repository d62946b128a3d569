"""How the plan's targets and projects stand, counted one way for every output.

A target that every league has for itself is one target, and stands as its worst league.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from etl.publish.annual.content import Content
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.words import STANDINGS, TIMELINESS, listed
from etl.summarise.rows import ActionTarget, AnnualProject, AnnualReturn, PeriodTarget, Target
from schemas.region import REGION_CODE
from schemas.registry import registry


@dataclass(frozen=True)
class Tally:
    """`targets`: how many stand how, best first, `regional` of them for the region, the others for each
    league; `headline`: how many of them are of no project.
    """

    targets: Mapping[str, int]
    regional: int
    headline: int

    @property
    def whole(self) -> int:
        """All targets of the year."""
        return sum(self.targets.values())

    @property
    def words(self) -> str:
        """Such as 连同总体目标共19项量化目标(18项按全区考核,1项按盟市分别考核)."""
        own = self.whole - self.regional
        in_all = f"{'连同总体目标共' if 0 < self.headline < self.whole else ''}{self.whole}项量化目标"
        return in_all + (f"({self.regional}项按全区考核,{own}项按盟市分别考核)" if own else "")


def tally(targets: Sequence[Target]) -> Tally:
    """The targets of a year, a quarter or the action (rows in the order of the plan)."""
    groups = by_target(targets)
    return Tally(
        counted([worst(rows) for rows in groups], STANDINGS),
        sum(rows[0]["league_code"] == REGION_CODE for rows in groups),
        sum(rows[0]["project_no"] == 0 for rows in groups),
    )


def missed_steps(content: Content) -> list[ActionTarget]:
    """The targets that fell due in a year before, for the region, and were not reached."""
    return [
        row
        for row in content.tables.get("action_target", ())
        if row["last_year"] < content.year and row["standing"] == "not_met" and row["scope"] == "region"
    ]


def missed_words(content: Content) -> str:
    """How many they are, such as 另有1项以前年度到期的目标未达标(第25项); nothing where there are none."""
    steps = missed_steps(content)
    projects = listed(sorted({row["project_no"] for row in steps}))
    return f"另有{len(steps)}项以前年度到期的目标{STANDINGS['not_met']}({projects})" if steps else ""


def projects(rows: Sequence[AnnualProject]) -> Mapping[str, int]:
    """How many projects stand how, best first."""
    return counted([row["standing"] for row in rows], STANDINGS)


def returns(rows: Sequence[AnnualReturn]) -> Mapping[str, int]:
    """How many returns are on time, late, …"""
    return counted([row["timeliness"] for row in rows], TIMELINESS)


def deciding(targets: Sequence[PeriodTarget]) -> Mapping[int, Sequence[PeriodTarget]]:
    """By project: the rows of the target by which the project stands as it does.

    Of several that stand so, the one that has least of what is asked for by now.
    """
    by_project: dict[int, list[Sequence[PeriodTarget]]] = {}
    for rows in by_target(targets):
        by_project.setdefault(rows[0]["project_no"], []).append(rows)
    return {
        number: min(groups, key=lambda rows: (worst([*chain(*groups)]) != worst(rows), _of_line(rows[0])))
        for number, groups in by_project.items()
    }


def _of_line(target: PeriodTarget) -> Decimal:
    return (target["actual"] or Decimal()) / (target["line"] or 1)


def name_of(target: Target) -> str:
    """The indicator's name; of a step on the way to the plan's end, until when: 数量(2022年底阶段目标)."""
    return target["indicator_name_zh"] + (f"({target['by_year']}年底阶段目标)" if is_step(target) else "")


def is_step(target: Target) -> bool:
    """Whether the target is a level to be reached before the plan's end."""
    last = max(each.by_year for each in registry().targets.values())
    return target["basis"] == "stock_by" and target["by_year"] < last


def counted(codes: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """How often each code occurs, in the order of the names."""
    counts = Counter(codes)
    return {code: counts[code] for code in names}
