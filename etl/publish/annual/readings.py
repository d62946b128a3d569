"""How the plan's words on a target were read, in Chinese, from what its row says."""

from __future__ import annotations

from etl.common.punctuation import chinese
from etl.publish.annual.words import BASE
from etl.summarise.rows import PeriodTarget


def reading(target: PeriodTarget) -> str:
    """How the target is counted and judged; what the plan leaves open comes first."""
    return chinese(";".join([*_left_open(target), _counted(target), *_measured(target)]) + "。")


def _left_open(target: PeriodTarget) -> list[str]:
    wording = target["wording_zh"]
    words = []
    if target["basis"] == "cumulative" and "十四五" not in wording:
        words.append("方案未写明起算年")
    if "力争" in wording:
        words.append("“力争”的目标同样判定")
    return words


def _counted(target: PeriodTarget) -> str:
    start, end = target["from_year"], target["by_year"]
    by_basis = {
        "each_year": f"{start}年至{end}年每年单独判定",
        "cumulative": f"按{start}年至{end}年各年完成数累计",
        "stock": f"{start}年至{end}年每年12月31日判定",
        "stock_by": f"看{end}年12月31日的时点数",
    }
    own = ["各盟市分别判定"] if target["scope"] == "each_league" else []
    return ";".join([by_basis[target["basis"]], *_opening(target), *own])


def _opening(target: PeriodTarget) -> list[str]:
    """What was reached before the first return counts: it is there, or named as missing."""
    if target["opening_balance"] is not None:
        return ["2021年实绩已计入"]
    return ["2021年实绩应计入,尚未提供"] if BASE in (target["missing"] or "") else []


def _measured(target: PeriodTarget) -> list[str]:
    words = []
    if target["up_to"] is not None:
        words.append(f"{target['goal']:f}—{target['up_to']:f}为区间,达到下限即为已达标")
    if target["tolerance"] is not None:
        words.append(f"“左右”按允许低于{100 * target['tolerance']:.0f}%掌握,不设上限")
    return words
