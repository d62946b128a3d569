"""What an estimate says in words: where a target would stand at its end, and between what."""

from __future__ import annotations

from etl.common.punctuation import chinese
from etl.publish.annual.words import figure, period
from etl.summarise.rows import Forecast

NOTE = chinese(
    "推算数是估计数,不是报送数:现有完成数加上按最近四个季度的平均进度到期末可新增的数;"
    "区间的两端分别按四个季度中最慢、最快的一个季度计算。不考虑政策、季节等变化,不作为判定依据。"
)


def outlook(row: Forecast) -> str:
    """Whether the goal would be reached: in all of the span, at the mean pace, at the fastest, or not at all.

    What lacks something is not said to fail.
    """
    if row["low"] >= row["goal"]:
        return "预计可完成"
    if row["missing"] or row["lacking"]:
        return "数据不全,不作结论"
    if row["expected"] >= row["goal"]:
        return "按平均进度可完成"
    return "按平均进度不能完成" if row["high"] >= row["goal"] else "预计不能完成"


def sentence(row: Forecast) -> str:
    """Such as 按2023年第一季度至2023年第四季度的进度推算(估计数),到2025年底约为…; without a full stop."""
    expected, low, high, goal = (
        figure(row["expected"], row["decimals"]),
        figure(row["low"], row["decimals"]),
        figure(row["high"], row["decimals"]),
        figure(row["goal"], row["decimals"]),
    )
    since = f"{period(row['from_period'])}至{period(row['to_period'])}"
    lacking = f",未含{row['missing']}" if row["missing"] else ""
    lacking += ",所依据的季度有盟市缺报,推算偏低" if row["lacking"] else ""
    return chinese(
        f"按{since}的进度推算(估计数),到{row['by_year']}年底约为{expected}{row['unit_zh']}"
        f"(区间{low}—{high}{row['unit_zh']}),目标{goal}{row['unit_zh']},{outlook(row)}{lacking}"
    )
