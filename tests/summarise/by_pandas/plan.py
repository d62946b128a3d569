"""The registry's files as frames, read without the product's help."""

from __future__ import annotations

from functools import cache

import pandas as pd

from etl.common.calendar import expected_returns
from etl.common.settings import REGISTRY
from schemas.registry import registry
from tests.summarise.by_pandas import frame

REGION, REGION_ZH = "150000", "全区"
FIRST_YEAR = 2022
DUE_RULE = "announced_break"


@cache
def registered(name: str) -> pd.DataFrame:
    """A file of the registry."""
    return frame(REGISTRY / f"{name}.csv")


@cache
def league_names() -> dict[str, str]:
    """Name by code, in order of the code."""
    leagues = registered("leagues").sort_values("league_code")
    return dict(zip(leagues["league_code"], leagues["name_zh"], strict=True))


@cache
def project_names() -> dict[int, str]:
    projects = registered("projects")
    return dict(zip(projects["project_no"].map(int), projects["name_zh"], strict=True))


@cache
def rule_names() -> dict[str, str]:
    rules = registered("rules")
    return dict(zip(rules["rule_id"], rules["name_zh"], strict=True))


@cache
def part_names(kind: str, period: str) -> dict[str, str]:
    """Name of each part that is asked for in this return, in the registry's order."""
    parts = registered("parts")
    is_asked = parts["from_period"].le(period)  # blank: always
    own = parts[parts["return_kind"].eq(kind) & is_asked]
    return dict(zip(own["part"], own["name_zh"], strict=True))


@cache
def duties() -> pd.DataFrame:
    """What each league owes: the calendar is not judged here, and comes from the product."""
    owed = expected_returns(registry(), DUE_RULE)
    return pd.DataFrame(
        {
            "league_code": [one.league_code for one in owed],
            "return_kind": [one.return_kind for one in owed],
            "period": [str(one.period) for one in owed],
            "due_at": [one.due_at for one in owed],
            "effective_due_at": [one.effective_due_at for one in owed],
        },
        dtype=object,
    )


def names(codes: object) -> str | None:
    """The names of these leagues in order of their codes; None for none."""
    chosen = set(codes)  # type: ignore[call-overload]
    return "、".join(name for code, name in league_names().items() if code in chosen) or None
