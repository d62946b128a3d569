"""What counts now of a submission, and its colour."""

from __future__ import annotations

from collections.abc import Mapping

from etl.leagues.reply.model import Answer

ADOPTED = ("accepted", "accepted_with_warnings")
OVER = ("withdrawn", "superseded")  # what was accepted and counts no more

# The banner's ground and letters, by verdict.
_COLOURS: Mapping[str, tuple[str, str]] = {
    "unreadable": ("#C00000", "#FFFFFF"),
    "rejected": ("#C00000", "#FFFFFF"),
    "held": ("#C00000", "#FFFFFF"),
    "partly_accepted": ("#C55A11", "#FFFFFF"),
    "accepted_with_warnings": ("#FFD966", "#3F3000"),
    "accepted": ("#548235", "#FFFFFF"),
}
_OTHER_COLOURS = ("#44546A", "#FFFFFF")
_OVER_COLOURS = ("#7F7F7F", "#FFFFFF")  # of what counts no more


def states_of(answer: Answer) -> Mapping[str, str]:
    """What counts now of each part; of a file that was only checked, what it would be."""
    return answer.get("part_states") or answer.get("parts") or {}


def colours_of(answer: Answer) -> tuple[str, str]:
    """The banner's ground and letters: grey where nothing that was accepted counts any more."""
    states = set(states_of(answer).values())
    if states & set(OVER) and states <= {*OVER, "refused"}:
        return _COLOURS["rejected"] if "refused" in states else _OVER_COLOURS
    return _COLOURS.get(answer["verdict"], _OTHER_COLOURS)
