"""未结问题: what is still open in the returns; 豁免: the waivers that accepted versions rest on."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.words import SEVERITIES, part_name, period
from etl.publish.annual.workbook.cells import Cell, Sheet, centred, day
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import OpenFinding, Waiver

_FINDING_COLUMNS = [
    ("盟市", 11), ("报告期", 11), ("报表", 9), ("级别", 6), ("规则", 15), ("项目或指标", 9),
    ("文件和位置", 22), ("所填", 11), ("应为", 11), ("问题", 32), ("如何处理", 26), ("豁免", 8),
]  # fmt: skip
_WAIVER_COLUMNS = [
    ("豁免编号", 12), ("盟市", 12), ("报告期", 16), ("报表", 12), ("规则", 22), ("项目或指标", 11),
    ("理由", 36), ("批准人", 12), ("批准日期", 12), ("有效至", 12),
]  # fmt: skip


def findings(content: Content) -> Sheet:
    """A line for each finding that nobody explained or resolved."""
    return table(
        content,
        "未结问题",
        "错误:该部分没有通过审核的版本。警告:已采用,但尚未更正或说明。",
        _FINDING_COLUMNS,
        [
            [
                centred(row["league_name_zh"]),
                centred(period(row["period"])),
                centred(_part(row)),
                centred(SEVERITIES[row["severity"]], "overdue" if row["severity"] == "error" else "late"),
                Cell(row["rule_name_zh"]),
                centred(_subject(row)),
                Cell(" ".join(word for word in (row["source_file"], row["sheet"], row["cell"]) if word)),
                Cell(row["given"]),
                Cell(row["expected"]),
                Cell(row["says_zh"]),
                Cell(row["to_do_zh"]),
                centred(row["waiver_id"]),
            ]
            for row in content.tables["annual_finding"]
        ],
        nothing="无:没有未结的错误和警告。",
    )


def waivers(content: Content) -> Sheet:
    """A line for each waiver."""
    return table(
        content,
        "豁免",
        "经批准,所列规则的错误降为警告,有关报表得以采用;本年度各表以这些报表为依据。",
        _WAIVER_COLUMNS,
        [
            [
                centred(row["waiver_id"]),
                centred(row["league_name_zh"]),
                centred(period(row["period"])),
                centred(_part(row)),
                Cell(row["rule_name_zh"]),
                centred(_subject(row)),
                Cell(row["reason"]),
                centred(row["approved_by"]),
                day(row["approved_on"]),
                day(row["valid_to"]),
            ]
            for row in content.tables["annual_waiver"]
        ],
        nothing="无:没有豁免。",
    )


def _part(row: OpenFinding | Waiver) -> str:
    return "整个文件" if row["part"] is None else part_name(row["part"])


def _subject(row: OpenFinding | Waiver) -> str:
    """The indicator, else the project, else all of the part."""
    if row["indicator_code"]:
        return row["indicator_code"]
    return "全部" if row["project_no"] is None else f"项目{row['project_no']}"
