"""The tables behind the prose, row by row, under the names that the form has for their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from etl.publish.annual import counties, enterprises, money
from etl.publish.annual.content import Content
from etl.publish.annual.report import by_league
from etl.publish.annual.report.chapters import of_region
from etl.publish.annual.report.matters import Matter, answer, matters, of_row, who
from etl.publish.annual.report.plain import Verbatim, flat, joined
from etl.publish.annual.report.spoken import LEAST_BASE, before_lacks, compared, exact, goal
from etl.publish.annual.report.target_sentence import missing
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.tally import name_of
from etl.publish.annual.words import (
    BASES,
    MISSING,
    NONE,
    STANDINGS,
    figure,
    listed,
    number_of,
    percent,
    value_or_why,
)
from etl.summarise.rows import (
    ActionTarget,
    AnnualEnterprise,
    AnnualIndicator,
    PeriodTarget,
    Reporting,
)
from schemas.periods import Period

Row = Mapping[str, object]
_YEARLY = ("each_year", "stock")
_CHANGES = 40  # that are listed
_LONGEST = 60  # characters of a text that changed
_MATTERS = 40  # matters that are listed
_LONG = "(文字较长,见行动总结表)"


def tables(content: Content) -> dict[str, list[Row]]:
    """Every table by its name; one of which there is nothing has no rows."""
    return {
        "目标": [target(rows) for rows in by_target(content.tables["annual_target"])],
        "历年": [
            _of_action(rows, content)
            for rows in by_target(content.tables["action_target"])
            if _is_shown(rows, content)
        ],
        "盟市": list(_leagues(content)),
        "指标": [_indicator(row) for row in of_region(content)],
        "资金": list(_money(content)),
        "报送": list(_reporting(content.tables["annual_reporting"])),
        "意见": list(_matters(content)),
        "旗县": list(_counties(content)),
        "企业": [_month(row) for row in enterprises.region(content)],
        "变化": [
            {
                "类别": row["table"],
                "内容": row["key_zh"],
                "栏目": row["column_zh"],
                "上一版": _text(row["before"]),
                "本版": _text(row["after"]),
            }
            for row in content.changes[:_CHANGES]
        ],
    }


def target(rows: Sequence[PeriodTarget]) -> Row:
    """A target's line: of the region, or how many leagues have reached theirs."""
    first = rows[0]
    line: dict[str, object] = {
        "项目": number_of(first["project_no"]),
        "目标": name_of(first),
        "目标值": goal(first, exact),
        "判定": STANDINGS[worst(rows)],
        "缺": joined(dict.fromkeys(part for row in rows for part in missing(row))),
    }
    if first["scope"] == "each_league":
        met = sum(row["standing"] == "met" for row in rows)
        return line | {"本年": f"{met}/{len(rows)}", "累计": NONE, "比例": percent(Decimal(met) / len(rows))}
    cumulative = first["basis"] == "cumulative"
    return line | {
        "本年": _remarked(first["this_year"], first),
        "累计": figure(first["actual"], first["decimals"]) if cumulative else NONE,
        "比例": percent(first["share_reached"]),
    }


def _leagues(content: Content) -> Iterator[Row]:
    """The headline figure league by league, the region last."""
    rows = by_league.rows(content)
    for row in [*rows[1:], *rows[:1]]:
        yield {
            "盟市": "合计" if row is rows[0] else row["league_name_zh"],
            "本年": _remarked(row["value"], row),
            "上年": _before(row),
            "增减": f"{by_league.more(row):+,.{row['decimals']}f}" if compared(row) else NONE,
            "比上年": change(row),
        }


def _is_shown(rows: Sequence[ActionTarget], content: Content) -> bool:
    """Whether the year alone does not say all of it: every target in the action's last year."""
    is_last = content.year >= max(row["by_year"] for row in content.tables["action_target"])
    return is_last or rows[0]["basis"] in _YEARLY or rows[0]["last_year"] < content.year


def _of_action(rows: Sequence[ActionTarget], content: Content) -> Row:
    first = rows[0]
    line: dict[str, object] = {
        "项目": number_of(first["project_no"]),
        "目标": name_of(first),
        "方式": BASES[first["basis"]],
        "目标值": goal(first, exact),
    }
    yearly = first["basis"] in _YEARLY and first["scope"] == "region"
    years = f"({first['years_met']}/{first['years_counted']})" if yearly else ""
    line["判定"] = f"{STANDINGS[worst(rows)]}{years}"
    if first["scope"] == "each_league":
        met = sum(row["standing"] == "met" for row in rows)
        return line | {"实际": f"{met}/{len(rows)}个盟市", "比例": percent(Decimal(met) / len(rows))}
    actual = MISSING if first["actual"] is None else exact(first["actual"], first)
    at = f"\n({first['last_year']}年底)" if first["last_year"] < content.year else ""
    return line | {"实际": actual + at, "比例": percent(first["share_reached"])}


def _remarked(value: Decimal | None, row: AnnualIndicator | PeriodTarget) -> str:
    """A figure; below it how many leagues are in it, if not all, and whether it is provisional."""
    if value is None:
        return MISSING
    lacks = row["leagues_reporting"] < row["leagues_expected"]
    leagues = f"{row['leagues_reporting']}/{row['leagues_expected']}" if lacks else ""
    remark = leagues + row["provisional"] * "暂定"
    return "\n".join(filter(None, (figure(value, row["decimals"]), remark)))


def _indicator(row: AnnualIndicator) -> Row:
    return {
        "项目": number_of(row["project_no"]),
        "指标": row["name_zh"],
        "单位": row["unit_zh"],
        "本年": value_or_why(row, row["value"]),
        "上年": _before(row),
        "比上年": change(row),
        "盟市": f"{row['leagues_reporting']}/{row['leagues_expected']}" + row["provisional"] * "暂定",
    }


def _before(row: AnnualIndicator) -> str:
    """The figure of the year before; below it how many leagues are in it, if not all; a dash for none."""
    if row["previous_year"] is None:
        return NONE
    shown = figure(row["previous_year"], row["decimals"])
    leagues = f"\n{row['previous_leagues_reporting']}/{row['previous_leagues_expected']}"
    return shown + (leagues if before_lacks(row) else "")


def change(row: AnnualIndicator) -> str:
    """Against the year before: +3.9%, of few +4, a ratio +0.12个百分点; a dash where it cannot be told."""
    both = compared(row)
    if both is None:
        return NONE
    more = both.now - both.before
    if row["measure"] == "ratio":
        return f"{more:+.{row['decimals']}f}个百分点"
    if both.before < LEAST_BASE:
        return f"{more:+,.{row['decimals']}f}" if more else "0"
    shown = percent(more / both.before).replace("-0.0%", "0.0%")
    return f"+{shown}" if more > 0 and shown != "0.0%" else shown


def _money(content: Content) -> Iterator[Row]:
    """A line for each project, and one for all."""
    same = money.alike(content.tables["annual_project"])  # the note says it once
    for row in content.tables["annual_project"]:
        given = money.of_project(row)
        yield {
            "项目": number_of(row["project_no"]),
            "名称": row["name_zh"],
            "状态": NONE if same else "/".join(map(str, money.by_status([row]).values())),
            "预算": figure(given.budget, 2) + _of(given.budget, given.budgeting, given.accounts),
            "支出": figure(given.spent, 2) + _of(given.spent, given.spending, given.accounts),
            "执行率": percent(given.rate) + _of(given.rate, given.both, given.accounts),
        }
    if content.tables["annual_project"]:
        whole = money.of_region(content)
        yield {
            "项目": "",
            "名称": "合计",
            "状态": NONE,
            "预算": figure(whole.budget, 2),
            "支出": figure(whole.spent, 2),
            "执行率": percent(whole.rate),
        }


def _of(value: Decimal | None, reporting: int, wanted: int) -> str:
    """On a line below: how many of the leagues it rests on, if not all."""
    return "" if value is None or reporting == wanted else f"\n{reporting}/{wanted}"


def _reporting(rows: Sequence[Reporting]) -> Iterator[Row]:
    """A line for each league, and one for all."""
    for name, own in (*((row["league_name_zh"], [row]) for row in rows), *([("合计", rows)] if rows else [])):
        expected, on_time, late, missing, not_due = (
            sum(row[column] for row in own)
            for column in ("expected", "on_time", "late", "missing", "not_due")
        )
        due = on_time + late + missing
        yield {
            "盟市": name,
            "应报": expected,
            "按时": on_time,
            "迟报": late,
            "未报齐": missing,
            "未到期": not_due,
            "按时率": percent(Decimal(on_time) / due) if due else NONE,
        }


def _matters(content: Content) -> Iterator[Row]:
    """Problems, then suggestions with what came of them."""
    leagues = [row["league_name_zh"] for row in content.tables["annual_reporting"]]
    projects = len(content.tables["annual_project"])
    problems = [("问题", each, NONE) for each in matters(content.tables["annual_suggestion"], "problem")]
    rows = content.tables.get("suggestion_matter", ())
    asked = [("建议", of_row(row), answer(row) or "尚未答复") for row in rows]
    for kind, matter, came_of_it in [*problems[:_MATTERS], *asked[:_MATTERS]]:
        yield {
            "类别": kind,
            "内容": Verbatim(matter.quotation) if matter.quotation else _LONG,
            "盟市": who(matter.leagues, leagues),
            "项目": _projects(matter, projects),
            "办理": came_of_it,
        }


def _projects(matter: Matter, in_all: int) -> str:
    """Their numbers, neighbours as a span: 第1—8、10项; a dash where it is said in general."""
    if not matter.projects:
        return NONE
    if len(matter.projects) == in_all > 1:
        return "各项目"
    return listed(matter.projects)


def _counties(content: Content) -> Iterator[Row]:
    """A line an indicator: what the counties have together, how many tell it, whose are missing."""
    of_leagues = counties.leagues(content)
    for row in counties.indicators(content):
        code = row["indicator_code"]
        sums = [league.sum(code) for league in of_leagues]
        firsts = [league.rows(code)[0] for league in of_leagues]
        lacking = [
            each["league_name_zh"]
            for each in firsts
            if each["counties_reporting"] < each["counties_expected"]
        ]
        there, wanted = (
            sum(each[name] for each in firsts) for name in ("counties_reporting", "counties_expected")
        )
        yield {
            "项目": number_of(row["project_no"]),
            "指标": row["name_zh"],
            "单位": row["unit_zh"],
            "合计": figure(enterprises.added(sums), row["decimals"]),
            "旗县": f"{there}/{wanted}",
            "缺": joined(lacking),
        }


def _month(row: AnnualEnterprise) -> Row:
    whole = {
        "企业": row["enterprises"],
        "员工": row["employees"],
        "空缺": row["vacancies"],
        "新招": row["hired"],
        "解决": row["solved"],
        "需求": row["next_month_demand"],
        "活动": row["events"],
    }
    shown = {name: MISSING if value is None else f"{value:,.0f}" for name, value in whole.items()}
    leagues = f"{row['leagues_reporting']}/{row['leagues_expected']}"
    return {"月份": Period.parse(row["month"]).short_zh, **shown, "盟市": leagues}


def _text(text: str | None) -> Verbatim:
    """A text that changed; of a long one the beginning, and that there is more."""
    shown = flat(text) if text is not None else "无"
    return Verbatim(shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}(下略)")
