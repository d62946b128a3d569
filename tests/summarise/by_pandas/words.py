"""What leagues say of projects: status, money, accounts, problems, suggestions, and differences."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

import pandas as pd

from etl.summarise.matters import alike
from etl.validate.explanations import explanation
from schemas.registry import registry
from tests.summarise.by_pandas.known import Known
from tests.summarise.by_pandas.plan import league_names, names, project_names, registered
from tests.summarise.by_pandas.targets import worst

ROW = ["league_code", "project_no"]
BY_QUARTER = ("status", "budget", "spent", "progress", "practice")
BY_YEAR = ("target", "completed", "rate", "account")


def annual_account(told: Known, year: int) -> list[dict[str, Any]]:
    """A row for each league and project: by its latest quarter of the year, and its annual return."""
    latest = {}
    for row in sorted(_of(told, "progress", year), key=lambda row: row["quarter"]):
        latest[row["league_code"], row["project_no"]] = row
    completion = {(row["league_code"], row["project_no"]): row for row in _of(told, "completion", year)}
    rows = []
    for league, name in league_names().items():
        for number, project in project_names().items():
            if number == 0:
                continue
            quarter, annual = latest.get((league, number), {}), completion.get((league, number), {})
            rows.append(
                {
                    "year": year,
                    "league_code": league,
                    "project_no": number,
                    "reporting": bool(annual) or quarter.get("quarter", 0) >= told.quarters_ended(year),
                    "as_of_period": quarter.get("period"),
                    **{column: quarter.get(column) for column in BY_QUARTER},
                    **{column: annual.get(column) for column in BY_YEAR},
                    "in_region_sum": True,
                    "league_name_zh": name,
                    "project_name_zh": project,
                    **_reporting(quarter, told.quarters_ended(year)),
                }
            )
    return rows


def _reporting(quarter: dict[str, Any], quarters_ended: int) -> dict[str, bool]:
    """Whether the row of progress is of the last quarter, and what it gives."""
    new = bool(quarter) and quarter["quarter"] >= quarters_ended
    return {
        "progress_reporting": new,
        **{f"{column}_reporting": new and quarter[column] is not None for column in ("budget", "spent")},
    }


def _money(accounts: list[dict[str, Any]]) -> dict[str, Any]:
    """Who gives a budget and who a spend; the share of those that give both, rounded down."""
    giving = {
        column: {row["league_code"] for row in accounts if row[f"{column}_reporting"]}
        for column in ("budget", "spent")
    }
    both = [row for row in accounts if row["budget_reporting"] and row["spent_reporting"]]
    planned, spent = (sum(Decimal(row[column]) for row in both) for column in ("budget", "spent"))
    said: dict[str, Any] = {}
    for column, leagues in giving.items():
        said[f"{column}_leagues"] = len(leagues)
        said[f"{column}_missing_leagues"] = names(league_names().keys() - leagues)
    share = (spent / planned).quantize(Decimal("0.000001"), "ROUND_DOWN") if planned else None
    return said | {"execution": share, "execution_leagues": len(giving["budget"] & giving["spent"])}


def annual_project(
    accounts: list[dict[str, Any]], targets: list[dict[str, Any]], year: int
) -> list[dict[str, Any]]:
    """A project stands as its worst target; its money is what is there."""
    departments = registered("projects").set_index("project_no")["departments_zh"]
    rows = []
    for number, name in project_names().items():
        if number == 0:
            continue
        own = [row for row in accounts if row["project_no"] == number]
        goals = [row for row in targets if row["project_no"] == number]
        wordings = {row["target_id"]: row["wording_zh"] for row in goals}
        reporting = [row["league_code"] for row in own if row["reporting"]]
        rows.append(
            {
                "year": year,
                "project_no": number,
                "name_zh": name,
                "departments_zh": departments[str(number)].replace("|", "、"),
                "standing": worst([row["standing"] for row in goals]) if goals else "no_number",
                "leagues_reporting": len(reporting),
                "leagues_expected": len(own),
                **{column: _sum(row[column] for row in own) for column in ("budget", "spent")},
                "completed_leagues": sum(row["status"] == "已完成" for row in own),
                "under_way_leagues": sum(row["status"] == "推进中" for row in own),
                "not_started_leagues": sum(row["status"] == "未启动" for row in own),
                "missing_leagues": names(league_names().keys() - set(reporting)),
                **_money(own),
                "targets_zh": ";".join(dict.fromkeys(wordings[target] for target in sorted(wordings)))
                or None,
            }
        )
    return rows


def annual_suggestion(told: Known, year: int) -> list[dict[str, Any]]:
    """Problems and suggestions beside the quarters' progress, and those of the annual returns."""
    quarterly = [
        {**row, "problem": row.get("problems"), "suggestion": row.get("advice"), "source": "quarterly"}
        for row in _of(told, "progress", year)
    ]
    annual = [{**row, "source": "annual"} for row in _of(told, "suggestions", year)]
    return [
        {
            **row,
            "league_name_zh": league_names()[row["league_code"]],
            "project_name_zh": project_names().get(row["project_no"]),
        }
        for row in quarterly + annual
        if row["problem"] or row["suggestion"]
    ]


def annual_difference(told: Known, year: int) -> list[dict[str, Any]]:
    """Where both the fourth quarter and the annual return are in force and differ."""
    indicators = registered("indicators").set_index("indicator_code")
    fourth = {
        (row["league_code"], row["indicator_code"]): row["year_to_date"]
        if indicators.loc[row["indicator_code"], "measure"] == "flow"
        else row["figure"]
        for row in _of(told, "data", year)
        if row["quarter"] == 4
    }
    rows = []
    for row in _of(told, "annual data", year):
        before = fourth.get((row["league_code"], row["indicator_code"]))
        if None not in (before, row["figure"]) and before != row["figure"]:
            rows.append(
                {
                    "year": year,
                    "league_code": row["league_code"],
                    "indicator_code": row["indicator_code"],
                    "from_quarters": before,
                    "from_annual_return": row["figure"],
                    "difference": row["figure"] - before,
                    "explanation": explanation(row["remark"], registry()),
                    "league_name_zh": league_names()[row["league_code"]],
                    "name_zh": indicators.loc[row["indicator_code"], "name_zh"],
                    "unit_zh": indicators.loc[row["indicator_code"], "unit_zh"],
                }
            )
    return rows


def _of(told: Known, part: str, year: int) -> list[dict[str, Any]]:
    rows = told.rows.get(part)
    if rows is None:
        return []
    listed: list[dict[str, Any]] = rows[rows["year"] == year].to_dict("records")
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in listed]


def _sum(values: Any) -> Any:
    there = [value for value in values if value is not None]
    return sum(there) if there else None


def suggestion_matter(suggestions: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """Suggestions that are alike (whose own tests say what that is) are one; nobody has answered any."""
    order = ("league_code", "period", "project_no", "row_no")
    empty = {"", *registry().words["empty_phrase"]}
    said = sorted(
        (row for row in suggestions if (row["suggestion"] or "").strip() not in empty),
        key=lambda row: tuple(row[name] or 0 for name in order),
    )
    found = []
    for places in alike([row["suggestion"] for row in said]):
        own = [said[place] for place in places]
        leagues = sorted({row["league_code"] for row in own})
        numbers = sorted({row["project_no"] or 0 for row in own})
        wording = own[0]["suggestion"].strip()
        named = [f"{number} {project_names()[number]}" for number in numbers if number]
        found.append(
            {
                "year": year,
                "matter_id": f"{year}-{hashlib.sha256(wording.encode()).hexdigest()[:6]}",
                "wording": wording,
                "leagues": len(leagues),
                "league_codes": " ".join(leagues),
                "leagues_zh": names(set(leagues)),
                "projects_zh": "、".join(named) or None,
                "project_nos": " ".join(map(str, numbers)),
                "times": len(own),
                "wordings": "\n".join(sorted({row["suggestion"] for row in own})),
                **dict.fromkeys(("state", "handler_zh", "reply", "replied_on")),
            }
        )
    return found
