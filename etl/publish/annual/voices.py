"""Problems and suggestions by project; what several wrote in the same words stands once, with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from etl.publish.annual.words import number_of
from etl.summarise.matters import alike
from etl.summarise.rows import AnnualSuggestion

_GENERAL = "综合(不属于某一项目)"


@dataclass(frozen=True)
class Voice:
    """A problem with its suggestion (either may be missing), and the rows of those who wrote exactly this."""

    problem: str | None
    suggestion: str | None
    by_league: Mapping[str, Sequence[AnnualSuggestion]]

    @property
    def times(self) -> int:
        return sum(len(rows) for rows in self.by_league.values())


@dataclass(frozen=True)
class Topic:
    """A project, or what is general (None), and what leagues say of it, first what most of them say."""

    project_no: int | None
    name: str
    voices: Sequence[Voice]

    @property
    def key(self) -> str:
        return "general" if self.project_no is None else str(self.project_no)

    @property
    def title(self) -> str:
        return self.name if self.project_no is None else f"{number_of(self.project_no)} {self.name}"

    @property
    def leagues(self) -> Sequence[str]:
        """Codes of the leagues that say something of it."""
        return sorted({code for voice in self.voices for code in voice.by_league})


def topics(suggestions: Sequence[AnnualSuggestion]) -> list[Topic]:
    """What leagues say of each project, in the order of the rows: what is general first."""
    groups = [list(rows) for _, rows in groupby(suggestions, lambda row: row["project_no"])]
    return [
        Topic(rows[0]["project_no"], rows[0]["project_name_zh"] or _GENERAL, _voices(rows)) for rows in groups
    ]


@dataclass(frozen=True)
class Wording:
    """What leagues say in nearly the same words: the words of the first, and the names of all of them."""

    words: str
    leagues: Sequence[str]


def wordings(rows: Sequence[AnnualSuggestion], column: Literal["problem", "suggestion"]) -> list[Wording]:
    """The problems, or the suggestions, of these rows, near words once, first what most leagues say."""
    worded = [(words, row["league_name_zh"]) for row in rows if (words := row[column])]
    made = [
        Wording(worded[places[0]][0], list(dict.fromkeys(worded[place][1] for place in places)))
        for places in alike([words for words, _ in worded])
    ]
    return sorted(made, key=lambda one: -len(one.leagues))


def _voices(rows: Sequence[AnnualSuggestion]) -> list[Voice]:
    by_words: dict[tuple[str | None, str | None], dict[str, list[AnnualSuggestion]]] = {}
    for row in rows:
        by_league = by_words.setdefault((row["problem"], row["suggestion"]), {})
        by_league.setdefault(row["league_code"], []).append(row)
    voices = [Voice(problem, suggestion, by) for (problem, suggestion), by in by_words.items()]
    return sorted(voices, key=lambda voice: (-len(voice.by_league), -voice.times))
