"""What stands in the lines of the annual workbook: its two tables, cell by cell, before anything is drawn."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from etl.settings import REGION_CODE

Row = Mapping[str, Any]

STANDINGS = {
    "met": "已达标",
    "on_track": "进度正常",
    "unknown": "数据不全",
    "not_met": "未达标",
    "behind": "进度滞后",
    "no_number": "无量化目标",
}
_NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """A text or a number, how it looks, and over how many lines it goes."""

    value: str | Decimal | int | None
    look: str = ""
    align: str = "left"
    number_format: str | None = None
    rows: int = 1


Line = Sequence[Cell | None]  # None: the cell above reaches down to here


@dataclass(frozen=True)
class Table:
    """A sheet's table. `columns`: name and width; `frozen`: how many of them stay in view; `note`: below the title."""

    name: str
    note: str
    columns: Sequence[tuple[str, float]]
    lines: Sequence[Line]
    frozen: int

    def height(self, line: Line) -> float:
        """How many lines of text the fullest cell of this line takes."""
        return max(
            _text_lines(cell.value, width) / cell.rows
            for cell, (_, width) in zip(line, self.columns, strict=True)
            if cell and isinstance(cell.value, str)
        )


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
        middle = [_target_cells(rows) for rows in grouped] or [_unmeasured_cells(project, first_indicator.get(number))]
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
            ("序号", 5), ("重点项目", 21), ("责任部门", 17), ("目标任务", 31), ("目标值", 12), ("单位", 7),
            ("本年完成", 12), ("累计完成", 12), ("完成比例", 9), ("目标判定", 10), ("报送盟市", 8),
            ("缺报与说明", 30), ("项目判定", 11),
        ],
        lines,
        2,
    )  # fmt: skip


def figures_table(indicators: Sequence[Row], leagues: Sequence[Row]) -> Table:
    """主要数据: a line an indicator, the region and each league beside it."""
    by_code = {code: list(rows) for code, rows in groupby(indicators, lambda row: row["indicator_code"])}
    lines: list[Line] = []
    for _, group in groupby(by_code.values(), lambda rows: rows[0]["project_no"]):
        members = list(group)
        for place, rows in enumerate(members):
            lines.append(
                [
                    _centred(_number(rows[0]["project_no"]), len(members)) if place == 0 else None,
                    *_indicator_cells(rows, [league["league_code"] for league in leagues]),
                ]
            )
    return Table(
        "主要数据",
        "蓝色斜体:暂定数(以季报数代替年报数);橙底:缺盟市,或为较早季度的数;“缺”:未报。"
        "比率由分子、分母合计计算,不作平均。",
        [
            ("项目", 5), ("指标编码", 8), ("指标名称", 30), ("计量单位", 7), ("全区", 13), ("上年全区", 13),
            ("报送盟市", 7), *((league["league_name_zh"], 11.5) for league in leagues), ("缺报盟市", 16),
        ],
        lines,
        3,
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
        _centred(_number(project["project_no"]), rows),
        Cell(project["name_zh"], rows=rows),
        Cell(project["departments_zh"], rows=rows),
    )


def _target_cells(rows: Sequence[Row]) -> list[Cell]:
    """A target's line; one that every league has for itself shows how many reached it."""
    target = rows[0]
    task = Cell(f"{target['indicator_name_zh']}:{target['wording_zh']}")
    unit = _centred(target["unit_zh"])
    reporting = sum(row["leagues_reporting"] for row in rows)
    wanted = sum(row["leagues_expected"] for row in rows)
    shown = "provisional" if any(row["provisional"] for row in rows) else ""
    if target["scope"] == "each_league":
        met = [row for row in rows if row["standing"] == "met"]
        actual = [_centred(f"{len(met)}/{len(rows)}盟市"), _centred(_NOTHING), _percent(Decimal(len(met)) / len(rows))]
        short = [
            f"{row['league_name_zh']}({_NOTHING if row['actual'] is None else row['actual']:f})"
            if row["actual"] is not None
            else f"{row['league_name_zh']}(缺)"
            for row in rows
            if row["standing"] != "met"
        ]
        remark = [f"未达到:{'、'.join(short)}"] if short else []
    else:
        whole = target["basis"] == "cumulative"
        actual = [
            _amount(target["this_year"], target["decimals"], shown),
            _amount(target["actual"], target["decimals"], shown) if whole else _centred(_NOTHING),
            _percent(target["share_reached"]),
        ]
        remark = [f"缺:{target['missing']}"] if target["missing"] else []
    return [
        task,
        _goal(target),
        unit,
        *actual,
        _standing_cell(_worst(rows)),
        _share_of_leagues(reporting, wanted),
        Cell(";".join([*remark, *(["暂定"] if shown else [])])),
    ]


def _unmeasured_cells(project: Row, indicator: Row | None) -> list[Cell]:
    """The line of a project that the plan gives no number: its first indicator stands for it."""
    if indicator is None:
        return [Cell("方案未定量"), *(_centred(_NOTHING) for _ in range(7)), Cell(None)]
    return [
        Cell(f"方案未定量。{indicator['name_zh']}"),
        _centred(_NOTHING),
        _centred(indicator["unit_zh"]),
        _amount(indicator["value"], indicator["decimals"], "provisional" if indicator["provisional"] else ""),
        _centred(_NOTHING),
        _centred(_NOTHING),
        _standing_cell(project["standing"]),
        _share_of_leagues(indicator["leagues_reporting"], indicator["leagues_expected"]),
        Cell(
            ";".join(
                [
                    *([f"缺:{indicator['missing_leagues']}"] if indicator["missing_leagues"] else []),
                    *(["暂定"] if indicator["provisional"] else []),
                ]
            )
        ),
    ]


def _indicator_cells(rows: Sequence[Row], leagues: Sequence[str]) -> list[Cell]:
    by_league = {row["league_code"]: row for row in rows}
    any_row, region = rows[0], by_league.get(REGION_CODE)
    if region is None:
        whole = [_centred("不汇总"), _centred(_NOTHING), _centred(_NOTHING)]
    else:
        complete = region["leagues_reporting"] == region["leagues_expected"]
        whole = [
            _amount(region["value"], region["decimals"], _flag(region, "incomplete")),
            _amount(region["previous_year"], region["decimals"], ""),
            _share_of_leagues(region["leagues_reporting"], region["leagues_expected"], "" if complete else "incomplete"),
        ]
    return [
        _centred(any_row["indicator_code"]),
        Cell(any_row["name_zh"]),
        _centred(any_row["unit_zh"]),
        *whole,
        *(_league_cell(by_league.get(code)) for code in leagues),
        Cell(region["missing_leagues"] if region else None),
    ]


def _league_cell(row: Row | None) -> Cell:
    return Cell("缺", "missing") if row is None else _amount(row["value"], row["decimals"], _flag(row, "stale"))


def _flag(row: Row, lacking: str) -> str:
    if row["leagues_reporting"] < row["leagues_expected"]:
        return "stale" if row["provisional"] else lacking
    return "provisional" if row["provisional"] else ""


def _of_region(indicators: Sequence[Row]) -> Iterator[Row]:
    return (row for row in indicators if row["league_code"] == REGION_CODE)


def _worst(rows: Sequence[Row]) -> str:
    order = ("not_met", "behind", "unknown", "on_track", "met")
    return str(min((row["standing"] for row in rows), key=order.index))


def _standing_cell(standing: str, rows: int = 1) -> Cell:
    return Cell(STANDINGS[standing], standing, "center", rows=rows)


def _centred(value: str, rows: int = 1) -> Cell:
    return Cell(value, align="center", rows=rows)


def _number(project_no: int) -> str:
    return str(project_no or "总")


def _share_of_leagues(reporting: int, wanted: int, look: str | None = None) -> Cell:
    if look is None:
        look = "" if reporting == wanted else "incomplete"
    return Cell(f"{reporting}/{wanted}", look, "center")


def _percent(share: Decimal | None) -> Cell:
    return _centred(_NOTHING) if share is None else Cell(share, align="right", number_format="0.0%")


def _amount(value: Decimal | None, decimals: int, look: str) -> Cell:
    if value is None:
        return Cell("缺", "missing")
    return Cell(value, look, "right", _digits(decimals))


def _goal(target: Row) -> Cell:
    """The goal as a number that shows its span (2—3) or its tolerance (左右)."""
    shown = _digits(target["decimals"])
    if target["up_to"] is not None:
        shown += f'"—{target["up_to"]:f}"'
    elif target["tolerance"] is not None:
        shown += '"左右"'
    return Cell(target["goal"], align="right", number_format=shown)


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _text_lines(text: str, width: float) -> int:
    """Lines that a text takes in a column; a Chinese character is as wide as two digits."""
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return max(1, math.ceil(wide / (width - 1)))
