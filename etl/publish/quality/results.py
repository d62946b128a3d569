"""What a check found, and the file that keeps it: `quality/<year>/<moment>.json` in Jibao's home."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.common.settings import settings
from etl.common.whole import write_whole

Result = Mapping[str, Any]

_SAMPLE = 20  # offending rows that are shown; their number is always shown


@dataclass(frozen=True)
class Failure:
    """An expectation that the warehouse does not meet.

    `column` where it is about one; `rows` a sample of the offending ones, `count` how many there are.
    `error`: it could not be judged at all, and why.
    """

    name: str
    table: str
    column: str | None
    says_zh: str
    count: int | None
    rows: tuple[Mapping[str, Any], ...]
    error: str | None


@dataclass(frozen=True)
class Quality:
    """What a check of a year found: how many expectations were judged, and those that are not met.

    `path`: where the whole result is stored.
    """

    year: int
    checked_at: datetime
    expectations: int
    failures: tuple[Failure, ...]
    path: Path

    @property
    def success(self) -> bool:
        return not self.failures


def folder_of(year: int) -> Path:
    """Where the results of the year are."""
    return settings().home / "quality" / str(year)


def store(year: int, checked_at: datetime, results: Sequence[Result]) -> Quality:
    """The results, one a table, are in a file of their own; what they say."""
    folder = folder_of(year)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{checked_at:%Y%m%d-%H%M%S-%f}.json"
    check = {"year": year, "checked_at": checked_at.isoformat(), "results": list(results)}
    write_whole(path, json.dumps(check, ensure_ascii=False))
    return _quality(path, check)


def load(path: Path) -> tuple[Quality, list[Result]]:
    """What a stored check found, and the result of each table."""
    check = json.loads(path.read_text(encoding="utf-8"))
    return _quality(path, check), check["results"]


def _quality(path: Path, check: Mapping[str, Any]) -> Quality:
    judged = [result for table in check["results"] for result in table["results"]]
    return Quality(
        year=check["year"],
        checked_at=datetime.fromisoformat(check["checked_at"]),
        expectations=len(judged),
        failures=tuple(_failure(result) for result in judged if not result["success"]),
        path=path,
    )


def _failure(result: Result) -> Failure:
    config = result["expectation_config"]
    about = config["meta"]
    outcome = result["result"]
    rows = outcome.get("details", {}).get("unexpected_rows")  # of a query; of a table's rows; of its keys
    rows = rows or outcome.get("unexpected_index_list") or outcome.get("unexpected_list") or ()
    return Failure(
        name=about["name"],
        table=about["table"],
        column=config["kwargs"].get("column"),
        says_zh=about["says_zh"],
        count=outcome.get("unexpected_count", outcome.get("observed_value")),
        rows=tuple(rows[:_SAMPLE]),
        error=next(_errors(result["exception_info"]), None),
    )


def _errors(raised: Mapping[str, Any]) -> Iterator[str]:
    """The first line of each exception: one in all, or one for each thing that could not be computed."""
    each = [raised] if "raised_exception" in raised else raised.values()
    messages = (str(fault["exception_message"]) for fault in each if fault["raised_exception"])
    yield from (message.splitlines()[0] for message in messages)
