"""The end of the receipt: how to answer, and what the colours mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.punctuation import chinese
from etl.leagues.reply.item_table import COLUMNS, LAST, write_band
from etl.leagues.reply.items import Item, is_explainable
from etl.leagues.reply.looks import FILLS, WORDS, Style, height_of, lines_of
from etl.leagues.reply.model import AnswerFinding
from etl.leagues.reply.safe_cells import put_across

_WIDTH = sum(width for _, width in COLUMNS)
# How to answer, and which kind of findings (see `_kind`) so.
_HOW = (
    ("有错误的:在原文件上改正,把整份文件(不要只留改过的行)重新放入收件文件夹。", "error"),
    (
        "有警告的:数字有误就改正;确实如此的,在那一行的“情况说明”中,或在本表的“已有说明”栏里写明原因,再重新放入收件文件夹。",
        "explainable",
    ),
    ("情况说明要写清原因(如“新增两家园区投产”),只写“核实无误”“属实”不算说明。", "explainable"),
    ("有警告而不能用情况说明回答的({} 处,见“怎么办”):请更正后重新报送整份文件。", "not_explainable"),
)
_AIR = 8  # points
_IN_HERE = "可以改原文件,也可以直接在本文件里改您的报表(回执、采用数据等表不会被当作报表),保存后报送。"
_LEGEND = (
    ("error", "要更正才能采用", (2, 3)),
    ("warning", "请更正或说明", (4, 4)),
    ("info", "已自动处理或供参考", (5, 6)),
)


def write_how(sheet: Worksheet, style: Style, row: int, items: Sequence[Item], drawn: bool) -> int:
    """How to answer what is open, and what the colours in its sheets mean, as far as there are any."""
    of_open = Counter(_kind(item.finding) for item in items if item.group == "open")
    how = [text.format(of_open[kind]) for text, kind in _HOW if of_open[kind]]
    if of_open and drawn:
        how.append(_IN_HERE)
    if not how and not (items and drawn):
        return row
    sheet.set_row(row, _AIR)
    row = write_band(sheet, style, row + 1, "说明")
    for number, text in enumerate(how, 1):
        put_across(sheet, row, 0, LAST, chinese(f"{number}. {text}"), style("note"))
        sheet.set_row(row, height_of(lines_of(text, _WIDTH - 8)))
        row += 1
    if items and drawn:
        put_across(sheet, row, 0, 1, "颜色", style("swatch"))
        for severity, meaning, (first, last) in _LEGEND:
            if severity == "warning" and of_open["not_explainable"] and not of_open["explainable"]:
                meaning = "请更正"
            text = chinese(f"{WORDS[severity]}:{meaning}")
            put_across(sheet, row, first, last, text, style("swatch", bg_color=FILLS[severity]))
        put_across(
            sheet, row, 7, LAST, chinese("鼠标停在有颜色的单元格上,可看到问题和怎么办。"), style("fact")
        )
        sheet.set_row(row, height_of(1))
        row += 1
    return row


def _kind(finding: AnswerFinding) -> str:
    if finding["severity"] != "warning":
        return finding["severity"]
    return "explainable" if is_explainable(finding) else "not_explainable"
