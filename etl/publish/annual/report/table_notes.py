"""What stands below the tables behind the prose: of the marks and cases those that occur, and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from etl.publish.annual import money
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import since
from etl.publish.annual.report.annex import Row
from etl.publish.annual.report.plain import joined, quoted
from etl.publish.annual.report.spoken import LEAST_BASE
from etl.publish.annual.standing import is_level
from etl.publish.annual.words import LEVELS, listed
from etl.summarise.rows import PeriodTarget
from schemas.region import REGION_CODE

_PROVISIONAL = "“暂定”为年报未到、以季报数代替"


def notes(content: Content, tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """What is to be known below each table: of the marks those that occur in it."""

    def has(table: str, column: str, pattern: str) -> bool:
        return any(re.search(pattern, str(line[column])) for line in tables.get(table, ()))

    targets = [*content.tables.get("annual_target", ()), *content.tables.get("quarter_target", ())]
    projects = [line["项目"] for line in tables.get("目标", ())]
    shown: dict[str, dict[str, bool]] = {
        "目标": {
            "按盟市分别考核的目标,“本年”为已达标的盟市数和盟市总数": has("目标", "本年", r"^\d+/\d+$"),
            "目标写区间的,按下限计算": has("目标", "目标值", "—"),
            f"目标写“左右”的,允许低于目标值{_room(targets)}": has("目标", "目标值", "左右"),
            LEVELS: any(is_level(row) for row in targets),
            "“本年”下的“11/12”为报来的盟市数和应报的盟市数": has("目标", "本年", r"\n\d+/\d+"),
            _PROVISIONAL: has("目标", "本年", "暂定"),
            "一个项目有几项目标的,项目按最差的一项判定": len({*projects}) < len(projects),
        },
        "历年": {
            "每年判定的,括号内为达标年数和已满年数,“实际完成”为本年的数": has("历年", "判定", "/"),
        },
        "盟市": {
            "“/”前后为报来的盟市数和应报的盟市数": has("盟市", "本年", r"\n\d+/\d+"),
            _PROVISIONAL: has("盟市", "本年", "暂定"),
        },
        "指标": {
            f"上年不足{LEAST_BASE}的,“比上年”为增减数": has("指标", "比上年", r"^[+-]?[\d,]+$"),
            _PROVISIONAL: has("指标", "盟市", "暂定"),
            _not_summed(content): True,
        },
        "资金": {
            _statuses(content): True,
            "“/”前后为报来本期数的盟市数和应报的盟市数,较早季度的数计入合计而不计入执行率": any(
                has("资金", column, r"\n") for column in ("预算", "支出", "执行率")
            ),
        },
        "报送": {
            since(content.year): True,
            "截止日期遇节假日顺延的,按顺延后的日期判定": any(
                row["due_at"] != row["effective_due_at"] for row in content.tables.get("annual_return", ())
            ),
        },
    }
    worded = {
        name: ";".join(words for words, holds in each.items() if words and holds)
        for name, each in shown.items()
    }
    return {name: f"注:{words}。" if words else "" for name, words in worded.items()}


def _statuses(content: Content) -> str:
    """How far all projects alike are, and whose state is of an older quarter; empty for neither."""
    counts = money.alike(content.tables.get("annual_project", ()))
    names = {"completed": "已完成", "under_way": "推进中", "not_started": "未启动"}
    counted = (
        joined(f"{count}个盟市{names[code]}" for code, count in counts.items() if count) if counts else ""
    )
    alike = [f"各项目均为{counted}"] if counted else []
    older = dict.fromkeys(
        row["league_name_zh"]
        for row in content.tables.get("annual_account", ())
        if row["in_region_sum"] and row["status"] is not None and not row["progress_reporting"]
    )
    which = "其中" if alike else ""
    return ",".join([*alike, *([f"{which}{joined(older)}为较早季度的状态"] if older else [])])


def _room(targets: Sequence[PeriodTarget]) -> str:
    """By how much those that are meant about may be below: 5%(第11项)、10%(第18项)."""
    room: dict[Decimal, dict[int, None]] = {}
    for row in targets:
        if row["tolerance"]:
            room.setdefault(row["tolerance"], {})[row["project_no"]] = None
    return joined(f"{100 * share:.0f}%({listed([*numbers])})" for share, numbers in sorted(room.items()))


def _not_summed(content: Content) -> str:
    """Which indicators have no sum over the region; empty without such."""
    rows = content.tables.get("annual_indicator", ())
    summed = {row["indicator_code"] for row in rows if row["league_code"] == REGION_CODE}
    others = dict.fromkeys(row["name_zh"] for row in rows if row["indicator_code"] not in summed)
    return f"{joined(map(quoted, others))}不作全区汇总" if summed and others else ""
