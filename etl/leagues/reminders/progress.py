"""Who is in and who is missing: the matrix of leagues and returns that the centre's digest shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.leagues.reminders.duties import Duty
from etl.publish.annual.words import TIMELINESS
from schemas.registry import registry
from schemas.registry.objects import League


@dataclass(frozen=True)
class Column:
    """A return that was asked of all leagues. `by_league`: the duty of each that owes it, by its code."""

    by_league: Mapping[str, Duty]

    @property
    def any(self) -> Duty:
        return next(iter(self.by_league.values()))

    @property
    def is_open(self) -> bool:
        """Whether its due day is not over, or somebody has not sent it whole."""
        return self.any.today <= self.any.due or any(duty.is_outstanding for duty in self.by_league.values())

    def count(self, *timeliness: str) -> int:
        """How many leagues stand so."""
        return sum(duty.timeliness in timeliness for duty in self.by_league.values())

    def cell(self, league_code: str) -> str:
        """How the league stands, in a word, and what is lacking of a return that is partly in."""
        duty = self.by_league.get(league_code)
        if duty is None:
            return "—"
        word = TIMELINESS[duty.timeliness]
        return f"{word}(缺{duty.lacking})" if duty.is_outstanding and duty.lacking else word

    def timeliness(self, league_code: str) -> str:
        """The code of the same, blank for a league that does not owe it."""
        duty = self.by_league.get(league_code)
        return duty.timeliness if duty else ""


@dataclass(frozen=True)
class Progress:
    """The returns still to be looked at, by due day, and who owes any of them, as the register lists them."""

    columns: Sequence[Column]
    leagues: Sequence[League]

    @property
    def by_kind(self) -> Mapping[str, Sequence[Column]]:
        """The columns by what their returns are called, in order of period."""
        kinds: dict[str, list[Column]] = {}
        for column in sorted(self.columns, key=lambda column: column.any.period):
            kinds.setdefault(column.any.kind.name_zh, []).append(column)
        return kinds


def progress(owing: Sequence[Duty]) -> Progress:
    """The matrix of these duties; without columns where nothing is due soon, today, or overdue."""
    by_return: dict[tuple[str, str], dict[str, Duty]] = {}
    for duty in owing:
        by_return.setdefault((duty.kind.return_kind, str(duty.period)), {})[duty.league.league_code] = duty
    columns = [column for column in map(Column, by_return.values()) if column.is_open]
    asked = {code for column in columns for code in column.by_league}
    return Progress(columns, [league for code, league in registry().leagues.items() if code in asked])
