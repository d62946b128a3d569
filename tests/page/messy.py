"""A year in which everything that can be shown goes wrong, made from one in which nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import cycle
from typing import Any

from etl.publish.annual.content import Content, Edition
from etl.publish.annual.words import STANDINGS
from schemas.region import REGION_CODE

Rows = list[dict[str, Any]]

GONE, STALE, PROVISIONAL = "152900", "152200", "150900"  # reports nothing; stopped early; no annual return
NOT_NEW = dict.fromkeys(("progress_reporting", "budget_reporting", "spent_reporting"), False)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "javascript:alert(3)",
    "</script></style><svg onload=alert(4)>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://evil.example/","点这里")&\'"',
)
LONG = "因旗县区统计口径调整,部分乡镇苏木数据须重新核对,涉及人社、财政、乡村振兴等部门," * 6


def messy(content: Content) -> Content:
    """The content, spoilt; published as the second edition."""
    tables = {name: [dict(row) for row in rows] for name, rows in content.tables.items()}
    tables["annual_indicator"] = _indicators(tables["annual_indicator"])
    _stand(tables["annual_target"], ("met", "on_track", "unknown", "behind", "not_met"))
    _stand(tables["action_target"], ("not_met", "met", "unknown", "on_track", "behind"))
    _stand(tables["annual_project"], STANDINGS)
    _targets(tables["annual_target"])
    tables["action_target"][2] |= {"years_not_met": "2022、2023", "years_met": 0, "missing": LONG}
    tables["annual_project"][3] |= {"budget": None, "spent": None, "missing_leagues": "兴安盟、阿拉善盟"}
    _accounts(tables["annual_account"])
    for row in tables["annual_project"]:
        _money(row, [one for one in tables["annual_account"] if one["project_no"] == row["project_no"]])
    _returns(tables)
    tables["annual_finding"] = _findings(content)
    tables["annual_waiver"] = _waivers(content)
    tables["annual_difference"] = _differences(content)
    tables["annual_suggestion"] = _suggestions(content)
    tables["suggestion_matter"] = _matters(content)
    tables["earlier_matter"] = [
        row | {"said_in": content.year - 1, "matter_id": f"{content.year - 1}-{number}"}
        for number, row in enumerate(_matters(content)[:1], 1)
    ]
    return replace(
        content,
        tables=tables,
        changes=[
            {
                "table": "annual_indicator",
                "key_zh": f"P01-1 {HOSTILE[0]}",
                "column_zh": "数值",
                "before": "1,000",
                "after": None,
            },
            {
                "table": "annual_suggestion",
                "key_zh": "包头市 2023年度 第3行",
                "column_zh": "问题",
                "before": None,
                "after": HOSTILE[1],
            },
        ],
        compared_with=1,
        edition=Edition(2, "就业促进处 <b>王</b>", content.as_of),
    )


def _indicators(rows: Rows) -> Rows:
    kept = [row for row in rows if row["league_code"] != GONE]
    for row in kept:
        if row["league_code"] == STALE:
            row |= {"leagues_reporting": 0, "provisional": True, "missing_leagues": "兴安盟"}
        elif row["league_code"] == PROVISIONAL:
            row |= {"provisional": True}
        elif row["league_code"] == "150300":
            row |= {"previous_year": None}
        elif row["league_code"] == REGION_CODE:
            row |= {
                "leagues_reporting": 10,
                "missing_leagues": "兴安盟、阿拉善盟",
                "stale_leagues": "兴安盟",
                "provisional": True,
                "previous_leagues_reporting": 11,
            }
    kept[0]["value"] = None
    return kept


def _stand(rows: Rows, standings: Iterable[str]) -> None:
    for row, standing in zip(rows, cycle(standings), strict=False):
        row["standing"] = standing


def _targets(rows: Rows) -> None:
    rows[0] |= {"opening_balance": Decimal(250000), "missing": None, "standing": "on_track"}
    rows[1] |= {"actual": None, "this_year": None, "share_reached": None, "provisional": True}
    rows[2] |= {"share_reached": Decimal("3.2171"), "provisional": True, "leagues_reporting": 11}
    rows[3] |= {"missing": f"阿拉善盟2023年、{LONG}", "line": None}
    rows[4] |= {"actual": Decimal(0), "share_reached": Decimal(0)}


def _accounts(rows: Rows) -> None:
    for row in rows:
        if row["league_code"] == GONE:
            row |= dict.fromkeys(("as_of_period", "status", "budget", "spent", "target", "completed", "rate"))
            row |= {
                "reporting": False,
                **NOT_NEW,
                "account": None,
                "progress": None,
                "practice": None,
            }
        elif row["league_code"] == STALE:
            row |= {"reporting": False, **NOT_NEW, "as_of_period": "2023Q2"}
            row |= {"account": None, "target": None, "completed": None, "rate": None}
        elif row["league_code"] == PROVISIONAL:
            row |= {"status": "已完成", "budget": Decimal("9876543.21"), "account": HOSTILE[0]}
            row |= {"account": LONG} if row["project_no"] == 7 else {}
    rows[0] |= {"practice": HOSTILE[3], "rate": Decimal("1234.56"), "spent": None, "spent_reporting": False}
    rows[1] |= {"status": "未启动", "completed": Decimal(0), "rate": Decimal(0)}


def _money(project: dict[str, Any], accounts: Rows) -> None:
    """What the project's row says of who gives money, by its accounts."""
    for column in ("budget", "spent"):
        others = [row["league_name_zh"] for row in accounts if not row[f"{column}_reporting"]]
        project[f"{column}_leagues"] = len(accounts) - len(others)
        project[f"{column}_missing_leagues"] = "、".join(others) or None
    project["execution_leagues"] = sum(row["budget_reporting"] and row["spent_reporting"] for row in accounts)


def _returns(tables: Mapping[str, Rows]) -> None:
    spoilt = {
        (GONE, "2023Q4"): {"timeliness": "missing", "arrived_at": None, "outstanding": "主要数据、项目进展"},
        (GONE, "2023"): {"timeliness": "missing", "arrived_at": None, "outstanding": "任务完成情况"},
        (STALE, "2023"): {"timeliness": "not_due", "arrived_at": None, "outstanding": "主要数据"},
        (STALE, "2023Q1"): {"timeliness": "exempt"},
        (PROVISIONAL, "2023Q2"): {"timeliness": "late", "versions": 3, "errors": 12, "warnings": 7},
    }
    for row in tables["annual_return"]:
        row |= spoilt.get((row["league_code"], row["period"]), {})
    for row in tables["annual_reporting"]:
        if row["league_code"] == GONE:
            row |= {"on_time": 3, "late": 0, "missing": 2, "waivers": "W-2023-01、W-2023-02"}
        elif row["league_code"] == STALE:
            row |= {"expected": 4, "on_time": 0, "late": 0, "missing": 0, "not_due": 4, "exempt": 1}
            row |= {"median_days_early": None}
        elif row["league_code"] == PROVISIONAL:
            row |= {"on_time": 4, "late": 1, "median_days_early": Decimal("-2.5")}
            row |= {"errors": 12, "warnings": 7}


def _findings(content: Content) -> Rows:
    names = {row["league_code"]: row["league_name_zh"] for row in content["annual_reporting"]}
    codes = [GONE, GONE, PROVISIONAL, PROVISIONAL, PROVISIONAL, "150100"]
    return [
        {
            "year": content.year,
            "place": place,
            "league_code": code,
            "league_name_zh": names[code],
            "period": "2023Q4" if place % 2 else "2023",
            "part": None if place == 1 else "data",
            "severity": "error" if code == GONE else "warning",
            "rule_id": "part_above_whole",
            "rule_name_zh": "部分大于总数",
            "source_file": f"{names[code]}{hostile}.xlsx",
            "sheet": None if place == 2 else f"主要数据{hostile}",
            "cell": None if place == 2 else "D17",
            "project_no": None if place == 1 else place,
            "indicator_code": None if place < 3 else "P02-3",
            "given": hostile,
            "expected": None if place == 3 else "≤ 1,024.50",
            "says_zh": f"{hostile}:收取担保费大于担保发生额。" + (LONG if place == 4 else ""),
            "to_do_zh": f"核对后更正,或在情况说明中写明原因。{hostile}",
            "waiver_id": "W-2023-01" if place == 5 else None,
            "submission_id": 900 + place,
        }
        for place, (code, hostile) in enumerate(zip(codes, HOSTILE, strict=True), 1)
    ]


def _waivers(content: Content) -> Rows:
    return [
        {
            "year": content.year,
            "waiver_id": f"W-2023-0{number}",
            "league_code": GONE,
            "league_name_zh": "阿拉善盟",
            "period": "2023Q3",
            "part": "data",
            "rule_id": "part_above_whole",
            "rule_name_zh": "部分大于总数",
            "indicator_code": "P02-3" if number == 1 else None,
            "project_no": None,
            "reason": f"机构划转{HOSTILE[number]}",
            "approved_by": "就业处",
            "approved_on": date(2023, 10, 8),
            "valid_to": None if number == 1 else date(2024, 3, 31),
        }
        for number in (1, 2)
    ]


def _differences(content: Content) -> Rows:
    quarters, annual = Decimal("1234.50"), Decimal("1230.05")
    return [
        {
            "year": content.year,
            "league_code": code,
            "league_name_zh": name,
            "indicator_code": "P02-1",
            "name_zh": "小微企业融资担保发生额",
            "unit_zh": "万元",
            "from_quarters": quarters,
            "from_annual_return": annual * factor,
            "difference": annual * factor - quarters,
            "explanation": explanation,
        }
        for code, name, factor, explanation in (
            ("150100", "呼和浩特市", 1, None),
            ("150200", "包头市", 2, f"{HOSTILE[0]}四季度漏报一家担保机构"),
        )
    ]


def _suggestions(content: Content) -> Rows:
    kept = [dict(row) for row in content["annual_suggestion"]]
    names = {row["league_code"]: row["league_name_zh"] for row in content["annual_reporting"]}
    common = {"year": content.year, "source": "annual", "period": "2023", "submission_id": 990}
    said = [
        {
            **common,
            "league_code": code,
            "league_name_zh": names[code],
            "project_no": project_no,
            "project_name_zh": "家政服务业提质扩容“领跑者”项目" if project_no else None,
            "problem": problem,
            "suggestion": suggestion,
            "row_no": 1000 + number,
        }
        for number, (code, project_no, problem, suggestion) in enumerate(
            [
                *((code, None, HOSTILE[0], HOSTILE[1]) for code in names),
                (PROVISIONAL, None, LONG, None),
                (PROVISIONAL, 1, None, HOSTILE[2]),
                (GONE, 1, HOSTILE[3], HOSTILE[5]),
            ]
        )
    ]
    return sorted([*kept, *said], key=lambda row: row["project_no"] or 0)


def _matters(content: Content) -> Rows:
    """Two matters: one of all leagues and in general, which is answered; one of a league and two projects."""
    names = {row["league_code"]: row["league_name_zh"] for row in content["annual_reporting"]}
    common = {"year": content.year, "times": 12}
    return [
        {
            **common,
            "matter_id": f"{content.year}-aa0001",
            "wording": HOSTILE[1],
            "leagues": 12,
            "league_codes": " ".join(names),
            "leagues_zh": "、".join(names.values()),
            "projects_zh": None,
            "project_nos": "0",
            "wordings": f"{HOSTILE[1]}\n{HOSTILE[3]}",
            "state": "under_way",
            "handler_zh": "人社厅 <b>就业促进处</b>",
            "reply": f"{HOSTILE[0]}正在起草统一口径。",
            "replied_on": date(2024, 1, 20),
        },
        {
            **common,
            "matter_id": f"{content.year}-aa0002",
            "wording": LONG,
            "leagues": 1,
            "league_codes": GONE,
            "leagues_zh": names[GONE],
            "projects_zh": "1 家政服务业提质扩容“领跑者”项目、4 首席技师项目",
            "project_nos": "1 4",
            "wordings": LONG,
            "state": None,
            "handler_zh": None,
            "reply": None,
            "replied_on": None,
        },
    ]
