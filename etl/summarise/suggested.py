"""Which suggestions of a year are one matter: those in nearly the same words, and in those of its answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.store import warehouse
from etl.summarise.matters import alike
from schemas.registry import registry

_SHORT = 6  # digits of a matter's number, behind the year


@dataclass(frozen=True)
class Answered:
    """A matter that the department has answered, in the words that it answered."""

    matter_id: str
    wording: str


def suggested(connection: sa.Connection, year: int, as_of: datetime) -> str:
    """Every suggestion of the year as it was known, with its matter, as JSON for `sql/summary`.

    A matter keeps the number and the words with which it was answered last. One that was not has the words of
    its first row, which the others are held against, and a number that is made of them.
    """
    empty = {"", *registry().words["empty_phrase"]}
    asked = {"year": year, "as_of": as_of}
    rows = warehouse.rows(connection, "summary/annual_suggestion", **asked)
    suggestions = sorted(
        (row for row in rows if (row["suggestion"] or "").strip() not in empty),
        key=lambda row: (row["league_code"], row["period"], row["project_no"] or 0, row["row_no"]),
    )
    answered = [Answered(**row) for row in warehouse.rows(connection, "intake/answered_matters", **asked)]
    return json.dumps(_numbered(year, suggestions, answered), ensure_ascii=False)


def _numbered(year: int, suggestions: Sequence[Any], answered: Sequence[Answered]) -> list[dict[str, Any]]:
    """The rows with the number and the words of their matter."""
    # What was answered comes first: the others are held against it.
    texts = [*(answer.wording for answer in answered), *(row["suggestion"] for row in suggestions)]
    numbered = []
    taken = {answer.matter_id for answer in answered}
    for places in alike(texts):
        rows = [suggestions[place - len(answered)] for place in places if place >= len(answered)]
        known = [answered[place] for place in places if place < len(answered)]
        wording = known[-1].wording if known else rows[0]["suggestion"].strip()
        number = known[-1].matter_id if known else _number(year, wording, taken)
        taken.add(number)
        numbered += [
            {
                "matter_id": number,
                "wording": wording,
                **{name: row[name] for name in ("league_code", "project_no", "suggestion")},
            }
            for row in rows
        ]
    return numbered


def _number(year: int, wording: str, taken: Collection[str]) -> str:
    """A number that is made of the words, as long as it takes to be no other's."""
    digest = hashlib.sha256(wording.encode()).hexdigest()
    numbers = (f"{year}-{digest[:length]}" for length in range(_SHORT, len(digest) + 1))
    return next(number for number in numbers if number not in taken)
