"""Who has sent what, when, and what is still open in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

import pandas as pd

from tests.summarise.by_pandas.known import Known
from tests.summarise.by_pandas.plan import DUE_RULE, duties, league_names, part_names, rule_names

RETURN = ["league_code", "period"]


def annual_return(told: Known, year: int) -> list[dict[str, Any]]:
    """The returns owed for the year: on time or not by the first accepted version of each part."""
    standing = told.versions[~told.versions["withdrawn"]]
    first = standing.groupby([*RETURN, "part"])["arrived_at"].min().to_dict()
    versions = told.versions.groupby([*RETURN, "part"]).size().to_dict()
    warnings = _counts(_open_warnings(told, told.findings))
    errors = _counts(told.findings[told.findings["severity"] == "error"])
    rows = []
    for owed in duties().to_dict("records"):
        if owed["period"][:4] != str(year):
            continue
        own = (owed["league_code"], owed["period"])
        parts = part_names(owed["return_kind"], owed["period"])
        arrivals = [first.get((*own, part)) for part in parts]
        complete = None if None in arrivals else max(arrivals)
        rows.append(
            {
                **owed,
                "year": year,
                "arrived_at": complete,
                "timeliness": _timeliness(told, own, complete, owed["effective_due_at"]),
                "versions": max(versions.get((*own, part), 0) for part in parts),
                "errors": errors.get(own, 0),
                "warnings": warnings.get(own, 0),
                "outstanding": "、".join(parts[part] for part in parts if (*own, part) not in first) or None,
                "due_rule": DUE_RULE,
                "league_name_zh": league_names()[owed["league_code"]],
            }
        )
    return rows


def annual_reporting(
    returns: list[dict[str, Any]], waivers: list[dict[str, Any]], year: int
) -> list[dict[str, Any]]:
    """The returns of a league counted."""
    rows = []
    for league, name in league_names().items():
        own = [row for row in returns if row["league_code"] == league]
        counts = {
            timeliness: sum(row["timeliness"] == timeliness for row in own)
            for timeliness in ("on_time", "late", "missing", "not_due", "exempt")
        }
        early = [
            Decimal((row["effective_due_at"] - row["arrived_at"]) // timedelta(seconds=1)) / 86400
            for row in own
            if row["timeliness"] in ("on_time", "late")
        ]
        waived = sorted(
            row["waiver_id"]
            for row in waivers
            if row["league_code"] == league and row["period"][:4] == str(year)
        )
        rows.append(
            {
                **counts,
                "year": year,
                "league_code": league,
                "expected": len(own) - counts["exempt"],
                **{name: sum(row[name] for row in own) for name in ("versions", "errors", "warnings")},
                "median_days_early": _tenth(median(early)) if early else None,
                "league_name_zh": name,
                "waivers": "、".join(waived) or None,
            }
        )
    return rows


def annual_waiver(told: Known, year: int) -> list[dict[str, Any]]:
    """The waivers that findings of versions in force name, those of earlier years too."""
    in_force = _parts_in_force(told)
    used = {
        row["waiver_id"]
        for row in told.findings.to_dict("records")
        if row["waiver_id"] and row["year"] <= year and (row["submission_id"], row["part"]) in in_force
    }
    return [
        {
            **vars(waiver),
            "year": year,
            "league_code": waiver.league,
            "rule_name_zh": rule_names()[waiver.rule_id],
            "indicator_code": None,
            "project_no": None,
            "approved_on": waiver.at.date(),
            "valid_to": None,
            "league_name_zh": league_names()[waiver.league],
        }
        for waiver in told.waivers
        if waiver.waiver_id in used
    ]


def annual_finding(told: Known, year: int) -> list[dict[str, Any]]:
    """Unexplained warnings of what is in force, and the last errors of what nothing is in force of."""
    found = told.findings[told.findings["year"] == year]
    errors = found[(found["severity"] == "error") & ~found["resolved"]]
    still_open = [
        number for number, row in errors.to_dict("index").items() if _is_open_error(told, errors, row)
    ]
    both = found.loc[sorted([*_open_warnings(told, found).index, *still_open])]
    both = both.sort_values([*RETURN, "severity", "found_at"], kind="stable")
    return [
        {
            **row,
            "year": year,
            "place": place,
            "rule_name_zh": rule_names()[row["rule_id"]],
            "says_zh": "有误",
            "to_do_zh": "请改",
            "league_name_zh": league_names()[row["league_code"]],
        }
        for place, row in enumerate(both.to_dict("records"), 1)
    ]


def annual_submission(told: Known, year: int) -> list[dict[str, Any]]:
    """The versions in force up to the year."""
    used = told.versions[told.versions["in_force"] & (told.versions["year"] <= year)]
    return [
        {**row, "year": year, "league_name_zh": league_names()[row["league_code"]]}
        for row in used.to_dict("records")
    ]


def _timeliness(told: Known, own: tuple[str, str], complete: datetime | None, due_at: datetime) -> str:
    if own in told.exempt:
        return "exempt"
    if complete is not None:
        return "on_time" if complete <= due_at else "late"
    return "missing" if told.moment > due_at else "not_due"


def _parts_in_force(told: Known) -> set[tuple[int, str | None]]:
    """Submission and part; a submission of which anything is in force stands here with no part as well."""
    used = told.versions[told.versions["in_force"]]
    pairs = set(zip(used["submission_id"], used["part"], strict=True))
    return pairs | {(number, None) for number, _ in pairs}


def _open_warnings(told: Known, found: pd.DataFrame) -> pd.DataFrame:
    """Those that are of a version in force, unexplained and still true."""
    in_force = _parts_in_force(told)
    listed = found[(found["severity"] == "warning") & found["explanation"].isna() & ~found["resolved"]]
    pairs = zip(listed["submission_id"], listed["part"], strict=True)
    return listed[pd.Series([pair in in_force for pair in pairs], index=listed.index, dtype=bool)]


def _is_open_error(told: Known, errors: pd.DataFrame, row: dict[str, Any]) -> bool:
    """Nothing of the part is in force (of a whole file: not all of the return), no later one has errors."""
    used = told.versions[told.versions["in_force"]]
    there = set(used[(used["league_code"] == row["league_code"]) & (used["period"] == row["period"])]["part"])
    wanted = (
        {row["part"]}
        if row["part"]
        else set(part_names("quarterly" if "Q" in row["period"] else "annual", row["period"]))
    )
    later = errors[
        (errors["league_code"] == row["league_code"])
        & (errors["period"] == row["period"])
        & (errors["submission_id"] > row["submission_id"])
    ]
    replaced = len(later) if row["part"] is None else (later["part"] == row["part"]).any()
    return not wanted <= there and not replaced


def _counts(found: pd.DataFrame) -> dict[tuple[str, str], int]:
    counted: dict[tuple[str, str], int] = found.groupby(RETURN).size().to_dict()
    return counted


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
