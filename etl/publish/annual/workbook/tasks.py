"""任务完成情况: the headline goal and the 29 projects against the plan's numbers, a line for each target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from etl.publish.annual.content import Content
from etl.publish.annual.report.target_sentence import missed
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.tally import missed_steps, name_of
from etl.publish.annual.words import DEPARTMENTS, figure, number_of
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Sheet,
    amount,
    centred,
    percent,
    share_of_leagues,
    standing,
)
from etl.publish.annual.workbook.tables import table
from etl.publish.annual.workbook.targets import goal
from etl.summarise.rows import AnnualIndicator, AnnualProject, AnnualTarget
from schemas.region import REGION_CODE

_COLUMNS = [
    ("序号", 5), ("重点项目", 19), ("责任部门", 17), ("目标任务", 48), ("目标值", 12), ("单位", 6),
    ("本年完成", 12.5), ("累计完成", 12), ("完成比例", 9), ("目标判定", 11), ("报送盟市", 7),
    ("缺报与说明", 24), ("项目判定", 11),
]  # fmt: skip


class _Head(NamedTuple):
    """What begins and ends the lines of a project; the headline goal has them too."""

    number: int
    name: str
    departments: str
    standing: str


def tasks(content: Content) -> Sheet:
    """The headline goal and the projects, a line for each target."""
    of_project = {
        number: list(rows)
        for number, rows in groupby(content.tables["annual_target"], lambda row: row["project_no"])
    }
    first_indicator = {
        number: next(rows)
        for number, rows in groupby(
            _of_region(content.tables["annual_indicator"]), lambda row: row["project_no"]
        )
    }
    lines: list[Line] = []
    headline = [_Head(0, row["project_name_zh"], "", row["standing"]) for row in of_project.get(0, [])[:1]]
    for project in [*headline, *map(_head, content.tables["annual_project"])]:
        number = project.number
        steps = [missed(step) for step in missed_steps(content) if step["project_no"] == number]
        middle = [_target_cells(rows, steps) for rows in by_target(of_project.get(number, []))] or [
            _unmeasured_cells(project, first_indicator.get(number))
        ]
        for place, cells in enumerate(middle):
            first = place == 0
            lines.append(
                [
                    *(_project_cells(project, len(middle)) if first else (None, None, None)),
                    *cells,
                    standing(project.standing, len(middle)) if first else None,
                ]
            )
    return table(
        content,
        "任务完成情况",
        "“累计完成”自目标起算年起;2021年实绩未提供的不计入。蓝色斜体为暂定数:以季报数代替年报数。"
        f"{DEPARTMENTS}。",
        _COLUMNS,
        lines,
        frozen=2,
        filtered=False,
        together=True,
    )


def _head(project: AnnualProject) -> _Head:
    return _Head(project["project_no"], project["name_zh"], project["departments_zh"], project["standing"])


def _project_cells(project: _Head, rows: int) -> tuple[Cell, ...]:
    return (
        centred(number_of(project.number), rows=rows),
        Cell(project.name, rows=rows),
        Cell(project.departments, rows=rows),
    )


def _target_cells(rows: Sequence[AnnualTarget], steps: Sequence[str]) -> list[Cell]:
    """A target's line; one that every league has for itself shows how many reached it.

    `steps`: what is to be said of those of years before that were not reached.
    """
    target = rows[0]
    shown = "provisional" if any(row["provisional"] for row in rows) else ""
    if target["scope"] == "each_league":
        met = [row for row in rows if row["standing"] == "met"]
        short = [row for row in rows if row["standing"] != "met"]
        actual = [
            centred(f"{len(met)}/{len(rows)}盟市"),
            centred(NOTHING),
            percent(Decimal(len(met)) / len(rows)),
        ]
        remark = [f"尚未达标:{'、'.join(map(_level, short))}"] if short else []
    else:
        whole = target["basis"] == "cumulative"
        actual = [
            amount(target["this_year"], target["decimals"], shown),
            amount(target["actual"], target["decimals"], shown) if whole else centred(NOTHING),
            percent(target["share_reached"]),
        ]
        remark = [f"缺:{target['missing']}"] if target["missing"] else []
    return [
        Cell(f"{name_of(target)}:{target['wording_zh']}"),
        goal(target),
        centred(target["unit_zh"]),
        *actual,
        standing(worst(rows)),
        share_of_leagues(
            sum(row["leagues_reporting"] for row in rows), sum(row["leagues_expected"] for row in rows)
        ),
        Cell(";".join([*remark, *steps, *(["暂定"] if shown else [])])),
    ]


def _level(row: AnnualTarget) -> str:
    level = "无数" if row["actual"] is None else figure(row["actual"], row["decimals"]) + row["unit_zh"]
    return f"{row['league_name_zh']}({level}{',缺报' if row['missing'] else ''})"


def _unmeasured_cells(project: _Head, indicator: AnnualIndicator | None) -> list[Cell]:
    """The line of a project that the plan gives no number: its first indicator stands for it."""
    if indicator is None:
        return [Cell("方案未定量"), *(centred(NOTHING) for _ in range(7)), Cell(None)]
    missing = [f"缺:{indicator['missing_leagues']}"] if indicator["missing_leagues"] else []
    return [
        Cell(f"方案未定量。{indicator['name_zh']}"),
        centred(NOTHING),
        centred(indicator["unit_zh"]),
        amount(indicator["value"], indicator["decimals"], "provisional" if indicator["provisional"] else ""),
        centred(NOTHING),
        centred(NOTHING),
        standing(project.standing),
        share_of_leagues(indicator["leagues_reporting"], indicator["leagues_expected"]),
        Cell(";".join([*missing, *(["暂定"] if indicator["provisional"] else [])])),
    ]


def _of_region(indicators: Sequence[AnnualIndicator]) -> Iterator[AnnualIndicator]:
    return (row for row in indicators if row["league_code"] == REGION_CODE)
