"""Figures as people read them: with separators and their unit, whole where only whole ones can be."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from etl.common.numbers import plain
from etl.leagues.reply.model import AnswerFinding

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# A number in a sentence: not within a code, a date, a cell's address or a longer number.
_IN_TEXT = re.compile(r"(?<![\w.,\-])-?[0-9]{4,}(?:\.[0-9]+)?(?![\w,]|\.[0-9])", re.ASCII)
_MONEY_DECIMALS = 2


def shown(finding: AnswerFinding, text: str, name: Literal["given", "expected"]) -> str:
    """The text of a cell, a number as it is read; what was computed has no more decimals than its unit.

    What she gave has those that she gave.
    """
    if not _NUMBER.fullmatch(text) or not _has_figures(finding):
        return text
    unit = finding.get("unit_zh")
    return f"{_separated(finding, text, exact=name == 'given')}{f' {unit}' if unit else ''}"


def in_sentence(finding: AnswerFinding, sentence: str) -> str:
    """The sentence, the figures that the finding compares in it as people read them."""
    there = set(_IN_TEXT.findall(sentence))
    given = _numbers(finding, "given", there)
    computed = _numbers(finding, "expected", there) | _numbers(finding, "difference", there)

    def spelled(match: re.Match[str]) -> str:
        number = match[0]
        if number not in given | computed:
            return number
        return _separated(finding, number, exact=number in given)

    return _IN_TEXT.sub(spelled, sentence)


def _has_figures(finding: AnswerFinding) -> bool:
    """Whether the numbers in it are amounts; those of a column for codes, words or dates are none."""
    return finding.get("unit_zh") is not None or finding.get("holds") in (None, "number", "percent")


def _numbers(
    finding: AnswerFinding, name: Literal["given", "expected", "difference"], there: set[str]
) -> set[str]:
    """The figures among those that are there. A text that is no number is quoted as it was written."""
    if not there or not _has_figures(finding):
        return set()
    texts = [str(finding.get(name) or "")]
    if name != "difference":
        texts += [str(cell.get(name) or "") for cell in finding.get("cells") or ()]
    return {number for number in there.intersection(texts) if _NUMBER.fullmatch(number)}


def _separated(finding: AnswerFinding, text: str, *, exact: bool) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    decimals = finding.get("decimals")
    if not exact and decimals is not None:
        places = Decimal(1).scaleb(-min(decimals, _MONEY_DECIMALS))
        number = number.quantize(places, ROUND_HALF_UP)
    whole, dot, fraction = plain(number).partition(".")
    return f"{'-' if whole.startswith('-') else ''}{abs(int(whole)):,}{dot}{fraction}"
