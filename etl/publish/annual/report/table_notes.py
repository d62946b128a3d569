"""What stands below the tables behind the prose: of the marks and cases those that occur, and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.definitions import since
from etl.publish.annual.report.annex import Row
from etl.publish.annual.report.plain import joined, quoted
from etl.publish.annual.report.spoken import LEAST_BASE
from etl.publish.annual.standing import is_level
from etl.publish.annual.words import LEVELS
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
            "目标写“左右”的,允许略低": has("目标", "目标值", "左右"),
            LEVELS: any(is_level(row) for row in targets),
            "“本年”下的“11/12”为报来的盟市数和应报的盟市数": has("目标", "本年", r"\n\d+/\d+"),
            _PROVISIONAL: has("目标", "本年", "暂定"),
            "一个项目有几项目标的,项目按最差的一项判定": len({*projects}) < len(projects),
        },
        "历年": {
            "每年判定的,括号内为达标年数和已满年数,“实际完成”为本年的数": has("历年", "判定", "/"),
        },
        "指标": {
            f"上年不足{LEAST_BASE}的,“比上年”为增减数": has("指标", "比上年", r"^[+-]?[\d,]+$"),
            _PROVISIONAL: has("指标", "盟市", "暂定"),
            _not_summed(content): True,
        },
        "资金": {
            "“11/12”为报来的盟市数和应报的盟市数,执行率按预算和支出都报来的盟市计算": any(
                has("资金", column, r"\n") for column in ("预算", "支出", "执行率")
            ),
        },
        "报送": {since(content.year): True},
    }
    worded = {
        name: ";".join(words for words, holds in each.items() if words and holds)
        for name, each in shown.items()
    }
    return {name: f"注:{words}。" if words else "" for name, words in worded.items()}


def _not_summed(content: Content) -> str:
    """Which indicators have no sum over the region; empty without such."""
    rows = content.tables.get("annual_indicator", ())
    summed = {row["indicator_code"] for row in rows if row["league_code"] == REGION_CODE}
    others = dict.fromkeys(row["name_zh"] for row in rows if row["indicator_code"] not in summed)
    return f"{joined(map(quoted, others))}不作全区汇总" if summed and others else ""
