"""What an estimate says in words: where a target would stand at its end, and between what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from etl.common.punctuation import chinese
from etl.publish.annual.standing import LATE
from etl.publish.annual.words import figure
from etl.summarise.rows import Forecast
from schemas.registry import registry

_PACE = "按近四个季度的进度"
_FEWEST = 5  # of what is counted, in four quarters: of less it is chance when one comes
NOTE = chinese(
    "推算数是估计数,不是报送数:现有完成数加上按最近四个季度的平均进度到期末可新增的数;"
    "区间的两端分别按四个季度中最慢、最快的一个季度计算。四个季度新增不足5的,不作结论。不考虑政策、季节等变化,不作为判定依据:"
    "判定看现在,推算看到期,现在进度滞后的,到期仍可能达标。"
)


def outlook(row: Forecast) -> str:
    """Whether the goal would be reached: in all of the span, at the mean pace, at the fastest, or not at all.

    What lacks something is not said to fail, and of what happens too seldom nothing is said.
    """
    enough = _enough(row)
    if row["low"] >= enough:
        return "预计可达到目标"
    if row["missing"] or row["lacking"]:
        return "数据不全,不作结论"
    if row["pace"] < _FEWEST:
        return f"四个季度新增不足{_FEWEST},不作结论"
    if row["high"] < enough:
        return "预计达不到目标"
    return f"按平均进度{'可以' if row['expected'] >= enough else '不能'}达到目标"


def estimate(row: Forecast, standing: str, shown: Callable[[Decimal], str]) -> str:
    """Where the target would stand at its end, if it is behind or would not reach its goal; else nothing.

    Whether it reaches it is said where all of the span does, or none of it.
    """
    enough, late = _enough(row), standing in LATE
    known = not (row["missing"] or row["lacking"] or row["pace"] < _FEWEST)
    if not known or (row["expected"] >= enough and not late):
        return ""
    sure = row["low"] >= enough or row["high"] < enough
    then = f",{outlook(row)}" if sure else ""
    span = f"区间{figure(row['low'], row['decimals'])}—{shown(row['high'])}"
    return f"({_PACE}推算{row['by_year']}年底约{shown(row['expected'])},{span}{then})"


def said_once(texts: Iterable[str]) -> Iterator[str]:
    """The texts, one after another: by which pace is estimated is said in the first that has an estimate."""
    is_known = False
    for text in texts:
        yield text.replace(_PACE, "") if is_known else text
        is_known = is_known or _PACE in text


def _enough(row: Forecast) -> Decimal:
    """What the goal is reached by: of one that is meant about, a little less."""
    target = registry().targets.get(row["target_id"])
    return row["goal"] * (1 - (target.tolerance or 0)) if target else row["goal"]
