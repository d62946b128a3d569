"""What people call things, and which of the registry they mean."""

from __future__ import annotations

from schemas.registry import registry


def league_called(text: str) -> str:
    """The code of the league that is given by its code, its name or an alias; ValueError if there is none."""
    for code, league in registry().leagues.items():
        if text.strip() in (code, league.name_zh, *league.aliases_zh):
            return code
    raise ValueError(f"{text} is no league: give its code or its name")
