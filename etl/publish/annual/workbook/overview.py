"""总览: one page that says where the year stands, what is lacking, and what is behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from etl.publish.annual import tally
from etl.publish.annual.content import Content
from etl.publish.annual.days import day
from etl.publish.annual.report.plain import prose
from etl.publish.annual.standing import by_target, counted_from, late, worst
from etl.publish.annual.words import PACE, STANDINGS, TIMELINESS, number_of, period
from etl.publish.annual.workbook.cells import (
    Cell,
    Chart,
    Line,
    Series,
    Sheet,
    amount,
    centred,
    digits,
    number,
    percent,
)
from etl.publish.annual.workbook.cells import standing as standing_cell
from etl.publish.annual.workbook.lacking import lacking
from etl.publish.annual.workbook.looks import STANDING_COLOURS
from etl.publish.annual.workbook.targets import asked, goal
from etl.summarise.rows import Target

# The page is a grid of narrow columns; what stands on it goes over several of them.
_COLUMNS, _WIDTH = 24, 3.55
_LATE = 9  # targets that are listed


def overview(content: Content, name: str, others: Sequence[str]) -> Sheet:
    """The first page; `others` are the sheets behind it, in their order."""
    head: list[Line] = [
        _line((Cell(f"{content.title}{name}({content.edition.mark})", "title", "center"), 24)),
        _line((Cell(_issue(content), "stamp", "center"), 24)),
    ]
    before = [*head, *_headline(content)]
    lines = [
        *before,
        *_standings(content, len(before)),
        *_reporting(content),
        *_lacking(content),
        *_late(content),
        *_index(others),
    ]
    return Sheet("总览", [_WIDTH] * _COLUMNS, lines, landscape=False, pages=1, least=21)


def _issue(content: Content) -> str:
    edition = content.edition
    if edition.number is None:
        return f"草稿,未经批准,仅供核对。{content.stamp}"
    when = f",{day(edition.approved_at)}批准" if edition.approved_at else ""
    return f"{edition.mark},批准人:{edition.approved_by}{when}。{content.stamp}"


def _headline(content: Content) -> list[Line]:
    """The headline goal: what is asked, what is there, and what that lacks."""
    lines = [_section("一、总体目标", "目标进度")]
    headline = [row for row in content.tables["annual_target"] if row["project_no"] == 0]
    if not headline:
        lines.append(_line((centred("无:本年度没有总体目标。"), 24)))
    for target in headline:
        decimals, unit = target["decimals"], target["unit_zh"]
        tiles = [
            ("目标值", goal(target, unit)),
            (f"{content.year}年完成", amount(target["this_year"], decimals, unit=unit)),
            (f"{counted_from(target)}年以来累计", amount(target["actual"], decimals, unit=unit)),
            (PACE, asked(target)),
            ("完成比例", percent(target["share_reached"])),
            ("判定", standing_cell(target["standing"])),
        ]
        flags = [
            f"报送盟市{target['leagues_reporting']}/{target['leagues_expected']}",
            "暂定数(以季报数代替年报数)" if target["provisional"] else "年报数",
            *([f"缺:{target['missing']}"] if target["missing"] else []),
        ]
        lines += [
            _line((Cell(f"{target['indicator_name_zh']}:{target['wording_zh']}"), 24)),
            _line(*((Cell(label, "label", "center"), 4) for label, _ in tiles)),
            _line(*((_big(cell), 4) for _, cell in tiles)),
            _line((Cell(";".join(flags)), 24)),
        ]
    return lines


def _big(cell: Cell) -> Cell:
    return replace(cell, look="big" if cell.look in ("", "missing") else cell.look, align="center")


def _standings(content: Content, above: int) -> list[Line]:
    """How many projects and targets stand where; the chart beside shows the projects."""
    projects = tally.projects(content.tables["annual_project"])
    counted = tally.tally(content.tables["annual_target"])
    first = above + 2
    chart = Chart(
        "bar", "重点项目判定(个)", 0, [Series("重点项目", 5, "#808080")],
        (first, first + len(STANDINGS) - 1), "0", tuple(STANDING_COLOURS[code] for code in STANDINGS),
    )  # fmt: skip
    head = (("判定", 5), ("重点项目", 3), ("量化目标", 3))
    beside = Cell(None, chart=chart, rows=2 + len(STANDINGS))
    body = [
        _line((standing_cell(code), 5), (_count(count), 3), (_count(counted.targets[code]), 3), (None, 13))
        for code, count in projects.items()
    ]
    total = (sum(projects.values()), counted.whole)
    missed = tally.missed_words(content)
    return [
        _section(f"二、项目和目标判定:{total[0]}个重点项目,{counted.words}", "任务完成情况"),
        _line(*((centred(word, "header"), wide) for word, wide in head), (beside, 13)),
        *body,
        _line((centred("合计", "label"), 5), *((_count(count), 3) for count in total), (None, 13)),
        *([_line((Cell(f"{missed}。"), 24))] if missed else []),
    ]  # fmt: skip


def _reporting(content: Content) -> list[Line]:
    """Returns by period and timeliness, and how many leagues are in the headline figure."""
    returns = content.tables["annual_return"]
    by_period: dict[str, Counter[str]] = {}
    for row in returns:
        by_period.setdefault(row["period"], Counter())[row["timeliness"]] += 1
    codes = [code for code in TIMELINESS if code != "exempt" or any(c[code] for c in by_period.values())]
    wide = 18 // (len(codes) + 1)
    first = 24 - wide * (len(codes) + 1)
    head = [("报告期", first), ("应报", wide), *((TIMELINESS[code], wide) for code in codes)]

    def counted(label: str, counts: Counter[str]) -> Line:
        owed = counts.total() - counts["exempt"]
        cells = [(_count(counts[code], _alarm(code, counts[code])), wide) for code in codes]
        return _line((centred(label), first), (_count(owed), wide), *cells)

    return [
        _section("三、报送情况(份)", "报送情况"),
        _line(*((centred(word, "header"), width) for word, width in head)),
        *(counted(period(code), counts) for code, counts in by_period.items()),
        counted("合计", Counter(row["timeliness"] for row in returns)),
    ]


def _lacking(content: Content) -> list[Line]:
    points = lacking(content)
    return [
        _section("四、缺什么", "待提供数据"),
        *(_line((Cell(about, "label", "center"), 5), (Cell(words), 19)) for about, words in points),
    ]


def _late(content: Content) -> list[Line]:
    """The targets that are behind or were not reached, those of years before too."""
    steps: list[Sequence[Target]] = [[step] for step in tally.missed_steps(content)]
    behind = late([*steps, *by_target(content.tables["annual_target"])])
    more = f"(共{len(behind)}项,列前{_LATE}项)" if len(behind) > _LATE else ""
    head = (("项目", 2), ("目标", 9), ("目标值", 4), ("实际完成", 3), (PACE, 3), ("判定", 3))
    return [
        _section(f"五、进度滞后和未达标的目标{more}", "目标进度"),
        _line(*((centred(word, "header"), wide) for word, wide in head)),
        *map(_behind, behind[:_LATE]),
        *([] if behind else [_line((centred("无:没有进度滞后、未达标的目标。"), 24))]),
    ]


def _behind(rows: Sequence[Target]) -> Line:
    target = rows[0]
    unit, met = target["unit_zh"], sum(row["standing"] == "met" for row in rows)
    asked_for: Mapping[str, Any] = {"line": target["goal"]} | target  # of a step that fell due, the whole
    paced = number(asked_for["line"], digits(target["decimals"], unit))
    reached = (amount(target["actual"], target["decimals"], unit=unit), paced)
    if target["scope"] == "each_league":
        reached = (centred(f"{met}/{len(rows)}盟市"), centred("全部盟市"))
    return _line(
        (centred(number_of(target["project_no"])), 2),
        (Cell(tally.name_of(target)), 9),
        (goal(target, unit), 4),
        *((cell, 3) for cell in reached),
        (standing_cell(worst(rows)), 3),
    )


def _index(others: Sequence[str]) -> list[Line]:
    """Links to the other sheets, as many to a line as fit."""
    cells = [(Cell(other, "index", "center", link=other), 3) for other in others]
    return [_section("目录"), *(_line(*cells[at : at + 8]) for at in range(0, len(cells), 8))]


def _count(value: int, look: str = "") -> Cell:
    return Cell(value, look, "center", "0")


def _alarm(timeliness: str, count: int) -> str:
    return {"late": "late", "missing": "overdue"}.get(timeliness, "") if count else ""


def _section(title: str, link: str | None = None) -> Line:
    if link is None:
        return _line((Cell(title, "section"), 24))
    return _line((Cell(title, "section"), 18), (Cell(f"详见《{link}》", "link", "right", link=link), 6))


def _line(*parts: tuple[Cell | None, int]) -> Line:
    """Cells side by side, each with how many columns of the grid it is wide."""
    line: list[Cell | None] = []
    for cell, wide in parts:
        if cell and isinstance(cell.value, str) and not cell.link:  # a link says the sheet's name
            cell = replace(cell, value=prose(cell.value))
        line += [cell and replace(cell, cols=wide), *[None] * (wide - 1)]
    return line + [None] * (_COLUMNS - len(line))
