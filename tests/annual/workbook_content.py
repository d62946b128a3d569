"""A small year with everything in it that can go wrong, for tests of its workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from etl.common.settings import ZONE
from etl.publish.annual.content import OF_SOME_YEARS, ORDERED_BY, Content, Edition
from etl.summarise.rows import Tables

Row = dict[str, Any]
REGION = ("150000", "全区")
LEAGUES = (("150100", "呼和浩特市"), ("150200", "包头市"), ("152900", "阿拉善盟"))
PERIODS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4", "2023")
HOSTILE = ("=1+1", "@SUM(A1)", "+1", "-1", "http://example.com/x", "mailto:a@example.com", "internal:总览!A1")
LONG = "企业参与积极性不高,基层人手不足,部分旗县数据更新不及时。" * 60


# A row of each table in which nothing is said, whatever columns it has: below stands what is looked at.
_BLANK: dict[str, Row] = {
    table: dict.fromkeys(get_type_hints(get_args(rows)[0])) for table, rows in get_type_hints(Tables).items()
}


def messy() -> Content:
    """Leagues that are missing, late and exempt, figures of every kind, words that mean harm, an edition."""
    tables: dict[str, Sequence[Mapping[str, Any]]] = {
        "annual_return": [_return(*league, place, period) for place, league in enumerate(LEAGUES)
                          for period in PERIODS],
        "annual_waiver": [_waiver()],
        "annual_account": [_account(*league, number) for number in (1, 2, 3) for league in LEAGUES],
        "annual_indicator": _indicators(),
        "annual_target": _targets(),
        "action_target": [_of_action(row) for row in _targets()],
        "annual_forecast": [_forecast()],
        "suggestion_matter": [_matter(HOSTILE[0], None), _matter("建议统一口径。", "done")],
        "earlier_matter": [_matter("建议早下指标。", None) | {"said_in": 2022}],
        "annual_project": [_project(1, "met"), _project(2, "no_number"), _project(3, "behind")],
        "annual_reporting": [_reporting(*league, place) for place, league in enumerate(LEAGUES)],
        "annual_suggestion": _suggestions(),
        "annual_difference": _differences(),
        "annual_finding": [_finding(1, "error"), _finding(2, "warning")],
        "annual_submission": [_submission(*LEAGUES[0], period) for period in PERIODS],
    }  # fmt: skip
    assert {*tables, *OF_SOME_YEARS} == ORDERED_BY.keys()
    edition = Edition(2, "就业处 王&某", datetime(2024, 3, 1, 9, tzinfo=ZONE))
    whole = {name: [_BLANK[name] | row for row in rows] for name, rows in tables.items()}
    return Content(
        2023, _at("2024-02-01T00:00"), 4, whole, changes=_changes(), compared_with=1, edition=edition
    )


def empty() -> Content:
    """A year of which nobody knows anything."""
    return Content(
        2023, _at("2023-02-01T00:00"), 0, {table: [] for table in ORDERED_BY if table not in OF_SOME_YEARS}
    )


def with_rows(content: Content, table: str, rows: Sequence[Mapping[str, Any]]) -> Content:
    """The same content with other rows in one table."""
    return replace(content, tables={**content.tables, table: rows})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _return(code: str, name: str, place: int, period: str) -> Row:
    number = PERIODS.index(period)
    timeliness = (
        ("on_time",) * 5,
        ("on_time", "late", "late", "on_time", "missing"),
        ("exempt", "late", "missing", "missing", "not_due"),
    )[place][number]
    due = _at("2023-04-05T23:59") + timedelta(days=91 * number)
    complete = timeliness in ("on_time", "late")
    return {
        "year": 2023, "league_code": code, "return_kind": "annual" if period == "2023" else "quarterly",
        "period": period, "due_at": due, "effective_due_at": due + timedelta(days=number % 2),
        "arrived_at": due + timedelta(days=-1 if timeliness == "on_time" else 4) if complete else None,
        "timeliness": timeliness, "versions": place + 1 if complete else 0, "errors": place,
        "warnings": 2 * place, "outstanding": None if complete else "主要数据、项目进展",
        "due_rule": "announced_break", "league_name_zh": name,
    }  # fmt: skip


def _reporting(code: str, name: str, place: int) -> Row:
    owed, on_time, late, missing, not_due, exempt = (
        (5, 5, 0, 0, 0, 0), (5, 2, 2, 1, 0, 0), (4, 0, 1, 2, 1, 1),
    )[place]  # fmt: skip
    return {
        "year": 2023, "league_code": code, "expected": owed, "on_time": on_time, "late": late,
        "missing": missing, "not_due": not_due, "exempt": exempt, "versions": 5, "errors": 3 * place,
        "warnings": 7, "median_days_early": (Decimal("1.5"), Decimal("-0.3"), None)[place],
        "league_name_zh": name, "waivers": ("W-1", None, None)[place],
    }  # fmt: skip


def _waiver() -> Row:
    return {
        "year": 2023, "waiver_id": "W-1", "league_code": "150100", "period": "2023Q1", "part": "data",
        "rule_id": "part_above_whole", "rule_name_zh": "部分大于整体", "indicator_code": None,
        "project_no": 2, "reason": HOSTILE[0], "approved_by": "就业处", "approved_on": date(2023, 4, 8),
        "valid_to": None, "league_name_zh": "呼和浩特市",
    }  # fmt: skip


def _account(code: str, name: str, number: int) -> Row:
    place = [league for league, _ in LEAGUES].index(code)
    there = place < 2 or number == 1
    return {
        "year": 2023, "league_code": code, "project_no": number, "reporting": place < 2,
        "as_of_period": "2023Q4" if there else None, "status": "推进中" if there else None,
        "budget": Decimal("1234567.89") if there else None,
        "spent": Decimal("0.00" if place else "0.01") if there and number != 3 else None,
        "target": None, "completed": None, "rate": None, "account": None, "progress": LONG, "practice": None,
        "in_region_sum": True, "league_name_zh": name, "project_name_zh": f"项目{number}",
        "progress_reporting": place < 2, "budget_reporting": place < 2,
        "spent_reporting": place < 2 and number != 3,
    }  # fmt: skip


def _project(number: int, standing: str) -> Row:
    return {
        "year": 2023, "project_no": number, "name_zh": HOSTILE[number - 1] + "项目",
        "departments_zh": "人社厅、发展改革委、财政厅", "standing": standing, "leagues_reporting": 2,
        "leagues_expected": 3, "budget": Decimal("3703703.67") if number == 1 else Decimal("2469135.78"),
        "spent": None if number == 3 else Decimal("0.01"), "completed_leagues": number,
        "under_way_leagues": 2, "not_started_leagues": 0, "missing_leagues": "阿拉善盟", "targets_zh": None,
        "budget_leagues": 2, "spent_leagues": 0 if number == 3 else 2, "budget_missing_leagues": "阿拉善盟",
        "spent_missing_leagues": "呼和浩特市、包头市、阿拉善盟" if number == 3 else "阿拉善盟",
        "execution": None if number == 3 else Decimal(0),
        "execution_leagues": 0 if number == 3 else 2,
    }  # fmt: skip


def _indicators() -> list[Row]:
    rows = []
    for code, number, decimals, measure in (
        ("P00-1", 0, 0, "flow"), ("P01-1", 1, 0, "flow"), ("P02-1", 2, 2, "flow"), ("P02-4", 2, 2, "ratio"),
        ("P03-1", 3, 0, "stock"),
    ):  # fmt: skip
        about = {
            "year": 2023, "indicator_code": code, "project_no": number, "name_zh": f"指标{code}",
            "unit_zh": "%" if measure == "ratio" else "万元" if decimals else "人", "measure": measure,
            "decimals": decimals, "missing_leagues": None, "stale_leagues": None, "previous_year": None,
            "previous_leagues_reporting": None, "previous_leagues_expected": None,
            "period": "2023", "no_value_zh": None,
        }  # fmt: skip
        if code != "P03-1":
            rows.append({
                **about, "league_code": REGION[0], "league_name_zh": REGION[1],
                "value": Decimal("12345678901.25"), "previous_year": Decimal("3.1"), "provisional": True,
                "previous_leagues_reporting": 3, "previous_leagues_expected": 3,
                "leagues_reporting": 2, "leagues_expected": 3, "missing_leagues": "阿拉善盟",
                "stale_leagues": "阿拉善盟",
            })  # fmt: skip
        for place, (league, name) in enumerate(LEAGUES[: 2 if code == "P02-1" else 3]):
            rows.append({
                **about, "league_code": league, "league_name_zh": name,
                "value": None if (code, place) == ("P01-1", 1) else Decimal(place) / 4 + number,
                "provisional": place > 0, "leagues_reporting": int(place < 2), "leagues_expected": 1,
            })  # fmt: skip
    return rows


def _targets() -> list[Row]:
    return [
        _target("T00", 0, "unknown", "cumulative", goal="1000000", actual="449876.5", line="600000",
                missing="阿拉善盟2023年、2021年实绩", wording="力争到2025年,城镇新增就业100万人以上"),
        _target("T01", 1, "met", "each_year", goal="20000", actual="20000", line="20000"),
        _target("T03", 1, "not_met", "stock_by", goal="3", actual=None, line="3", up_to="4"),
        *(
            _target("T11", 3, standing, "stock_by", league, goal="2", actual=actual, line="2", up_to="3")
            for league, standing, actual in zip(
                LEAGUES, ("met", "behind", "unknown"), ("12", "0", None), strict=True
            )
        ),
        _target("T18", 3, "on_track", "cumulative", goal="10", actual="5", line="4", tolerance="0.10",
                opening="1", wording="“十四五”期间10个左右"),
        _target("T19", 3, "behind", "cumulative", goal="20", actual="1", line="10"),
    ]  # fmt: skip


def _target(
    target_id: str, number: int, standing: str, basis: str, league: tuple[str, str] = REGION, *,
    goal: str, actual: str | None, line: str, up_to: str | None = None, tolerance: str | None = None,
    opening: str | None = None, missing: str | None = None, wording: str = "每年2万人以上",
) -> Row:  # fmt: skip
    there = None if actual is None else Decimal(actual)
    return {
        "year": 2023, "target_id": target_id, "league_code": league[0], "goal": Decimal(goal),
        "actual": there, "share_reached": there and round(there / Decimal(goal), 4), "standing": standing,
        "missing_leagues": "阿拉善盟" if missing else None, "missing": missing,
        "this_year": there, "opening_balance": opening and Decimal(opening), "line": Decimal(line),
        "provisional": standing == "behind", "leagues_reporting": 2, "leagues_expected": 3,
        "league_name_zh": league[1], "project_no": number, "project_name_zh": f"项目{number}",
        "indicator_code": f"P{number:02}-1", "indicator_name_zh": f"{target_id}的指标", "unit_zh": "个",
        "decimals": 0, "scope": "region" if league == REGION else "each_league", "basis": basis,
        "from_year": 2021 if opening or missing else 2022, "by_year": 2025,
        "up_to": up_to and Decimal(up_to), "tolerance": tolerance and Decimal(tolerance),
        "wording_zh": wording, "note": "a note",
    }  # fmt: skip


def _of_action(target: Row) -> Row:
    left = ("this_year", "line", "provisional", "leagues_reporting", "leagues_expected", "missing_leagues")
    own = {"last_year": 2023, "years_met": 1, "years_counted": 2, "years_not_met": "2022"}
    return {key: value for key, value in target.items() if key not in left} | own


def _suggestions() -> list[Row]:
    return [
        {
            "year": 2023, "league_code": "150100", "project_no": None if row == 1 else 1, "problem": problem,
            "suggestion": LONG if row == 1 else None, "source": "annual" if row == 1 else "quarterly",
            "period": "2023" if row == 1 else "2023Q2", "row_no": row, "league_name_zh": "呼和浩特市",
            "project_name_zh": None if row == 1 else "项目1", "submission_id": 7,
        }
        for row, problem in enumerate((*HOSTILE, LONG, "一行\n两行\t三", "x" * 40_000), 1)
    ]  # fmt: skip


def _differences() -> list[Row]:
    return [
        {
            "year": 2023, "league_code": "150100", "indicator_code": code, "from_quarters": Decimal(before),
            "from_annual_return": Decimal(after), "difference": Decimal(after) - Decimal(before),
            "explanation": words, "league_name_zh": "呼和浩特市", "name_zh": f"指标{code}", "unit_zh": unit,
        }
        for code, before, after, words, unit in (
            ("P00-1", "100", "90", None, "人"), ("P02-1", "0.10", "12.35", "=漏报一户", "万元"),
        )
    ]  # fmt: skip


def _finding(place: int, severity: str) -> Row:
    return {
        "year": 2023, "place": place, "league_code": "152900", "period": "2023Q3",
        "part": None if severity == "error" else "data", "severity": severity, "rule_id": "a_rule",
        "rule_name_zh": "数字无法识别", "source_file": "=阿拉善盟.xlsx", "sheet": "主要数据", "cell": "D7",
        "project_no": 2, "indicator_code": None if severity == "error" else "P02-1", "given": "=300左右",
        "expected": None, "says_zh": "不是数字。", "to_do_zh": LONG, "waiver_id": None,
        "league_name_zh": "阿拉善盟", "submission_id": 9,
    }  # fmt: skip


def _submission(code: str, name: str, period: str) -> Row:
    arrived = datetime(2023, 4, 5, 12, 59, 59, tzinfo=ZONE)
    return {
        "year": 2023, "league_code": code, "period": period, "part": "data", "submission_id": 7,
        "source_file": "=呼和浩特市.xlsx", "sha256": "0a" * 32, "arrived_at": arrived, "known_from": arrived,
        "league_name_zh": name,
    }  # fmt: skip


def _changes() -> list[Row]:
    return [
        _change("annual_target", "T00 全区", "1", "=2"),
        _change("annual_waiver", "W-1", None, HOSTILE[0]),
        _change("annual_finding", "1", LONG, None),
    ]


def _change(table: str, key: str, before: str | None, after: str | None) -> Row:
    return {"table": table, "key_zh": key, "column_zh": "内容", "before": before, "after": after}


def _forecast() -> Row:
    return {
        "year": 2023, "target_id": "T00", "project_no": 0, "indicator_code": "P00-1",
        "indicator_name_zh": "T00的指标", "unit_zh": "人", "decimals": 0, "by_year": 2025,
        "goal": Decimal(1000), "actual": Decimal(450), "missing": "2021年实绩", "from_period": "2023Q1",
        "to_period": "2023Q4", "pace": Decimal(220), "slowest": Decimal(40), "fastest": Decimal(70),
        "lacking": 1, "quarters_left": 8, "expected": Decimal(890), "low": Decimal(770),
        "high": Decimal(1010),
    }  # fmt: skip


def _matter(wording: str, state: str | None) -> Row:
    answered = state is not None
    return {
        "year": 2023, "matter_id": f"2023-{len(wording):06d}", "wording": wording, "leagues": 2,
        "league_codes": "150100 152900", "leagues_zh": "呼和浩特市、阿拉善盟", "projects_zh": None,
        "project_nos": "0 1 2 3 4", "times": 3, "wordings": wording, "state": state,
        "handler_zh": "人社厅" if answered else None, "reply": "=1+1已办" if answered else None,
        "replied_on": date(2024, 1, 20) if answered else None,
    }  # fmt: skip
