"""报送情况: who reported when, ranked; and 报送明细: each return that is owed."""

from __future__ import annotations

from decimal import Decimal

from etl.common.settings import ZONE
from etl.publish.annual.content import Content
from etl.publish.annual.words import TIMELINESS, period
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Chart,
    Line,
    Series,
    Sheet,
    centred,
    moment,
    number,
    percent,
)
from etl.publish.annual.workbook.looks import BLUE
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import AnnualReturn, Counted, Reporting
from schemas.registry import registry

# A timeliness that is not its own look.
_LOOK = {"missing": "overdue"}
_MOST = 6  # returns a league that go on a sheet of A4
_COUNTS = [
    ("应报", 6), ("按时", 6), ("迟报", 6), ("未报齐", 7), ("未到期", 7), ("免报", 6), ("按时率", 9),
    ("版本", 6), ("错误", 7), ("未说明警告", 7), ("提前天数(中位数)", 9), ("豁免", 11),
]  # fmt: skip
_COUNTED: tuple[Counted, ...] = ("expected", "on_time", "late", "missing", "not_due", "exempt")


def reporting(content: Content) -> Sheet:
    """A line for each league, the most punctual first: its returns, and their counts."""
    returns = content.tables["annual_return"]
    heads = {row["period"]: _head(row) for row in returns}
    by_league: dict[str, dict[str, AnnualReturn]] = {}
    for row in returns:
        by_league.setdefault(row["league_code"], {})[row["period"]] = row
    ranked = sorted(content.tables["annual_reporting"], key=lambda row: -_order(on_time_share(row)))
    shares = [on_time_share(row) for row in ranked]
    lines: list[Line] = [
        [
            number(None if share is None else shares.index(share) + 1, "0"),
            centred(row["league_name_zh"]),
            *(_return(by_league.get(row["league_code"], {}).get(code)) for code in heads),
            *(Cell(row[column], "", "center", "0") for column in _COUNTED),
            percent(share),
            Cell(row["versions"], "", "center", "0"),
            Cell(row["errors"], "", "center", "#,##0"),
            Cell(row["warnings"], "", "center", "#,##0"),
            number(row["median_days_early"], "0.0天"),
            Cell(row["waivers"]),
        ]
        for row, share in zip(ranked, shares, strict=True)
    ]
    column = 2 + len(heads) + len(_COUNTED)
    chart = Chart(
        "column", "各盟市按时率", 1, [Series("按时率", column, BLUE)], (0, len(lines) - 1), "0%",
        most=1, height=200,
    )  # fmt: skip
    return table(
        content,
        "报送情况",
        "每格为:判定、版本数、报齐时间(北京时间)。按时率=按时÷(按时+迟报+未报齐),相同的名次并列。"
        "提前天数小于0为迟。",
        [("名次", 6), ("盟市", 12), *((head, 14) for head in heads.values()), *_COUNTS],
        lines,
        frozen=2,
        paper="A4" if len(heads) <= _MOST else "A3",
        chart=chart if lines else None,
    )


def on_time_share(row: Reporting) -> Decimal | None:
    """On time of those that were due; none where nothing was due yet."""
    due = row["on_time"] + row["late"] + row["missing"]
    return Decimal(row["on_time"]) / due if due else None


def returns(content: Content) -> Sheet:
    """A line for each return, with its moments and counts."""
    return table(
        content,
        "报送明细",
        "时间均为北京时间;截止时间为顺延前、后的最后一刻(含)。",
        [
            ("盟市", 13), ("报告期", 16), ("应报截止", 17), ("顺延后截止", 17), ("报齐时间", 17), ("判定", 9),
            ("版本", 7), ("错误", 7), ("未说明警告", 8), ("未报齐的部分", 26), ("顺延规则", 25),
        ],
        [_return_line(row) for row in content.tables["annual_return"]],
        frozen=2,
    )  # fmt: skip


def _order(share: Decimal | None) -> Decimal:
    return Decimal(-1) if share is None else share


def _head(row: AnnualReturn) -> str:
    nominal, effective = (due.astimezone(ZONE) for due in (row["due_at"], row["effective_due_at"]))
    moved = "" if nominal == effective else f"\n顺延至{effective.month}月{effective.day}日"
    return f"{period(row['period'])}\n应于{nominal.month}月{nominal.day}日前{moved}"


def _return(row: AnnualReturn | None) -> Cell:
    if row is None:
        return centred(NOTHING)
    versions = f" {row['versions']}版" if row["versions"] else ""
    words = [TIMELINESS[row["timeliness"]] + versions]
    if row["arrived_at"]:
        words.append(f"{row['arrived_at'].astimezone(ZONE):%m-%d %H:%M}")
    if row["outstanding"] and row["timeliness"] != "exempt":
        words.append(f"缺:{row['outstanding']}")
    return centred("\n".join(words), _look(row))


def _return_line(row: AnnualReturn) -> Line:
    return [
        centred(row["league_name_zh"]),
        centred(period(row["period"])),
        moment(row["due_at"]),
        moment(row["effective_due_at"]),
        moment(row["arrived_at"]),
        centred(TIMELINESS[row["timeliness"]], _look(row)),
        *(Cell(count, "", "center", "#,##0") for count in (row["versions"], row["errors"], row["warnings"])),
        Cell(row["outstanding"]),
        Cell(registry().due_rules.get(row["due_rule"], row["due_rule"])),
    ]


def _look(row: AnnualReturn) -> str:
    return _LOOK.get(row["timeliness"]) or row["timeliness"]
