"""What the words of the annual set mean, a Chinese sentence each, in every output alike."""

from __future__ import annotations

from collections.abc import Sequence

from etl.common.punctuation import chinese
from etl.publish.annual.content import Content
from etl.publish.annual.words import BASE, PACE
from schemas.periods import CADENCES
from schemas.registry import registry
from schemas.registry.objects import DueDay, ReturnKind

Terms = Sequence[tuple[str, str]]


def _terms(*pairs: tuple[str, str]) -> Terms:
    return [(term, chinese(sentence)) for term, sentence in pairs]


# Below tables of figures.
RATIO = "比率由同一期分子、分母俱全的盟市合计计算,不作平均。"
LIKE_WITH_LIKE = "上年数只与全年数并列,年度未结束的不列(同期比较见季度简报)。"

# (term, sentence), in the order in which they are explained.
FIGURES = _terms(
    ("流量指标", "一段时期内发生的数。本年数为1月1日至年末的累计数,各年可以相加,全区数为各盟市之和。"),
    ("存量指标", "某一时点的数。本年数为12月31日的时点数(年度未结束时为最近一个季度末),各年不相加。"),
    (
        "比率指标",
        "由同一期的分子、分母计算,不要求填报;全区比率由两项同期俱全的盟市的分子合计、分母合计计算,不作平均。",
    ),
    ("缺与0", "“0”是报送的数,“缺”是没有报送的数;缺数不按0计算。"),
    ("缺盟市的合计", "合计只加已有的数,并注明报送盟市数,如“11/12”;没有报齐的,不作为完整的全区数。"),
    ("暂定数", "年报尚未通过审核,以最近一个季度的累计数或时点数代替,年报通过后更新。"),
    ("上年数", "只与全年数并列;年度未结束的不列,同期比较见季度简报。"),
    (
        "较早季度的数",
        "年度已结束,但第四季度报表和年报均未通过审核的,以该盟市较早季度的数计入合计,仍列为缺报盟市。",
    ),
    (
        "资金",
        "预算为全年数,支出为1月1日以来累计数,单位万元,以最近一个季度为准;执行率=支出÷预算,只按两者都报来的盟市计算。",
    ),
)
TARGETS = _terms(
    ("每年完成", "每年单独判定:当年完成数与目标值比较。"),
    ("期末累计", "自起算年起各年完成数相加,到期末年与目标值比较;提前达到即为已达标。"),
    ("每年保持", "每年12月31日的时点数不低于目标值。"),
    ("到期达到", "到期末年年底,时点数达到目标值。"),
    (
        BASE,
        "起算年早于第一次报表(2022年)的,之前年份的完成数(2021年实绩)由责任部门提供;未提供的不计入累计,也不估计。",
    ),
    (
        "目标值",
        "方案写“以上”的,达到该数即为已达标;写区间的,达到下限即为已达标;写“左右”的,允许按规定比例低于该数。",
    ),
    ("完成比例", "累计完成数(或当年完成数、时点数)÷目标值。"),
    (
        PACE,
        "按时间匀速推进,到已结束的最近一个季度末应当完成的数(写“左右”的按允许的下限),不是整数的进位;时点数按目标值全数。",
    ),
)
STANDINGS = _terms(
    ("已达标", "已有的数达到目标(每年保持的目标,年度结束后判定)。"),
    ("进度正常", f"尚未到期,已有的数不低于{PACE}。"),
    ("数据不全", "判定所需的数有缺;缺什么、缺哪个盟市,逐项列出。"),
    ("进度滞后", f"尚未到期,已有的数低于{PACE};到期达到的时点数,到期前没有达到目标值的也列为进度滞后。"),
    ("未达标", "已经到期,没有达到目标。"),
    ("无量化目标", "方案没有给出数字,以主要数据和文字反映。"),
    ("项目判定", "以该项目最差的目标为准,从差到好依次为:未达标、进度滞后、数据不全、进度正常、已达标。"),
)
_COUNTIES = _terms(
    (
        "分旗县情况",
        "各盟市按旗县(市、区)报送的指标;没有报送的旗县不计入小计,也不估计。旗县数之和应等于盟市的数。",
    ),
)
_ENTERPRISES = _terms(
    ("重点企业", "纳入用工调度的企业,以统一社会信用代码识别,各月按当月报送的企业计算。"),
    ("岗位空缺", "月末尚未招到人的岗位数,是时点数,各月不相加。"),
    ("解决用工", "本月新招的人数中,人社部门帮助招到的人数,各月可以相加。"),
)
_REPORTING = _terms(
    ("报齐时间", "一份报表各部分首次通过审核的版本中,最后到达的时间(北京时间);被退回、撤回的版本不计。"),
    ("按时", "在顺延后的截止日期(含当日)前报齐;以后更正,不影响按时。"),
    ("迟报", "超过截止日期报齐。"),
    ("未报齐", "已过截止日期,仍有部分没有通过审核。"),
    ("未到期", "尚未到截止日期,也未报齐。"),
    ("按时率", "按时份数÷已到期或已报齐的份数(按时、迟报、未报齐之和)。"),
)


def since(year: int) -> str:
    """From which period on returns are sent, in a year in which that is not its first; else nothing."""
    begun = [
        f"{kind.name_zh}自{kind.first_period.name_zh}起报送"
        for kind in registry().returns.values()
        if kind.first_period.year == year and kind.first_period.number > 1
    ]
    return chinese(",".join(begun))


def reporting(year: int) -> Terms:
    """The terms of reporting; when the returns of the year are due is as the registry has it."""
    kinds = registry().returns.values()
    days = ",".join(_due(kind) for kind in kinds if kind.first_period.year <= year <= kind.last_period.year)
    due = f"{days}(含当日);遇节假日按规则顺延的,以顺延后的日期为准。"
    begun = [("报送起始", f"{since(year)}。")] if since(year) else []
    return (*_terms(*begun, ("报送截止", due)), *_REPORTING)


def of_some_years(content: Content) -> Terms:
    """The terms of what only some years are asked for, where this one is."""
    return (
        *(_COUNTIES if "annual_county" in content.tables else ()),
        *(_ENTERPRISES if "annual_enterprise" in content.tables else ()),
    )


def definitions(content: Content) -> Terms:
    return (*FIGURES, *of_some_years(content), *TARGETS, *STANDINGS, *reporting(content.year))


def _due(kind: ReturnKind) -> str:
    """Such as 季度进展报表为季后5日,自2024年第一季度起为季后10日."""
    first, *later = (_day(kind, due) for due in kind.due_days)
    changes = (
        f",自{due.from_period.name_zh}起为{day}" for due, day in zip(kind.due_days[1:], later, strict=True)
    )
    return f"{kind.name_zh}为{first}{''.join(changes)}"


def _day(kind: ReturnKind, due: DueDay) -> str:
    """The day in words that hold for every period: months differ in length, Januaries do not."""
    if kind.cadence == "year" and due.day <= 31:
        return f"次年1月{due.day}日"
    return f"{CADENCES[kind.cadence].unit_zh}后{due.day}日"
