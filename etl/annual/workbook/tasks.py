"""任务完成情况: the headline goal and the 29 projects against the plan's numbers, a line a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from etl.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Row,
    Table,
    amount,
    centred,
    digits,
    number_of,
    percent,
    share_of_leagues,
)
from etl.settings import REGION_CODE

STANDINGS = {
    "met": "已达标",
    "on_track": "进度正常",
    "unknown": "数据不全",
    "not_met": "未达标",
    "behind": "进度滞后",
    "no_number": "无量化目标",
}


def tasks_table(projects: Sequence[Row], targets: Sequence[Row], indicators: Sequence[Row]) -> Table:
    """任务完成情况: the headline goal and the projects, a line a target."""
    by_project = {number: list(rows) for number, rows in groupby(targets, lambda row: row["project_no"])}
    first_indicator = {
        number: next(rows) for number, rows in groupby(_of_region(indicators), lambda row: row["project_no"])
    }
    lines: list[Line] = []
    for project in [*_headline(by_project.get(0, [])), *projects]:
        number = project["project_no"]
        own = by_project.get(number, [])
        grouped = [list(rows) for _, rows in groupby(own, lambda row: row["target_id"])]
        middle = [_target_cells(rows) for rows in grouped] or [
            _unmeasured_cells(project, first_indicator.get(number))
        ]
        for place, cells in enumerate(middle):
            lines.append(
                [
                    *(_project_cells(project, len(middle)) if place == 0 else (None, None, None)),
                    *cells,
                    _standing_cell(project["standing"], len(middle)) if place == 0 else None,
                ]
            )
    return Table(
        "任务完成情况",
        "“累计完成”自目标起算年起;期初数(2021年)未提供的不计入。“暂定”:以季报数代替年报数。",
        [
            ("序号", 5), ("重点项目", 30), ("责任部门", 28), ("目标任务", 48), ("目标值", 12), ("单位", 7),
            ("本年完成", 12), ("累计完成", 12), ("完成比例", 9), ("目标判定", 12), ("报送盟市", 8),
            ("缺报与说明", 38), ("项目判定", 12),
        ],
        lines,
        2,
        1,
    )  # fmt: skip


def _headline(targets: Sequence[Row]) -> Iterator[Row]:
    for target in targets[:1]:
        yield {
            "project_no": 0,
            "name_zh": target["project_name_zh"],
            "departments_zh": "",
            "standing": target["standing"],
        }


def _project_cells(project: Row, rows: int) -> tuple[Cell, ...]:
    return (
        centred(number_of(project["project_no"]), rows),
        Cell(project["name_zh"], rows=rows),
        Cell(project["departments_zh"], rows=rows),
    )


def _target_cells(rows: Sequence[Row]) -> list[Cell]:
    """A target's line; one that every league has for itself shows how many reached it."""
    target = rows[0]
    task = Cell(f"{target['indicator_name_zh']}:{target['wording_zh']}")
    unit = centred(target["unit_zh"])
    reporting = sum(row["leagues_reporting"] for row in rows)
    wanted = sum(row["leagues_expected"] for row in rows)
    shown = "provisional" if any(row["provisional"] for row in rows) else ""
    if target["scope"] == "each_league":
        met = [row for row in rows if row["standing"] == "met"]
        actual = [
            centred(f"{len(met)}/{len(rows)}盟市"),
            centred(NOTHING),
            percent(Decimal(len(met)) / len(rows)),
        ]
        short = [row for row in rows if row["standing"] != "met"]
        remark = [f"未达到:{'、'.join(map(_level, short))}"] if short else []
    else:
        whole = target["basis"] == "cumulative"
        actual = [
            amount(target["this_year"], target["decimals"], shown),
            amount(target["actual"], target["decimals"], shown) if whole else centred(NOTHING),
            percent(target["share_reached"]),
        ]
        remark = [f"缺:{target['missing']}"] if target["missing"] else []
    return [
        task,
        _goal(target),
        unit,
        *actual,
        _standing_cell(_worst(rows)),
        share_of_leagues(reporting, wanted),
        Cell(";".join([*remark, *(["暂定"] if shown else [])])),
    ]


def _level(row: Row) -> str:
    level = "无数" if row["actual"] is None else f"{row['actual']:f}{row['unit_zh']}"
    return f"{row['league_name_zh']}({level}{',缺报' if row['missing'] else ''})"


def _unmeasured_cells(project: Row, indicator: Row | None) -> list[Cell]:
    """The line of a project that the plan gives no number: its first indicator stands for it."""
    if indicator is None:
        return [Cell("方案未定量"), *(centred(NOTHING) for _ in range(7)), Cell(None)]
    return [
        Cell(f"方案未定量。{indicator['name_zh']}"),
        centred(NOTHING),
        centred(indicator["unit_zh"]),
        amount(indicator["value"], indicator["decimals"], "provisional" if indicator["provisional"] else ""),
        centred(NOTHING),
        centred(NOTHING),
        _standing_cell(project["standing"]),
        share_of_leagues(indicator["leagues_reporting"], indicator["leagues_expected"]),
        Cell(
            ";".join(
                [
                    *([f"缺:{indicator['missing_leagues']}"] if indicator["missing_leagues"] else []),
                    *(["暂定"] if indicator["provisional"] else []),
                ]
            )
        ),
    ]


def _of_region(indicators: Sequence[Row]) -> Iterator[Row]:
    return (row for row in indicators if row["league_code"] == REGION_CODE)


def _worst(rows: Sequence[Row]) -> str:
    order = ("not_met", "behind", "unknown", "on_track", "met")
    return str(min((row["standing"] for row in rows), key=order.index))


def _standing_cell(standing: str, rows: int = 1) -> Cell:
    return Cell(STANDINGS[standing], standing, "center", rows=rows)


def _goal(target: Row) -> Cell:
    """The goal as a number that shows its span (2—3) or its tolerance (左右)."""
    shown = digits(target["decimals"])
    if target["up_to"] is not None:
        shown += f'"—{target["up_to"]:f}"'
    elif target["tolerance"] is not None:
        shown += '"左右"'
    return Cell(target["goal"], align="right", number_format=shown)
