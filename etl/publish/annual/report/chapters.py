"""The prose of the report, under the names that its form has for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from etl.publish.annual import money
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import since
from etl.publish.annual.department import Section, words
from etl.publish.annual.enterprises import added
from etl.publish.annual.forecasts import said_once
from etl.publish.annual.money import Money
from etl.publish.annual.report.by_league import where_it_fell, where_it_moved
from etl.publish.annual.report.decisions import GOING_ON, unsettled
from etl.publish.annual.report.facts import (
    gaps,
    headline_late,
    lagging,
    leagues,
    named,
    of_standing,
    problems,
    reason,
    targets_of,
)
from etl.publish.annual.report.matters import (
    Matter,
    answer,
    chosen,
    of_row,
    practices,
    together,
    who,
)
from etl.publish.annual.report.numerals import numbered
from etl.publish.annual.report.plain import Verbatim, flat, joined
from etl.publish.annual.report.spoken import indicators_words, mostly_lacking
from etl.publish.annual.report.spoken import money as sum_of
from etl.publish.annual.report.target_sentence import missed, target_sentence
from etl.publish.annual.standing import LATE
from etl.publish.annual.tally import missed_steps, missed_words, tally
from etl.publish.annual.tally import projects as projects_by_standing
from etl.publish.annual.words import STANDINGS, matter_state, percent
from etl.summarise.rows import AnnualIndicator, AnnualProject, Project
from etl.summarise.rows import Matter as SuggestionMatter
from schemas.region import REGION_CODE

Facts = dict[str, object]
_QUOTED = 6  # matters, where the department chose none
_LACKING_MONEY: tuple[Literal["budget_missing_leagues", "spent_missing_leagues"], ...] = (
    "budget_missing_leagues",
    "spent_missing_leagues",
)
_NAMED = 3  # projects that spend least


def overview(content: Content) -> Facts:
    """总体情况: the headline goal, projects and targets, money, returns."""
    projects = content.tables["annual_project"]
    in_all = tally(content.tables["annual_target"])
    with_number = [row for row in projects if row["standing"] != "no_number"]
    return {
        "总体目标": headline(content),
        "说明": _written(content, "remark", "0"),
        "项目数": len(projects),
        "有目标": len(with_number),
        "无目标": len(projects) - len(with_number),
        "项目判定": standings(projects_by_standing(with_number), "个"),
        "目标合计": in_all.words if in_all.whole else "",
        "目标判定": target_standings(content),
        "没有报齐": who(list(filter(None, mostly_lacking(content).split("、"))), leagues(content)),
        "资金": spending(projects, leagues(content), money.in_both(content)),
        "报送": punctuality(content),
    }


def standings(counts: Mapping[str, int], unit: str) -> str:
    """How many stand how, such as 已达标5个、进度滞后4个."""
    return joined(f"{name}{counts[code]}{unit}" for code, name in STANDINGS.items() if counts.get(code))


def target_standings(content: Content) -> str:
    """How many targets stand how, and how many of years before were not reached."""
    counts = standings(tally(content.tables["annual_target"]).targets, "项")
    return ";".join(filter(None, (counts, missed_words(content))))


def headline(content: Content) -> str:
    """The sentences on the headline goal: what is provisional, and where it moved; empty without one."""
    sentences = "".join(target_sentence(rows, content) for rows in targets_of(content, 0))
    return sentences + (_provisional(content) if sentences else "") + where_it_moved(content)


def _provisional(content: Content) -> str:
    """Whose figures of a year that is over are of its quarters, as the annual return is not in."""
    rows = content.tables["annual_indicator"] if content.quarters == 4 else ()  # of quarters a year has
    names = {row["league_name_zh"] for row in rows if row["provisional"] and row["value"] is not None}
    everyone = leagues(content)
    whose = who([name for name in everyone if name in names], everyone)
    return f"{whose}年报数尚缺,以季报数计入,有关数据和判定为暂定。" if whose else ""


def of_region(content: Content) -> list[AnnualIndicator]:
    """The indicators of the region, in the plan's order."""
    return [row for row in content.tables["annual_indicator"] if row["league_code"] == REGION_CODE]


def spending(projects: Sequence[Project], everyone: Sequence[str], both: Money | None = None) -> str:
    """What was budgeted and spent in all, whose is older or missing, and the rate with the sums it is of."""
    budget, spent = (added([row[name] for row in projects]) for name in ("budget", "spent"))
    if budget is None and spent is None:
        return "各盟市未报送资金情况。" if projects else ""
    listed_names = [row[name] or "" for row in projects for name in _LACKING_MONEY]
    lacking = {name for each in listed_names for name in each.split("、")}
    names = who([name for name in everyone if name in lacking], everyone)
    everybody = names == who(everyone, everyone)
    without = f"({'各盟市均' if everybody else names}未报齐,有较早季度数的以其计入)" if names else ""
    sums = f"安排资金{sum_of(budget)},支出{sum_of(spent)}{without}"
    if both is None or both.rate is None:
        return f"{sums}。"
    of_both = f";其中都报来的部分安排{sum_of(both.budget)}、支出{sum_of(both.spent)}" if names else ""
    return f"{sums}{of_both},执行率{percent(both.rate)}。"


def punctuality(content: Content) -> str:
    """Which leagues sent all returns of the year in time, which late, and which did not."""
    rows = [
        row for row in content.tables["annual_reporting"] if row["on_time"] + row["late"] + row["missing"]
    ]
    late: dict[int, list[str]] = {}
    for row in rows:
        late.setdefault(row["late"], []).append(row["league_name_zh"])
    on_time = late.pop(0, [])
    missing = [row["league_name_zh"] for row in rows if row["missing"]]
    if not rows:
        return ""
    begun = f"{since(content.year)}。" if since(content.year) else ""
    if not late and not missing:
        return f"{begun}各盟市报表全部按时报送。"
    everyone = leagues(content)
    parts = [
        f"{who(names, everyone)}{'各' * (len(names) > 1)}迟报{times}次"
        for times, names in sorted(late.items(), reverse=True)
    ]
    parts += [f"{who(missing, everyone)}至今没有报齐"] if missing else []
    rest = ",其他盟市全部按时报送" if {*on_time} - {*missing} else ""
    return f"报表报送方面,{','.join(parts)}{rest}。{begun}"


def tasks(content: Content) -> list[Facts]:
    """任务完成情况: the projects in groups, each with what there is of it and the department's remark."""
    groups = ((name, of_standing(content, code)) for code, name in STANDINGS.items())
    return [
        {"名称": f"{name}的项目", "项目": [_task(row, content) for row in rows]}
        for name, rows in groups
        if rows
    ]


def _task(row: AnnualProject, content: Content) -> Facts:
    number = row["project_no"]
    if row["standing"] == "no_number":
        own = [each for each in of_region(content) if each["project_no"] == number]
        sentences = [f"{indicators_words(_telling(own), content) or '各盟市未报送数据'}。"]
    else:
        sentences = [target_sentence(rows, content) for rows in targets_of(content, number)]
        sentences += [f"{missed(step)}。" for step in missed_steps(content) if step["project_no"] == number]
    return {
        "名称": named(row),
        "部门": row["departments_zh"],
        "情况": "".join(sentences),
        "说明": _written(content, "remark", str(number)),
    }


def _telling(rows: Sequence[AnnualIndicator]) -> list[AnnualIndicator]:
    """What a project without a number is told by: how much there is of it, and what comes of it.

    Its first indicator, and its ratio, else its last one.
    """
    outcomes = [row for row in rows if row["measure"] == "ratio"] or list(rows[-1:])
    return [*rows[:1], *(row for row in outcomes if row not in rows[:1])]


def practice(content: Content) -> Facts:
    """主要做法: the department's words, and what leagues write of how they work."""
    return {
        "厅里": _written(content, "practice"),
        "盟市": _quoted(practices(content.tables["annual_account"]), content),
    }


def troubles(content: Content) -> Facts:
    """存在问题: what the figures say, and what the leagues say."""
    behind, lacking = lagging(content), gaps(content)
    figures = [f"总体目标进度滞后。{short}。"] if (short := headline_late(content)) else []
    if fell := where_it_fell(content):
        figures.append(f"{fell}。")
    if behind:
        each = "。".join(said_once(f"第{row['project_no']}项{reason(content, row)}" for row in behind))
        counts = {code: sum(row["standing"] == code for row in behind) for code in LATE}
        late = joined(f"{count}个项目{STANDINGS[code]}" for code, count in counts.items() if count)
        counted = ";".join(filter(None, (f"有{late}" if late else "", missed_words(content))))
        figures.append(f"{counted.removeprefix('另')}。{each}。")
    if lacking:
        each = ";".join(gap.lacks for gap in lacking)
        figures.append(f"部分数据尚缺。{each}。")
    rates = {
        row["project_no"]: rate
        for row in content.tables["annual_project"]
        if (rate := money.of_project(row).rate)
    }
    if len(rates) > _NAMED:
        lowest = sorted(rates, key=lambda number: (rates[number], number))[:_NAMED]
        each = joined(f"第{number}项({percent(rates[number])})" for number in lowest)
        figures.append(f"项目之间资金执行不平衡。执行率较低的是{each}。")
    return {"数据": numbered(figures), "盟市": _quoted(problems(content), content)}


def advice(content: Content) -> Facts:
    """意见建议: the department's words, what the leagues suggest, and what came of it the year before."""
    return {
        "厅里": _written(content, "advice"),
        "盟市": _answered(content.tables.get("suggestion_matter", ()), content),
        "上年": _answered(content.tables.get("earlier_matter", ()), content, matter_state(None)),
    }


def _answered(rows: Sequence[SuggestionMatter], content: Content, standing_zh: str = "") -> list[str]:
    """The matters that are quoted: each that was answered with what came of it, the others together."""
    came_of_it = {flat(row["wording"]): answer(row) for row in rows}
    own = chosen([of_row(row) for row in rows], words(content, "quoted"), _QUOTED)
    everyone = leagues(content)
    done = [matter for matter in own if came_of_it.get(matter.words)]
    settled = [f"{together([matter], everyone)[0]}。{came_of_it[matter.words]}。" for matter in done]
    others = together([matter for matter in own if matter not in done], everyone)
    return numbered([*settled, *(f"{quote}{standing_zh}。" for quote in others)])


def _written(content: Content, section: Section, subject: str = "") -> list[str]:
    """The department's words as it wrote them."""
    return [*map(Verbatim, words(content, section, subject))]


def next_steps(content: Content) -> list[str]:
    """下一步打算: the department's words; where it wrote none, what follows from the figures."""
    return _written(content, "next_steps") or numbered(unsettled(content)) or [GOING_ON]


def _quoted(found: Sequence[Matter], content: Content) -> list[str]:
    own = chosen(found, words(content, "quoted"), _QUOTED)
    return numbered(f"{quote}。" for quote in together(own, leagues(content)))
