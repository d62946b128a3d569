"""一页纸: the year on one page: the headline, what is met, behind and missing, and what is to be decided."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, TypeVar

from etl.common.widths import width_of
from etl.publish.annual.asked_for import of_departments
from etl.publish.annual.content import Content
from etl.publish.annual.department import words
from etl.publish.annual.forecasts import said_once
from etl.publish.annual.report.chapters import headline, target_standings
from etl.publish.annual.report.charts import Chart
from etl.publish.annual.report.decisions import decisions, unsettled
from etl.publish.annual.report.facts import (
    Gap,
    gaps,
    headline_late,
    lagging,
    named,
    of_standing,
    reason,
    wanted,
)
from etl.publish.annual.report.matters import whole_sentences
from etl.publish.annual.report.plain import joined, prose
from etl.publish.annual.report.spoken import called
from etl.publish.annual.standing import by_target, is_level, worst
from etl.publish.annual.tally import tally
from etl.publish.annual.words import PACE, STANDINGS, listed, number_of, percent
from etl.summarise.rows import AnnualProject, AnnualTarget

NAME = "一页纸"
Key = TypeVar("Key")
# They differ in brightness too, for a print in black and white.
_COLOURS = {
    "met": "2E7D5B",
    "on_track": "5B9BD5",
    "unknown": "A6A6A6",
    "behind": "F0B43C",
    "not_met": "C0392B",
}
# Of the page, in mm: what is left for sentences and chart; a line; a bar and what stands around the bars.
_ROOM, _LINE, _BAR, _AROUND = 212, 5.65, 3.5, 13
_WIDE, _INDENT = 79, 6  # a line, in digits; what begins a paragraph
_MET = "已达标和进度正常的项目:"  # which the form says
_FEWEST = 3  # projects that are behind, and gaps, with a line of their own; bars of a chart
_NAMED = 3  # projects that have no line of their own
_BARS = 5  # of a chart, as long as more sentences than the fewest would leave it fewer


class Bar(NamedTuple):
    """A target: the shares of its goal that are reached and asked for by now, and how it stands."""

    name: str
    share: Decimal
    paced: Decimal
    standing: str
    is_level: bool  # it is asked for whole, whenever it is due
    is_headline: bool


@dataclass(frozen=True)
class OnePage:
    """What stands on it, a sentence or two each."""

    headline: str
    standings: str
    met: str
    behind: Sequence[str]
    missing: Sequence[str]
    decisions: Sequence[str]
    is_dated: bool  # until when is to be filled in
    bars: Sequence[Bar]


def one_page(content: Content) -> OnePage:
    """The year in short; of what is behind and missing as much as fits on a page, the rest is counted."""
    met = of_standing(content, "met", "on_track")
    in_all = tally(content.tables["annual_target"])
    late = headline_late(content)
    behind = [(0, f"总体目标:{late}。")] if late else []
    behind += [(row["project_no"], f"{named(row)}:{reason(content, row)}。") for row in lagging(content)]
    behind = [*zip((number for number, _ in behind), said_once(line for _, line in behind), strict=True)]
    names = {row["project_no"]: named(row) for row in lagging(content)}
    lacking = [(gap.who, f"{_base(content) if gap.is_base else _returns(gap)}。") for gap in gaps(content)]
    whole = OnePage(
        headline(content) + whole_sentences("".join(words(content, "remark", "0"))),
        f"{in_all.words}中,{target_standings(content)}。" if in_all.whole else "",
        f"{_names(met)}。" if met else "",
        (),
        (),
        decisions(content),
        bool(unsettled(content)),
        _bars(content),
    )
    for most in range(max(len(behind), len(lacking), _FEWEST), _FEWEST - 1, -1):
        page = replace(
            whole,
            behind=_first(behind, most, lambda rest: f"另有{_others(rest, names)},见报告。"),
            missing=_first(lacking, most, lambda rest: f"{joined(rest)}:报表没有报齐,所缺见报告。"),
        )
        if _room(page) >= min(_BARS, len(page.bars)):
            return page
    return page


def _bars(content: Content) -> list[Bar]:
    """Of the headline goal and what is not reached; of all where all is. What is unknown is not compared."""
    bars = [bar for rows in by_target(content.tables["annual_target"]) if (bar := _bar(rows))]
    short = [bar for bar in bars if bar.standing not in ("met", "unknown")]
    return [bar for bar in bars if bar in short or bar.is_headline] if short else bars


def _bar(rows: Sequence[AnnualTarget]) -> Bar | None:
    """Of one that each league has: how many of them have reached it, of which all should have."""
    first = rows[0]
    share, line = first["share_reached"], first["line"]
    paced = Decimal(1) if line is None else line / first["goal"]
    if first["scope"] == "each_league":
        share, paced = Decimal(sum(row["standing"] == "met" for row in rows)) / len(rows), Decimal(1)
    name = f"{number_of(first['project_no'])} {first['indicator_name_zh']}"
    return (
        None
        if share is None
        else Bar(name, share, paced, worst(rows), is_level(first), not first["project_no"])
    )


def _names(rows: Sequence[AnnualProject]) -> str:
    return joined(row["name_zh"].removesuffix("项目") for row in rows)


def _first(lines: Sequence[tuple[Key, str]], most: int, others: Callable[[list[Key]], str]) -> list[str]:
    """So many lines; where there are more, the last of them is what is said of the others."""
    shown = [line for _, line in lines]
    if len(lines) <= most:
        return shown
    return [*shown[: most - 1], others([key for key, _ in lines[most - 1 :]])]


def _others(numbers: Sequence[int], names: Mapping[int, str]) -> str:
    """The projects by their names; of many the numbers."""
    return joined(names[number] for number in numbers) if len(numbers) <= _NAMED else listed(numbers)


def _base(content: Content) -> str:
    """The figures of before the first return, project by project, and who gives them."""
    targets = {row["target_id"]: row for row in content.tables["annual_target"]}
    requests = list(of_departments(content.tables["annual_target"]))
    bases = []
    for (number, whom), own in groupby(
        requests, lambda one: (targets[one.targets[0]]["project_no"], one.whom)
    ):
        asked = (called(targets[one.targets[0]]) for one in own)
        bases.append(f"{listed([number])}{joined(asked)}({whom})")
    return f"{wanted(content)},尚未提供。请书面提供,由人社厅录入:{';'.join(bases)}"


def _returns(gap: Gap) -> str:
    then = f",报来后可判定{listed(gap.projects)}" if gap.projects else ""
    return f"{gap.who}:{gap.what}{then}"


def chart(page: OnePage) -> Chart | None:
    """A bar for each target in the colour of its standing; with little room for the headline goal and
    those furthest behind.

    Each standing is a series; the last are the marks of what is asked for by now. None without room.
    """
    furthest = sorted(page.bars, key=lambda bar: (not bar.is_headline, bar.share / (bar.paced or 1)))
    furthest = furthest[: _room(page)]
    bars = [bar for bar in page.bars if bar in furthest]
    if len(bars) < min(_FEWEST, len(page.bars)) or not bars:
        return None
    there = [code for code in STANDINGS if any(bar.standing == code for bar in bars)]
    series: dict[str, list[Decimal | None]] = {
        STANDINGS[code]: [_hundredths(bar.share) if bar.standing == code else None for bar in bars]
        for code in there
    }
    of_levels = "(时点类目标为目标值全数)" if any(bar.is_level for bar in bars) else ""
    others = [bar for bar in bars if not bar.is_headline]
    stand = joined(STANDINGS[code] for code in there if any(bar.standing == code for bar in others))
    whose = ["总体目标"] * (len(others) < len(bars)) + [f"{stand}的目标"] * bool(others)
    which = f"(完成数与{PACE}之比最低的{len(others)}项)" if len(bars) < len(page.bars) else ""
    of_what = f"{'和'.join(whose)}{which}"
    return Chart(
        f"{of_what}完成比例(%),空心框为{PACE}{of_levels}",
        [bar.name for bar in bars],
        series | {PACE: [_hundredths(bar.paced) for bar in bars]},
        {STANDINGS[code]: _COLOURS[code] for code in there},
        number_format="0.0",
        height=int(_AROUND + _BAR * len(bars)),
    )


def _room(page: OnePage) -> int:
    """How many bars find room below the sentences."""
    texts = [
        page.headline + page.standings,
        _MET + page.met,
        *page.behind,
        *page.missing,
        *page.decisions,
    ]
    lines = sum(math.ceil((_INDENT + _width(text)) / _WIDE) for text in texts) + page.is_dated
    return max(int((_ROOM - _LINE * lines - _AROUND) / _BAR), 0)


def _width(text: str) -> int:
    """In digits: beside Chinese a number has room on both sides."""
    return width_of(prose(text)) + len(re.findall(r"[\d.,%]+", text))


def _hundredths(share: Decimal) -> Decimal:
    """As the sentences say it in percent."""
    return Decimal(percent(share).removesuffix("%"))
