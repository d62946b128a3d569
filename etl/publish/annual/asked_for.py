"""What a year lacks, as requests: which figure, from whom, where it is entered, and what is known then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.common.punctuation import chinese
from etl.publish.annual.content import Content
from etl.publish.annual.standing import by_target, enough
from etl.publish.annual.tally import name_of
from etl.publish.annual.words import BASE, STANDINGS, figure, period
from etl.summarise.rows import AnnualTarget, PeriodTarget
from schemas.registry import registry

# Who accounts for the headline goal, which is of no project.
_LEAD = "人社厅"
# Of more targets that wait for a league the first ones are named.
_NAMED = 3


@dataclass(frozen=True)
class Request:
    """`what`, `where`, `then` and `least`: phrases in Chinese, without a full stop.

    `least`: from which figure on a target would stand how, where that is known: for the department alone, as
    who is asked for a figure is not told which one would do. `givers`: who brings it, who leads first.
    `code`: the indicator whose figure of before the first return is asked for, or the league whose return is;
    `targets`: those that wait for it.
    """

    what: str
    givers: Sequence[str]
    where: str
    then: str
    code: str
    targets: tuple[str, ...]
    least: str = ""

    @property
    def is_base(self) -> bool:
        """Whether a department gives it, not a league."""
        return not self.code.isdecimal()

    @property
    def whom(self) -> str:
        """Such as 人社厅牵头,教育厅、团委配合."""
        lead, *others = self.givers
        return chinese(f"{lead}牵头,{'、'.join(others)}配合") if others else lead


def asked_for(content: Content) -> list[Request]:
    """The departments' figures first, in the order of the plan; then the leagues' returns."""
    return [*of_departments(content.tables["annual_target"]), *_of_leagues(content)]


def of_departments(targets: Sequence[PeriodTarget]) -> Iterator[Request]:
    """The figures of before the first return that these targets lack."""
    for rows in by_target(targets):
        target = rows[0]
        if BASE not in _lacks(target):
            continue
        then, least = _then(target)
        departments = registry().projects[target["project_no"]].departments_zh
        yield Request(
            chinese(f"{target['indicator_name_zh']}{BASE}({target['unit_zh']},全区全年数)"),
            departments or (_LEAD,),
            chinese(f"书面提供,由{_LEAD}录入季报系统(指标代码{target['indicator_code']})"),
            chinese(then),
            target["indicator_code"],
            (target["target_id"],),
            chinese(least),
        )


def _then(target: PeriodTarget) -> tuple[str, str]:
    """What the figure decides, and from which one on the target would stand how.

    Where more is missing, only that it is one of the things missing.
    """
    if target["standing"] in ("met", "on_track"):
        return "累计完成数补齐,不影响判定", ""
    others = [word for word in _lacks(target) if word != BASE]
    if others or target["actual"] is None or target["line"] is None:
        return f"与{'、'.join(others) or '各年完成数'}一并补齐后,可判定进度", ""
    shown = f"{figure(target['line'] - target['actual'], target['decimals'])}{target['unit_zh']}"
    if target["line"] >= enough(target):
        return "可判定是否达标", f"不少于{shown}即为{STANDINGS['met']}"
    return "可判定进度", f"不少于{shown}即为{STANDINGS['on_track']},不足则为{STANDINGS['behind']}"


def _of_leagues(content: Content) -> Iterator[Request]:
    """A request for each league with returns that are overdue."""
    overdue = [row for row in content.tables["annual_return"] if row["timeliness"] == "missing"]
    for code in dict.fromkeys(row["league_code"] for row in overdue):
        own = [row for row in overdue if row["league_code"] == code]
        name = own[0]["league_name_zh"]
        waiting = [row for row in content.tables["annual_target"] if _waits(row, name)]
        names = list(dict.fromkeys(f"“{name_of(row)}”" for row in waiting))
        more = f"等{len(names)}项目标" if len(names) > _NAMED else ""
        judged = f",补齐后方可判定{'、'.join(names[:_NAMED])}{more}" if names else ""
        yield Request(
            "、".join(chinese(f"{period(row['period'])}报表({row['outstanding'] or '全部'})") for row in own),
            (name,),
            chinese(f"按模板填报,放入收件箱{code}文件夹"),
            chinese(f"全区合计数补齐{judged}"),
            code,
            tuple(dict.fromkeys(row["target_id"] for row in waiting)),
        )


def _waits(target: AnnualTarget, league: str) -> bool:
    return target["standing"] == "unknown" and league in (target["missing_leagues"] or "").split("、")


def _lacks(target: PeriodTarget) -> list[str]:
    return (target["missing"] or "").split("、")
