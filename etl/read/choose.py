"""Which sheet is which part of the return."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from etl.common.findings import Finding, Place
from etl.read.match import Match
from etl.read.source import Source
from schemas.periods import Period, span
from schemas.registry.objects import Part, Registry, ReturnKind


@dataclass(frozen=True)
class Choice:
    """The sheet that is a part; `rival` is another that is it just as well."""

    match: Match
    rival: Match | None = None


def best(candidates: Iterable[Match], kind: ReturnKind | None = None) -> Match | None:
    """The part that a sheet fits best, of all returns or of one; None if it is none."""
    fitting = [match for match in candidates if match.is_part and (kind is None or match.part in kind.parts)]
    return max(fitting, key=lambda match: match.strength, default=None)


def choose(sheets: list[list[Match]], kind: ReturnKind, has_rows: Callable[[Match], bool]) -> list[Choice]:
    """Of each part of the return that is there, the sheet to read; `sheets` are the parts that each might be.

    A sheet that is wholly a part of another return is none of this one.
    """
    contenders: dict[str, list[Match]] = {}
    for candidates in sheets:
        match = best(candidates, kind)
        if match is not None and not _is_of_another(match, candidates):
            contenders.setdefault(match.part.part, []).append(match)

    def merit(match: Match) -> tuple[bool, bool, bool]:
        return not match.sheet.hidden, not match.missing, has_rows(match)

    choices = []
    for part in kind.parts:
        ranked = sorted(contenders.get(part.part, []), key=merit, reverse=True)
        if not ranked:
            continue
        equal = len(ranked) > 1 and merit(ranked[0]) == merit(ranked[1]) and all(merit(ranked[0])[1:])
        choices.append(Choice(ranked[0], ranked[1] if equal else None))
    return choices


def _is_of_another(match: Match, candidates: Iterable[Match]) -> bool:
    return any(
        other.part.return_kind != match.part.return_kind
        and other.is_part
        and not other.missing
        and other.strength > match.strength
        for other in candidates
    )


def mistaken(sent: ReturnKind, due: ReturnKind, period: Period, place: Place, source: Source) -> Finding:
    """The finding that the sheets are of another return than the one that has such periods."""
    over = [each for each in span(sent.first_period, sent.last_period) if each.end < source.arrived_on.date()]
    return Finding(
        source.registry.rules["return_mistaken"],
        place,
        given=sent.name_zh,
        expected=period.name_zh,
        facts={"kind": due.name_zh, "example": (over[-1] if over else sent.first_period).name_zh},
        cells=()
        if place.cell is None
        else ({"cell": place.cell, "given": period.name_zh, "expected": None},),
    )


def no_part(sheets: list[list[Match]], kinds: Iterable[ReturnKind], registry: Registry) -> Finding:
    """The finding that no sheet is a part of the return, with the header that the nearest should have."""
    kinds = list(kinds)
    wanted = [part for kind in kinds for part in kind.parts]
    near = [
        match
        for candidates in sheets
        for match in candidates
        if match.part in wanted and any(_says_part(match, field) for field in match.headings)
    ]
    nearest = max(near, key=lambda match: match.strength, default=None)
    part = nearest.part if nearest else wanted[0]
    return Finding(registry.rules["part_not_found"], given=_given(nearest, kinds), expected=_headers(part))


def _says_part(match: Match, field: str) -> bool:
    """Whether the column is the part's own: every part has remarks, and rows may name indicators as well."""
    column = match.part.column(field)
    return column is not None and column.role != "note" and column.indicator_code is None


def _given(nearest: Match | None, kinds: list[ReturnKind]) -> str:
    names = "、".join(kind.name_zh for kind in kinds)
    if nearest is None:
        return f"没有一张表的表头与{names}相符"
    sheet = f"工作表“{nearest.sheet.name}”" if nearest.sheet.name is not None else "表头"
    return f"{sheet}与“{nearest.part.name_zh}”最接近,但只有 {len(nearest.headings)} 列相同"


def _headers(part: Part) -> str:
    return "、".join(
        column.name_zh for column in part.columns if column.role in ("key", "unit") or column.required
    )
