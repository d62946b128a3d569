"""What a row is about: an indicator or a project, known by its code or number, else by its name."""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.read.spellings import Spellings
from schemas.registry.objects import Indicator, Registry
from schemas.text import key

_CODE = re.compile(r"P0*(\d{1,2})-0*(\d+)")
_NUMBER = re.compile(r"第?0*(\d+)(?:\.0*)?(?:项|号|、|\.)?")


class Subject(NamedTuple):
    """`indicator` is the one whose unit the row's figures have: its own, or its project's first.

    Both are None where the row names neither, or something that the plan does not have.
    """

    project_no: int | None = None
    indicator: Indicator | None = None


def code_of(holds: str, text: str) -> str:
    """The code or number as the plan writes it (`P01-1`; `1` of `01`, `1.0`, `第1项`), else as written."""
    written = key(text)
    if holds == "code" and (match := _CODE.fullmatch(written)):
        return f"P{int(match[1]):02d}-{match[2]}"
    if holds == "project" and (match := _NUMBER.fullmatch(written)):
        return str(int(match[1]))
    return written


def code_by_name(holds: str, name: str, words: Spellings) -> str | None:
    """The code or number that has this name, None if the plan knows no such name."""
    if holds == "code":
        return words.indicators.get(key(name))
    number = words.projects.get(key(name))
    return None if number is None else str(number)


def subject_of(holds: str, code: str | None, registry: Registry) -> Subject:
    """What a code or number (as `code_of` gives it) stands for."""
    if code is None:
        return Subject()
    if holds == "code":
        indicator = registry.indicators.get(code)
        return Subject(indicator.project_no, indicator) if indicator else Subject()
    if code.isdecimal() and int(code) in registry.projects:
        return Subject(int(code), registry.first_indicator(int(code)))
    return Subject()
