"""一页纸: the year on one page: the headline, what is met, behind and missing, and what is to be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report.chapters import decisions, headline, standings
from etl.publish.annual.report.charts import Chart
from etl.publish.annual.report.colours import STANDING
from etl.publish.annual.report.facts import Gap, gaps, headline_late, listed, named, of_standing, reason
from etl.publish.annual.report.plain import joined
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.tally import tally
from etl.publish.annual.words import STANDINGS, number_of
from etl.summarise.rows import AnnualProject

NAME = "一页纸"
_MOST, _GAPS = 4, 3  # projects that are behind, and gaps, with a line of their own
# Of the page, in mm: what is left for sentences and chart; a line; a bar and what stands around the bars.
_ROOM, _LINE, _BAR, _AROUND = 212, Decimal("6.4"), Decimal("4.2"), 12
_CHARACTERS = 36  # in a line


@dataclass(frozen=True)
class OnePage:
    """What stands on it, a sentence or two each; `bars`: a target's name, share reached and standing."""

    headline: str
    standings: str
    met: str
    behind: Sequence[str]
    missing: Sequence[str]
    decisions: Sequence[str]
    bars: Sequence[tuple[str, Decimal, str]]


def one_page(content: Content) -> OnePage:
    """The year in short; what would not fit on a page is counted."""
    # What fell due and was missed comes first.
    behind = [*of_standing(content, "not_met"), *of_standing(content, "behind")]
    met = of_standing(content, "met", "on_track")
    in_all = tally(content.tables["annual_target"])
    late = headline_late(content)
    lines = {0: f"总体目标:{late}。"} if late else {}
    lines |= {row["project_no"]: f"{named(row)}:{reason(content, row)}。" for row in behind}
    return OnePage(
        headline(content),
        f"{in_all.words}中,{standings(in_all.targets, '项')}。" if in_all.whole else "",
        f"{_names(met)}。" if met else "",
        _some(lines),
        _gaps(gaps(content)),
        decisions(content),
        _bars(content),
    )


def _bars(content: Content) -> list[tuple[str, Decimal, str]]:
    """Of the region's targets that are not reached; of all where all are."""
    bars = [
        (f"{number_of(rows[0]['project_no'])} {rows[0]['indicator_name_zh']}", share, worst(rows))
        for rows in by_target(content.tables["annual_target"])
        if rows[0]["scope"] == "region" and (share := rows[0]["share_reached"]) is not None
    ]
    return [bar for bar in bars if bar[2] != "met"] or bars


def _names(rows: Sequence[AnnualProject]) -> str:
    return joined(f"{row['name_zh'].removesuffix('项目')}(第{row['project_no']}项)" for row in rows)


def _some(lines: Mapping[int, str]) -> list[str]:
    shown, rest = list(lines.values()), list(lines)[_MOST - 1 :]
    return shown if len(lines) <= _MOST else [*shown[: _MOST - 1], f"另有{listed(rest)},见报告。"]


def _gaps(found: Sequence[Gap]) -> list[str]:
    lines = [f"{_asked(gap)}{_then(gap.projects)}。" for gap in found]
    if len(found) <= _GAPS:
        return lines
    rest = joined(gap.who for gap in found[_GAPS - 1 :])
    return [*lines[: _GAPS - 1], f"{rest}:报表没有报齐,所缺见报告。"]


def _asked(gap: Gap) -> str:
    return f"{gap.what}({gap.who})" if gap.is_base else f"{gap.who}:{gap.what}"


def _then(projects: Sequence[int]) -> str:
    return f",报来后可评价{listed(projects)}" if projects else ""


def chart(page: OnePage) -> Chart:
    """A bar for each target, in the colour of its standing, as high as the page has room.

    Each standing is a series.
    """
    texts = [page.headline + page.standings, page.met, *page.behind, *page.missing, *page.decisions]
    lines = sum(-(-len(text) // _CHARACTERS) for text in texts)
    height = min(_AROUND + _BAR * len(page.bars), max(_ROOM - _LINE * lines, Decimal(40)))
    there = [code for code in STANDINGS if any(standing == code for *_, standing in page.bars)]
    return Chart(
        "尚未达到的目标的完成比例(%)",
        "bar",
        [name for name, *_ in page.bars],
        {
            STANDINGS[code]: [
                round(100 * share, 1) if standing == code else None for _, share, standing in page.bars
            ]
            for code in there
        },
        {STANDINGS[code]: STANDING[code] for code in there},
        number_format="0.0",
        height=int(height),
    )
