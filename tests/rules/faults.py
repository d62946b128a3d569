"""What a league is told of its return, as a test states it."""

from __future__ import annotations

from typing import Any

Fault = tuple[str, str, str | None, str | None, str | None]  # rule, 表!cell, given, expected, difference


def faults(answer: dict[str, Any]) -> list[Fault]:
    """The errors and the warnings, explained ones too."""
    return _said(answer, "error", "warning")


def notes(answer: dict[str, Any]) -> list[Fault]:
    """The infos."""
    return _said(answer, "info")


def explanations(answer: dict[str, Any]) -> dict[str, str | None]:
    """What answers each fault, by rule."""
    return {
        finding["rule"]: finding["explanation"]
        for finding in answer["findings"]
        if finding["severity"] != "info"
    }


def _said(answer: dict[str, Any], *severities: str) -> list[Fault]:
    return [
        (
            finding["rule"],
            "!".join(text for text in (finding["sheet"], finding["cell"]) if text),
            finding["given"],
            finding["expected"],
            finding["difference"],
        )
        for finding in answer["findings"]
        if finding["severity"] in severities
    ]
