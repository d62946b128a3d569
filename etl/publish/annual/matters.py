"""意见建议办理: how many matters leagues have raised, and how many of them stand how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.common.punctuation import chinese
from etl.publish.annual.days import day
from etl.publish.annual.words import matter_state
from etl.summarise.rows import Matter
from schemas.registry import registry

# Of more projects their number is told.
_NAMED = 3


def by_state(matters: Sequence[Matter]) -> Mapping[str, int]:
    """How many matters stand how, in the order of the states, those not yet answered last."""
    codes = [*registry().words["matter_state"], None]
    counts = {matter_state(code): sum(row["state"] == code for row in matters) for code in codes}
    return {name: count for name, count in counts.items() if count}


def summary(matters: Sequence[Matter]) -> str:
    """Such as 共4件,已办结1件,尚未答复3件; without a full stop."""
    counts = (f"{name}{count}件" for name, count in by_state(matters).items())
    return chinese(",".join([f"共{len(matters)}件", *counts])) if matters else "无"


def about(matter: Matter) -> str:
    """For which projects it is suggested: their names, or how many they are."""
    numbers = [int(number) for number in matter["project_nos"].split()]
    named = [number for number in numbers if number]
    general = ["综合"] if 0 in numbers else []
    if len(named) > _NAMED:
        return "、".join([*general, f"{len(named)}个项目"])
    known = registry().projects
    return "、".join([*general, *(f"{number} {known[number].name_zh}" for number in named)])


def answer(matter: Matter) -> str:
    """What was answered, by whom and when, in a sentence; 尚未答复 where nobody has."""
    if not matter["state"] or matter["replied_on"] is None:
        return matter_state(None)
    by_whom = f"{matter['handler_zh']},{day(matter['replied_on'])}"
    opening = chinese(f"{matter_state(matter['state'])}({by_whom}),答复:")
    return f"{opening}{matter['reply']}"


def of_league(matters: Sequence[Matter], league_code: str) -> list[Matter]:
    """Those that the league has raised."""
    return [row for row in matters if league_code in row["league_codes"].split()]
