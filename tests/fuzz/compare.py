"""What the warehouse says against what the truth does."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from schemas.periods import Period
from schemas.registry import registry
from tests.fuzz.files import File, due
from tests.fuzz.plan import ROOT
from tests.fuzz.truth import Truth


@dataclass
class Outcome:
    """What one seed came to."""

    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    warnings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    infos: Counter[str] = field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        return not self.refusals and not self.differences and set(self.warnings) <= {"figure_missing (said)"}


class Home:
    """A fresh home with a server of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.environment = os.environ | {
            "JIBAO_HOME": str(folder),
            "JIBAO_POSTGRES_PORT": str(port),
            "JIBAO_DUE_RULE": "none",
        }

    def jibao(self, *arguments: str) -> str:
        """What the command printed; it must end well."""
        program = [sys.executable, "-m", "etl.cli", *arguments]
        done = subprocess.run(program, env=self.environment, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"jibao {arguments[0]} ended with {done.returncode}:\n{done.stderr[-4000:]}")
        return done.stdout

    def asked(self, query: str) -> list[dict[str, str]]:
        return list(csv.DictReader(self.jibao("sql", query, "--csv").splitlines(keepends=True)))


def outcome(home: Home, truth: Truth, files: list[File], folder: Path, arrivals: Path) -> Outcome:
    """Takes the files in and compares every figure, text and status."""
    found = Outcome()
    started = time.monotonic()
    replies = json.loads(home.jibao("ingest", str(folder), "--arrivals", str(arrivals), "--json"))
    found.seconds = time.monotonic() - started
    by_path = {file.path.as_posix(): file for file in files}
    for reply in replies:
        _heard(found, truth, by_path[reply["file"]], reply)
    _compared(found, "indicator_value", _figures(truth), _values(home))
    _compared(found, "annual_value", _annual(truth), _annual_values(home))
    _compared(found, "project_progress", _progress(truth), _progress_rows(home))
    _compared(found, "project_completion", _completion(truth), _completion_rows(home, truth))
    _compared(found, "suggestion", _suggestions(truth), _suggestion_rows(home))
    _compared(found, "return_status", _statuses(files), _status_rows(home))
    return found


def _heard(found: Outcome, truth: Truth, file: File, reply: Mapping[str, Any]) -> None:
    found.verdicts[reply["verdict"]] += 1
    if (reply["league_code"], reply["period"]) != (file.league, file.period):
        found.refusals.append(f"{file.path}: taken for {reply['league_code']} {reply['period']}")
    for finding in reply["findings"]:
        rule, severity = finding["rule"], finding["severity"]
        said = f"{file.path} {finding['sheet'] or ''}!{finding['cell'] or ''} {finding['says']}"
        if severity == "error":
            found.refusals.append(f"{rule}: {said}")
        elif severity == "warning":
            expected = rule == "figure_missing" and truth.unreported[file.league]
            found.warnings[f"{rule} (said)" if expected else rule].append(said)
        else:
            found.infos[rule] += 1


def _compared(
    found: Outcome, what: str, said: Mapping[Hashable, Hashable], stored: Mapping[Hashable, Hashable]
) -> None:
    for key in sorted(said.keys() | stored.keys(), key=str):
        if said.get(key) != stored.get(key):
            found.differences.append(f"{what} {key}: said {said.get(key)}, stored {stored.get(key)}")


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _text(text: str) -> str:
    """The words without their spaces and line breaks, which a sheet may break as it likes."""
    return re.sub(r"\s+", "", text)


def _figures(truth: Truth) -> dict[Hashable, Hashable]:
    return {key: (figure.quarter, figure.year_to_date) for key, figure in truth.figures.items()}


def _values(home: Home) -> dict[Hashable, Hashable]:
    asked = home.asked(
        "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
        " WHERE figure IS NOT NULL"
    )
    return {
        (row["league_code"], row["period"], row["indicator_code"]): (
            _number(row["figure"]),
            _number(row["year_to_date"]),
        )
        for row in asked
    }


def _annual(truth: Truth) -> dict[Hashable, Hashable]:
    return {key: (value, "False") for key, value in truth.annual.items()}


def _annual_values(home: Home) -> dict[Hashable, Hashable]:
    asked = home.asked(
        "SELECT league_code, year, indicator_code, value, provisional FROM warehouse.annual_value"
        " WHERE value IS NOT NULL"
    )
    return {
        (row["league_code"], int(row["year"]), row["indicator_code"]): (
            _number(row["value"]),
            row["provisional"],
        )
        for row in asked
    }


def _progress(truth: Truth) -> dict[Hashable, Hashable]:
    return {
        key: (
            row.status,
            *map(_text, (row.progress, row.problems, row.advice)),
            row.budget,
            row.spent,
            *map(_text, (row.leader, row.person, row.until)),
        )
        for key, row in truth.progress.items()
    }


def _progress_rows(home: Home) -> dict[Hashable, Hashable]:
    return {
        (row["league_code"], row["period"], int(row["project_no"])): (
            row["status"],
            *(_text(row[name]) for name in ("progress", "problems", "advice")),
            _number(row["budget"]),
            _number(row["spent"]),
            *(_text(row[name]) for name in ("leader", "person", "until")),
        )
        for row in home.asked("SELECT * FROM warehouse.project_progress")
    }


def _completion(truth: Truth) -> dict[Hashable, Hashable]:
    return {
        key: (row.target, row.completed, row.rate, _text(row.account))
        for key, row in truth.completion.items()
    }


def _completion_rows(home: Home, truth: Truth) -> dict[Hashable, Hashable]:
    stored: dict[Hashable, Hashable] = {}
    for row in home.asked("SELECT * FROM warehouse.project_completion"):
        key = (row["league_code"], int(row["year"]), int(row["project_no"]))
        said, rate = truth.completion[key].rate, _number(row["rate"])
        if said is not None and rate is not None:  # a cell may hold more decimals than it shows
            rate = rate.quantize(said, ROUND_HALF_UP)
        stored[key] = (_number(row["target"]), _number(row["completed"]), rate, _text(row["account"]))
    return stored


def _suggestions(truth: Truth) -> dict[Hashable, Hashable]:
    return {
        (*key, place): (number, _text(problem), _text(suggestion))
        for key, rows in truth.suggestions.items()
        for place, (number, problem, suggestion) in enumerate(rows)
    }


def _suggestion_rows(home: Home) -> dict[Hashable, Hashable]:
    stored: dict[Hashable, Hashable] = {}
    places: Counter[tuple[str, int]] = Counter()
    for row in home.asked("SELECT * FROM warehouse.suggestion ORDER BY league_code, year, row_no"):
        key = (row["league_code"], int(row["year"]))
        number = int(row["project_no"]) if row["project_no"] else None
        stored[*key, places[key]] = (number, _text(row["problem"]), _text(row["suggestion"]))
        places[key] += 1
    return stored


def _statuses(files: list[File]) -> dict[Hashable, Hashable]:
    arrived: dict[tuple[str, str, str], datetime] = {}
    for file in files:
        key = (file.league, file.kind, file.period)
        arrived[key] = max(arrived.get(key, file.arrived_at), file.arrived_at)
    return {
        key: (when, "on_time" if when.date() <= due(key[1], key[2]) else "late", "0")
        for key, when in arrived.items()
        if _is_made(key[1], key[2])
    }


def _is_made(kind: str, period: str) -> bool:
    """Whether all that this return asks for is made here: neither counties nor enterprises are."""
    asked = registry().returns[kind].parts_asked(Period.parse(period))
    return {part.subject for part in asked} <= {"indicator", "project", "none"}


def _status_rows(home: Home) -> dict[Hashable, Hashable]:
    asked = home.asked(
        "SELECT league_code, return_kind, period, timeliness, errors,"
        " (accepted_at AT TIME ZONE 'Asia/Shanghai')::text AS accepted FROM warehouse.return_status"
    )
    return {
        (row["league_code"], row["return_kind"], row["period"]): (
            datetime.fromisoformat(row["accepted"]) if row["accepted"] else None,
            row["timeliness"],
            row["errors"],
        )
        for row in asked
        if _is_made(row["return_kind"], row["period"])
    }
