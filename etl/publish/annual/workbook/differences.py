"""季年差异: where a league's annual return and its fourth quarter say different figures."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.workbook.cells import Cell, Sheet, centred, digits, number
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Difference

_COLUMNS = [
    ("盟市", 13), ("指标编码", 10), ("指标名称", 36), ("第四季度报表", 17), ("年度报表", 17), ("差额", 15),
    ("盟市说明", 48),
]  # fmt: skip


def differences(content: Content) -> Sheet:
    """A line for each difference, with both figures; the annual tables take the annual return's."""
    decimals = {row["indicator_code"]: row["decimals"] for row in content.tables["annual_indicator"]}
    return table(
        content,
        "季年差异",
        "年度各表采用年度报表的数。差额=年度报表-第四季度报表(本年累计数或期末时点数)。橙底:盟市没有说明。",
        _COLUMNS,
        [
            [
                centred(row["league_name_zh"]),
                centred(row["indicator_code"]),
                Cell(row["name_zh"]),
                *_figures(row, decimals.get(row["indicator_code"], 2)),
                Cell(row["explanation"]) if row["explanation"] else centred("没有说明", "incomplete"),
            ]
            for row in content.tables["annual_difference"]
        ],
        nothing="无:年度报表与第四季度报表没有差异。",
    )


def _figures(row: Difference, decimals: int) -> list[Cell]:
    shown = digits(decimals, row["unit_zh"])
    figures = [number(figure, shown) for figure in (row["from_quarters"], row["from_annual_return"])]
    return [*figures, number(row["difference"], f"+{shown};-{shown}")]
