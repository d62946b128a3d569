"""What an estimate says in words: where a target would stand at its end, and between what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from etl.common.punctuation import chinese
from etl.summarise.rows import Forecast
from schemas.registry import registry

_PACE = "按近四个季度的进度"
NOTE = chinese(
    "推算数是估计数,不是报送数:现有完成数加上按最近四个季度的平均进度到期末可新增的数;"
    "区间的两端分别按四个季度中最慢、最快的一个季度计算。不考虑政策、季节等变化,不作为判定依据:"
    "判定看现在,推算看到期,现在进度滞后的,到期仍可能达标。"
)


def outlook(row: Forecast) -> str:
    """Whether the goal would be reached: in all of the span, at the mean pace, at the fastest, or not at all.

    What lacks something is not said to fail.
    """
    enough = _enough(row)
    if row["low"] >= enough:
        return "预计可达标"
    if row["missing"] or row["lacking"]:
        return "数据不全,不作结论"
    if row["expected"] >= enough:
        return "按平均进度可达标"
    return "按平均进度不能达标" if row["high"] >= enough else "预计不能达标"


def estimate(row: Forecast, standing: str, shown: Callable[[Decimal], str]) -> str:
    """Whether the goal would be reached, of a target that is behind or would not reach it; else nothing.

    Its span is in the workbook.
    """
    short, late = _enough(row) - row["expected"], standing in ("behind", "not_met")
    if row["missing"] or row["lacking"] or (short <= 0 and not late):
        return ""
    then = f"不能达标,差{shown(short)}" if short > 0 else "可达标"
    return f"({_PACE}推算{row['by_year']}年底约{shown(row['expected'])},{then})"


def said_once(texts: Iterable[str]) -> Iterator[str]:
    """The texts, one after another: by which pace is estimated is said in the first that has an estimate."""
    said = False
    for text in texts:
        yield text.replace(_PACE, "") if said else text
        said = said or _PACE in text


def _enough(row: Forecast) -> Decimal:
    """What the goal is reached by: of one that is meant about, a little less."""
    target = registry().targets.get(row["target_id"])
    return row["goal"] * (1 - (target.tolerance or 0)) if target else row["goal"]
