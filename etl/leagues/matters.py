"""What the department has answered to a league's suggestions, as her replies and templates show it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict, cast

from etl.common.punctuation import chinese
from schemas.registry import registry

if TYPE_CHECKING:
    import sqlalchemy as sa


LeagueYear = tuple[str, int]


class AnsweredMatter(TypedDict):
    """A matter that the league has raised, and the department's answer."""

    matter_id: str
    wording: str
    state: str
    handler_zh: str
    reply: str
    replied_on: date
    known_from: datetime


def answered_matters(
    connection: sa.Connection, asked: Iterable[LeagueYear]
) -> dict[LeagueYear, list[AnsweredMatter]]:
    """Of each league, of a year and of the year before it; the last answer first."""
    from etl.store.warehouse import rows

    wanted = set(asked)
    leagues, years = [league for league, _ in wanted], [year for _, year in wanted]
    answered: dict[LeagueYear, list[AnsweredMatter]] = {}
    for row in rows(connection, "reply/matters", league_codes=leagues, years=years):
        answered.setdefault((row.pop("league_code"), row.pop("year")), []).append(cast(AnsweredMatter, row))
    return answered


def state_zh(matter: AnsweredMatter) -> str:
    """已办结 of done."""
    return registry().words["matter_state"][matter["state"]]


def answer_zh(matter: AnsweredMatter) -> str:
    """What became of it, by whom and when, and what is answered."""
    day = matter["replied_on"]
    when = f"{day.year}年{day.month}月{day.day}日"
    return chinese(f"{state_zh(matter)}({matter['handler_zh']},{when}),答复:") + matter["reply"]
