"""What was known at a moment, told from the events up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from etl.common.settings import ZONE
from tests.summarise.history import Balance, Event, Exempted, Filed, Found, Resolved, Waived, Withdrawn

_RETURN = ["submission_id", "source_file", "league_code", "period", "year", "part"]
_VERSION = [
    *_RETURN,
    *("sha256", "quarter", "return_kind", "arrived_at", "known_from", "withdrawn", "in_force"),
]
_FINDING = [
    *_RETURN,
    *("severity", "rule_id", "given", "found_at", "resolved"),
    *("sheet", "cell", "project_no", "indicator_code", "expected", "explanation", "waiver_id"),
]


@dataclass(frozen=True)
class Known:
    """`versions`: of parts, all that were ever accepted; `rows`: what those in force say, by part.

    `balances`: indicator to the region's figure of 2021; `exempt`: leagues and periods.
    """

    moment: datetime
    versions: pd.DataFrame
    rows: dict[str, pd.DataFrame]
    findings: pd.DataFrame
    balances: dict[str, Decimal]
    exempt: frozenset[tuple[str, str]]
    waivers: tuple[Waived, ...]

    def quarters_ended(self, year: int) -> int:
        """How many of the year's quarters were over, by the region's clock."""
        day = self.moment.astimezone(ZONE).date()
        return sum(day >= date(year + quarter // 4, quarter % 4 * 3 + 1, 1) for quarter in (1, 2, 3, 4))


def known(events: Iterable[Event], moment: datetime) -> Known:
    """What these events, in order of time, had told by the moment."""
    told = [event for event in events if event.at <= moment]
    files = [event for event in told if isinstance(event, Filed)]
    numbers = {file.file_name: number for number, file in enumerate(files, 1)}
    versions = _versions(told, numbers)
    in_force = versions[versions["in_force"]]
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for version in in_force.to_dict("records"):
        about = {
            name: version[name] for name in ("league_code", "year", "quarter", "period", "submission_id")
        }
        kind = "annual " if version["quarter"] is None and version["part"] == "data" else ""
        for row_no, row in enumerate(files[version["submission_id"] - 1].parts[version["part"]], 1):
            rows[kind + version["part"]].append({**row, **about, "row_no": row_no})
    return Known(
        moment,
        versions,
        {part: pd.DataFrame(listed, dtype=object) for part, listed in rows.items()},
        _findings(told, {file.file_name: file for file in files}, numbers),
        {event.indicator_code: Decimal(event.value) for event in told if isinstance(event, Balance)},
        frozenset((event.league, event.period) for event in told if isinstance(event, Exempted)),
        tuple(event for event in told if isinstance(event, Waived)),
    )


def _versions(told: list[Event], numbers: dict[str, int]) -> pd.DataFrame:
    """Accepted parts: a later one supersedes the earlier, a withdrawn one revives the one before it."""
    accepted: list[dict[str, Any]] = []
    standing: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for event in told:
        if isinstance(event, Filed):
            for part in event.parts.keys() - event.refused:
                version = {
                    "submission_id": numbers[event.file_name],
                    "source_file": event.file_name,
                    "sha256": event.sha256,
                    "league_code": event.league,
                    "period": event.period,
                    "year": int(event.period[:4]),
                    "quarter": int(event.period[-1]) if "Q" in event.period else None,
                    "return_kind": "quarterly" if "Q" in event.period else "annual",
                    "part": part,
                    "arrived_at": event.at,
                    "known_from": event.at,
                    "withdrawn": False,
                    "in_force": False,
                }
                accepted.append(version)
                standing[event.league, event.period, part].append(version)
        elif isinstance(event, Withdrawn):
            (versions,) = (
                versions
                for (_, _, part), versions in standing.items()
                if part == event.part and event.file_name in {one["source_file"] for one in versions}
            )
            (gone,) = (one for one in versions if one["source_file"] == event.file_name)
            if gone is versions[-1] and len(versions) > 1:
                versions[-2]["known_from"] = event.at
            gone["withdrawn"] = True
            versions.remove(gone)
    for versions in standing.values():
        if versions:
            versions[-1]["in_force"] = True
    columns = pd.DataFrame(accepted, columns=_VERSION, dtype=object)
    return columns.astype({"in_force": bool, "withdrawn": bool})


def _findings(told: list[Event], files: dict[str, Filed], numbers: dict[str, int]) -> pd.DataFrame:
    """In the order in which they were found; those that a later arrival made untrue are marked."""
    resolved = {event.label for event in told if isinstance(event, Resolved)}
    found = []
    for event in told:
        if isinstance(event, Found):
            file = files[event.file_name]
            about = {
                "submission_id": numbers[event.file_name],
                "source_file": event.file_name,
                "league_code": file.league,
                "period": file.period,
                "year": int(file.period[:4]),
                "part": event.part,
                "severity": event.severity,
                "rule_id": event.rule_id,
                "given": event.label,
                "found_at": event.at,
                "resolved": event.label in resolved,
            }
            found.append(dict.fromkeys(_FINDING) | about | dict(event.facts))
    return pd.DataFrame(found, columns=_FINDING, dtype=object).astype({"resolved": bool})
