"""A small warehouse in which every table that an analyst reads has rows, with as many decimals as go in."""

from __future__ import annotations

import sqlalchemy as sa

from etl.publish.annual.content import plain, read
from etl.publish.editions import keep
from etl.store.warehouse import statement
from etl.summarise.tables import build, build_periods
from tests.summarise.filing import (
    by_county,
    enterprise,
    figures,
    file_return,
    find,
    held,
    moment,
    open_with,
    waive,
    withdraw,
)

HOHHOT, ALXA = "150100", "152900"
LARGEST, FINEST = "999999999999999", "0.123456789"
WORDS = {
    "status": "推进中",
    "progress": "已开展",
    "problems": "资金不足。",
    "advice": "加大资金支持",
    "leader": "甲",
}


def fill(connection: sa.Connection) -> None:
    """Two leagues reported 2022, 2023 and the first months of 2024; something of each kind went wrong."""
    open_with(connection, "P00-1", 1000)
    waive(connection, "W-1", HOHHOT, "2023Q4")
    for league in (HOHHOT, ALXA):
        for year in (2022, 2023):
            for quarter in (3, 4) if year == 2022 else (1, 2, 3, 4):
                _quarter(connection, league, year, quarter)
            _year(connection, league, year)
        _quarter(connection, league, 2024, 1)
        _month(connection, league)
    _go_wrong(connection)
    _decide(connection)
    for year in (2022, 2023, 2024):
        build(connection, year, moment("2024-06-01"))
        build_periods(connection, year, moment("2024-06-01"))
    for number, published in ((1, "2024-06-01"), (2, "2024-06-02")):
        _publish(connection, number, published)


def _quarter(connection: sa.Connection, league: str, year: int, quarter: int) -> None:
    said = {
        "P00-1": (10 * quarter + 1, 100 * quarter + 7),
        "P02-1": (f"{quarter}.25", f"{quarter}.5"),
        "P02-2": (LARGEST, LARGEST),
        "P04-1": (40, 40 * quarter),
        "P04-3": (30, 30 * quarter),
    }
    money = {"budget": f"12.{quarter}23456", "spent": f"0.00000{quarter}"}
    parts = {
        "data": figures(said),
        "progress": [
            {**WORDS, **money, "project_no": number, "cells": {"budget": "G4"}} for number in (1, 2)
        ],
    }
    if year == 2024:
        parts["counties"] = by_county({f"{league[:4]}21": {"P13-1": ("1", None), "P16-3": ("2", "3")}})
    file_return(connection, league, f"{year}Q{quarter}", parts, moment(f"{year}-{3 * quarter:02}-28"))


def _year(connection: sa.Connection, league: str, year: int) -> None:
    said = {"P00-1": (year, None), "P02-1": (FINEST, None), "P04-1": (90, None), "P04-3": (60, None)}
    done = {"target": "3", "completed": FINEST, "rate": "33.333333333333", "account": "基本完成"}
    parts = {
        "data": figures(said),
        "completion": [{**done, "project_no": 2, "cells": {"completed": "D4"}}],
        "suggestions": [
            {"project_no": 3, "problem": "师资不足", "suggestion": "加强培训", "cells": {"problem": "B4"}}
        ],
    }
    file_return(connection, league, str(year), parts, moment(f"{year + 1}-01-04"))


def _month(connection: sa.Connection, league: str) -> None:
    parts = {
        "enterprises": [enterprise(f"91{league}0000000{number:02}X", number) for number in range(3)],
        "activities": [held("春风行动", "2024-03-05")],
    }
    file_return(connection, league, "2024M03", parts, moment("2024-04-03"))


def _go_wrong(connection: sa.Connection) -> None:
    """A revision with its reason, a withdrawal that revives, a warning, and a refusal."""
    day = moment("2024-02-01")
    said = {"P00-1": (2024, None), "P02-1": (FINEST, None), "P04-1": (90, None), "P04-3": (61, None)}
    new = file_return(
        connection, HOHHOT, "2023", {"data": figures(said)}, day, revision_reason="补报两个旗县"
    )
    find(connection, new, "warning", day, part="data", rule_id="annual_difference", indicator_code="P00-1")
    find(connection, new, "warning", day, part="data", rule_id="part_above_whole", waiver_id="W-1")
    again = file_return(connection, ALXA, "2023", {"data": figures({"P00-1": (1, None)})}, day)
    before = connection.execute(
        sa.text(
            "SELECT min(submission_id) FROM intake.submission WHERE league_code = :league AND period = '2023'"
        ),
        {"league": ALXA},
    ).scalar_one()
    withdraw(connection, ALXA, "2023", "data", moment("2024-02-02"), revive=before)
    refused = file_return(connection, ALXA, "2024Q1", {"data": figures({})}, day, "refused")
    find(connection, refused, "error", day, part="data", rule_id="number_text")
    correct = (
        "INSERT INTO intake.arrival_correction (submission_id, arrived_at, corrected_at, actor, reason)"
        " VALUES (:id, :at, :at, '王', '系统故障')"
    )
    connection.execute(sa.text(correct), {"id": again, "at": day})


def _decide(connection: sa.Connection) -> None:
    """What was reached before is known, leagues are answered, and the department wrote a line."""
    figure = {"indicator_code": "P03-1", "year": 2021, "value": "1508.123456789", "provider_zh": "人社厅"}
    entered = {"entered_at": moment("2024-03-01"), "entered_by": "王"}
    connection.execute(statement("intake/base_figure"), figure | {"source": "统计公报"} | entered)
    answer = {"matter_id": "2023-000000", "year": 2023, "wording": "加强培训", "handler_zh": "人社厅"}
    told = {"state": "planned", "reply": "列入明年计划", "replied_on": "2024-03-01"}
    answered = {"answered_at": moment("2024-03-01"), "answered_by": "王"}
    connection.execute(statement("intake/matter_answer"), answer | told | answered)
    words = {"year": 2023, "section": "practice", "subject": "", "words": ["一是健全机制。"]}
    written = {"written_at": moment("2024-03-01"), "written_by": "王"}
    connection.execute(statement("intake/department_words"), words | written)


def _publish(connection: sa.Connection, number: int, day: str) -> None:
    """An edition of 2023 is kept; the second says another figure than the first."""
    content = plain(read(connection, 2023, moment("2024-06-01")).tables)
    if number == 2:
        for row in content["annual_indicator"]:
            if (row["league_code"], row["indicator_code"]) == (HOHHOT, "P00-1"):
                row["value"] = "2025"
    told = {
        "period": "2023",
        "edition_no": number,
        "approved_by": "王处长",
        "folder": f"annual/2023/第{number}版",
    }
    moments = dict.fromkeys(("as_of", "approved_at", "published_at"), moment(day))
    sums = dict.fromkeys(("content_sha256", "registry_sha256"), "0" * 64)
    sources = [
        {
            "period": "2023",
            "edition_no": number,
            "return_period": row["period"],
            **{name: row[name] for name in ("league_code", "part", "submission_id", "sha256")},
        }
        for row in content["annual_submission"]
    ]
    keep(connection, {"edition": {**told, **moments, **sums}, "content": content, "submissions": sources})
