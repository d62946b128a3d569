"""A league's place among the leagues: by its own targets and by punctuality, never by size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual import comparison
from etl.publish.annual.comparison import completion
from etl.publish.annual.content import Content
from etl.publish.annual.page.figures import first_of_projects
from etl.summarise.rows import AnnualIndicator, AnnualTarget, Reporting
from schemas.region import REGION_CODE


@dataclass(frozen=True)
class Place:
    """A place of `ranked` leagues, 1 the highest; None: the league itself is not ranked.

    `shared`: how many hold this place; `unranked`: how many leagues lack the figure.
    """

    place: int | None
    ranked: int
    shared: int
    unranked: int


@dataclass(frozen=True)
class Share:
    """A target's indicator: the region's row of the target, the league's figure and its part of the sum.

    `completion`: what the league reached of its own target of the project, and its place by that; of another
    indicator than the project's first, nothing.
    """

    target: AnnualTarget
    region: AnnualIndicator | None
    own: AnnualIndicator | None
    part: Decimal | None
    completion: Decimal | None
    place: Place


def placed(value: Decimal | None, others: Sequence[Decimal | None]) -> Place:
    """The place of a share among all (itself included); equal ones share a place, the next is left out.

    What is missing, or 0, has none.
    """
    known = [round(other, 3) for other in others if other]
    shared = known.count(round(value, 3)) if value else 0
    return Place(comparison.place(value, others), len(known), shared, len(others) - len(known))


def shares(content: Content, league_code: str) -> list[Share]:
    """The league in the region's targets, and its place by its own target of each project."""
    figures = {(row["indicator_code"], row["league_code"]): row for row in content.tables["annual_indicator"]}
    counted, completions = leagues_in_sum(content), _completions(content)
    made = []
    for target in content.tables["annual_target"]:
        if target["league_code"] != REGION_CODE:
            continue
        code = target["indicator_code"]
        region, own = figures.get((code, REGION_CODE)), figures.get((code, league_code))
        reached = completions.get(code, {})
        own_share = reached.get(league_code)
        place = placed(own_share, [reached.get(league) for league in counted])
        value = _figure_of_year(own) if league_code in counted else None
        made.append(Share(target, region, own, _part(value, region), own_share, place))
    return made


def punctuality(content: Content, league_code: str) -> tuple[Decimal | None, Place]:
    """The part of the league's returns due by now that was on time, and its place by that."""
    parts = {row["league_code"]: on_time_part(row) for row in content.tables["annual_reporting"]}
    part = parts.get(league_code)
    return part, placed(part, list(parts.values()))


def on_time_part(row: Reporting) -> Decimal | None:
    """Of a row of annual_reporting: on time / due by now; None where nothing was due."""
    due = row["expected"] - row["not_due"]
    return Decimal(row["on_time"]) / due if due else None


def leagues_in_sum(content: Content) -> Mapping[str, str]:
    """Codes and names of the leagues that count in the region's sums, ordered by code."""
    rows = (row for row in content.tables["annual_account"] if row["in_region_sum"])
    return dict(sorted({row["league_code"]: row["league_name_zh"] for row in rows}.items()))


def _completions(content: Content) -> Mapping[str, Mapping[str, Decimal | None]]:
    """What each league reached of its own target, by the project's first indicator."""
    firsts = {project: row["indicator_code"] for project, row in first_of_projects(content).items()}
    reached: dict[str, dict[str, Decimal | None]] = {}
    for account in content.tables["annual_account"]:
        code = firsts.get(account["project_no"], "")
        if account["in_region_sum"]:
            reached.setdefault(code, {})[account["league_code"]] = completion(account)
    return reached


def _figure_of_year(row: AnnualIndicator | None) -> Decimal | None:
    """The league's figure, unless it is missing or of an older quarter."""
    return row["value"] if row and row["leagues_reporting"] else None


def _part(value: Decimal | None, region: AnnualIndicator | None) -> Decimal | None:
    whole = region["value"] if region else None
    return value / whole if value is not None and whole else None
