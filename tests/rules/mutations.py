"""For each rule a good return that is changed as little as can be, what it is told, and its silent twin.

`CELLS` are returns with one cell changed, a line a rule; `FILES` are those where the file itself is, or more
than a cell has to be. The league and its history: `tests.rules.returns`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from etl.read.stamps import REPLY_MAGIC, REPLY_SHEET, TEMPLATE_MAGIC, TEMPLATE_SHEET, VERSION, current_version
from schemas.registry import registry
from tests.read.forms import archive
from tests.rules.returns import (
    ANNUAL,
    COMPLETION,
    DATA,
    FLOWS,
    PROGRESS,
    SUGGESTIONS,
    Changes,
    Form,
    annual,
    figure,
    quarterly,
    quarterly_text,
)

Text = str | None
ANEW = ("status", "progress", "spent")  # what a good return says anew of each project
PROJECTS = PROGRESS.subjects
GATE = ("contents_not_checked",)  # what a closed gate leaves to be said


@dataclass(frozen=True)
class Mutation:
    """What a file is told and where (`表!cell`), beside the rules in `also`; `good` is told nothing."""

    broken: Callable[[], bytes]
    good: Callable[[], bytes]
    place: str
    given: Text
    expected: Text
    name: str = "return.xlsx"
    also: tuple[str, ...] = ()


def _cell(
    made: Callable[[Changes], bytes], place: str, broken: Any, good: Any, given: Text, expected: Text
) -> Mutation:
    return Mutation(partial(made, {place: broken}), partial(made, {place: good}), place, given, expected)


def _quarterly(changes: Changes) -> bytes:
    return quarterly("2024Q3", changes)


def _fourth(changes: Changes) -> bytes:
    """The third quarter is not there yet."""
    return quarterly("2024Q4", changes, PROGRESS)


def _first(changes: Changes) -> bytes:
    return quarterly("2025Q1", changes)


def _annual(changes: Changes) -> bytes:
    return annual("2024", changes)


def _annual_before(changes: Changes) -> bytes:
    """Of the year before, whose fourth quarter is there."""
    return annual("2023", changes, ANNUAL)


def _account_before(changes: Changes) -> bytes:
    return annual("2023", changes, COMPLETION)


def _in(made: Callable[[Changes], bytes], form: Form, subject: str | int, field: str, *told: Any) -> Mutation:
    return _cell(made, form.at(subject, field), *told)


_jobs = partial(_in, _quarterly, DATA, "P00-1")
_data = partial(_in, _quarterly, DATA)
_progress = partial(_in, _quarterly, PROGRESS)

# rule: the return, its form, row and field; the value that breaks it, one that does not; given, expected
CELLS: Mapping[str, Mutation] = {
    "status_missing": _progress(3, "status", None, "推进中", None, None),
    "number_text": _jobs("figure", "约1000", "1000", "约1000", None),
    "number_two": _jobs("figure", "1000/1100", 1000, "1000/1100", None),
    "number_other_digits": _jobs("figure", "1000①", "1000", "1000①", "①"),
    "number_broken": _jobs("figure", "1000\n1100", "1000\n", "1000\n1100", None),
    "number_scientific": _jobs("figure", "1E+03", "1000", "1E+03", None),
    "number_currency": _jobs("figure", "¥1000", "1000", "¥1000", "人"),
    "number_negative": _jobs("figure", -5, 1000, "-5", None),
    "number_fraction": _jobs("figure", 1000.5, 1000, "1000.5", "1000.5"),
    "number_decimals": _data("P06-4", "figure", 1000.123, 1000.00, "1000.123", "2"),
    "number_suffix": _jobs("figure", "1000户", 1000, "1000户", "人"),
    "number_formula": _jobs("figure", "=500+500", 1000, "", None),
    "number_error_value": _jobs("figure", "#DIV/0!", 1000, "#DIV/0!", None),
    "number_date": _jobs("figure", date(2024, 10, 3), 1000, "2024-10-03", None),
    "number_truth": _jobs("figure", True, 1000, "TRUE", None),
    "unit_unknown": _jobs("unit", "户", " 人 ", "户", "人"),
    "status_unknown": _progress(3, "status", "基本完成", "推 进 中", "基本完成", "未启动、推进中、已完成"),
    "repaired_width": _jobs("figure", "１０００", "1000", "１０００", "1000"),
    "repaired_separator": _jobs("figure", "1,000", "1000", "1,000", "1000"),
    "repaired_multiplier": _jobs("figure", "0.1万", "1000", "0.1万", "1000"),
    "repaired_suffix": _jobs("figure", "1000人", "1000", "1000人", "1000"),
    "converted_unit": _jobs("figure", "0.1万人", "1000", "0.1万人", "1000"),
    "personal_number": _jobs("remark", "问张三13812345678", "问张三0476-8331234", "问张三138****5678", None),
    "stock_year_to_date_dropped": _data("P01-2", "year_to_date", 5, "—", "5", None),
    "indicator_unknown": _data("P01-2", "indicator_code", "P01-9", "p01-2", "P01-9", None),
    "indicator_name_mismatch": _data(
        "P01-2", "indicator_name", "家政企业", "家政 领跑\n企业数", "家政企业", "P01-2 家政领跑企业数"
    ),
    "figure_required": _jobs("figure", "-", 1000, "P00-1 城镇新增就业人数", None),
    "figure_missing": _data("P01-2", "figure", None, 1020, "P01-2 家政领跑企业数", None),
    "year_to_date_missing": _jobs("year_to_date", None, 3000, None, None),
    "year_to_date_not_first_quarter": _in(_first, DATA, "P00-1", "year_to_date", 1001, 1000, "1001", "1000"),
    "year_to_date_below_quarter": _in(
        lambda changes: quarterly("2022Q3", changes), DATA, "P00-1", "year_to_date", 999, 1000, "999", "1000"
    ),
    "part_above_whole": _data("P04-3", "figure", 1131, 1130, "1131", "1130"),
    "above_counties": _data("P27-1", "figure", 13, 12, "13", "12"),
    "ratio_not_of_terms": _data("P04-4", "figure", 51, 50, "51", "50.00"),
    "project_unknown": _progress(3, "project_no", 30, "第3项", "30", None),
    "project_name_mismatch": _progress(
        3, "project_name", "毕业生项目", "高校毕业生岗位 拓展项目", "毕业生项目", "3 高校毕业生岗位拓展项目"
    ),
    "spent_above_budget": _progress(3, "spent", 1000.01, 1000, "1000.01", "1000"),
    "unspent_at_year_end": _in(_fourth, PROGRESS, 3, "spent", 0, 950, "0", None),
    "until_passed": _progress(3, "until", "2024年6月底", "2024年7月底", "2024年6月底", None),
    "rate_not_quotient": _in(_annual, COMPLETION, 1, "rate", 82, 80.8, "82", "80.80"),
    "year_to_date_chain": _jobs("year_to_date", 3001, 3000, "3001", "3000"),
    "year_to_date_falls": _jobs("year_to_date", 1999, 3000, "1999", "2000"),
    "annual_difference": _in(_annual_before, ANNUAL, "P00-1", "figure", 4001, 4000, "4001", "4000"),
    "completion_difference": _in(_annual, COMPLETION, 1, "completed", 4041, 4040, "4041", "4040"),
    "spent_falls": _progress(3, "spent", 399.99, 400, "399.99", "400"),
    "money_dropped": _progress(3, "budget", None, 1000, None, "1000"),
    "completion_dropped": _in(_account_before, COMPLETION, 1, "target", None, 5000, None, "5000"),
    "budget_changes": _progress(3, "budget", 900, 1000, "900", "1000"),
    "status_against_indicators": _progress(18, "status", "已完成", "未启动", "已完成", "未启动、推进中"),
    "history_outlier": _data("P01-2", "figure", 0, 1020, "0", "1020"),
    "magnitude_slip": _data("P01-2", "figure", 10200, 1021, "10200", "1020"),
}


def _packed(added: Mapping[str, bytes]) -> bytes:
    """The good workbook with further files in its archive."""
    with zipfile.ZipFile(io.BytesIO(quarterly("2024Q3"))) as book:
        return archive({name: book.read(name) for name in book.namelist()} | dict(added))


def _touched(touch: Callable[[openpyxl.Workbook], Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(quarterly("2024Q3")))
    touch(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _stamped(version: str) -> bytes:
    def stamp(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet(TEMPLATE_SHEET)
        sheet.sheet_state = "veryHidden"
        for row in ((TEMPLATE_MAGIC, "1"), (VERSION, version)):
            sheet.append(row)
        for number in PROJECTS:  # other words than the template laid out
            cell = PROGRESS.at(number, "progress").partition("!")[2]
            book[PROGRESS.sheet][cell] = f"第{number}个项目有新进展"

    return _touched(stamp)


def _receipt(book: openpyxl.Workbook) -> None:
    """The sheets that a reply adds to hers."""
    book.create_sheet("回执")["A1"] = "报表回执"
    stamp = book.create_sheet(REPLY_SHEET)
    stamp.sheet_state = "veryHidden"
    stamp["A1"], stamp["B2"], stamp["B3"] = REPLY_MAGIC, "回执", REPLY_SHEET


def _receipt_alone(book: openpyxl.Workbook) -> None:
    hers = book.worksheets
    _receipt(book)
    for sheet in hers:
        book.remove(sheet)


def _twice(book: openpyxl.Workbook) -> None:
    book.copy_worksheet(book[DATA.sheet]).title = "主要数据(2)"


def _styled(**style: Any) -> bytes:
    """A figure whose cell looks so."""

    def touch(book: openpyxl.Workbook) -> None:
        sheet, _, cell = DATA.at("P00-1", "figure").partition("!")
        for name, value in style.items():
            setattr(book[sheet][cell], name, value)

    return _touched(touch)


def _shown_shorter(form: str) -> bytes:
    """A sum of money with two decimals, of which its cell shows those of the format."""

    def touch(book: openpyxl.Workbook) -> None:
        for field in ("figure", "year_to_date"):
            sheet, _, cell = DATA.at("P06-4", field).partition("!")
            book[sheet][cell].number_format = form if field == "figure" else "0.00"
            book[sheet][cell].value = float(book[sheet][cell].value) + 0.25

    return _touched(touch)


def _raised() -> bytes:
    block = TextBlock(InlineFont(vertAlign="superscript"), "2")
    return _styled(value=CellRichText("1000", block))


def _below(*rows: tuple[Any, ...], form: Form = DATA) -> Callable[[], bytes]:
    """What stands below the table, after a blank row."""

    def touch(book: openpyxl.Workbook) -> None:
        book[form.sheet].append([])
        for row in rows:
            book[form.sheet].append(row)

    return partial(_touched, touch)


_BELOW = f"{2 + len(DATA.subjects) + 2}"
_AGAIN = ("指标名称", "指标编码", "本季度数", "本年累计")


def counted_in(unit: str) -> list[str | int]:
    return [code for code in DATA.subjects if registry().indicators[str(code)].unit_zh == unit]


def times(unit: str, factor: Decimal) -> Changes:
    """The third quarter's figures in that unit, all of them so many times what they are."""
    changes: dict[str, Any] = {}
    for code in map(str, counted_in(unit)):
        changes[DATA.at(code, "figure")] = figure(code, 3) * factor
        if code in FLOWS:
            changes[DATA.at(code, "year_to_date")] = sum(figure(code, each) for each in (1, 2, 3)) * factor
    return changes


def renamed(content: bytes, old: str, new: str) -> bytes:
    """The workbook with another period above its tables."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        sheet["B1"] = str(sheet["B1"].value).replace(old, new)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(old: str, new: str) -> bytes:
    text = quarterly_text("2024Q3")
    assert text.count(old) == 1
    return text.replace(old, new).encode()


_GOOD = partial(quarterly, "2024Q3")
_HEADER = {DATA.header_at(field): None for field in DATA.fields}
_ROWS = {place: None for code in DATA.subjects for place in DATA.without(code)}
_YEARS = (COMPLETION, ANNUAL, SUGGESTIONS)
_CURRENT = current_version(registry(), registry().returns["quarterly"])
_ENCRYPTED = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>",
    "content.xml": b"x",
}
_CONNECTION = b'<Relationships><Relationship Id="x" Type="x/connections" Target="a.xml"/></Relationships>'
_JOBS_ROW = "P00-1,城镇新增就业人数,人,1000,3000,"

FILES: Mapping[str, Mutation] = {
    "file_unreadable": Mutation(
        lambda: quarterly("2024Q3")[:-1000], _GOOD, "", "压缩结构不完整,文件可能没有传完", None
    ),
    "file_encrypted": Mutation(lambda: archive(_ENCRYPTED), _GOOD, "", None, None),
    "file_macro": Mutation(
        lambda: _packed({"xl/vbaProject.bin": b"x"}),
        lambda: _packed({"docProps/note.xml": b"<x/>"}),
        "",
        None,
        None,
    ),
    "file_acts": Mutation(
        lambda: _packed({"xl/a.xml": b"<connections/>", "xl/_rels/b.xml.rels": _CONNECTION}),
        lambda: _packed({"xl/a.xml": b"<connections/>"}),
        "",
        "外部数据连接",
        None,
    ),
    "file_carries": Mutation(
        lambda: _packed({"xl/_rels/b.xml.rels": _CONNECTION.replace(b"connections", b"externalLink")}),
        lambda: _packed({"xl/a.xml": b"<externalLink/>"}),
        "",
        "指向其他文件的链接",
        None,
    ),
    "file_too_large": Mutation(
        lambda: _quarterly({"主要数据!A10001": "x"}),
        lambda: _quarterly({"主要数据!H100": "x"}),
        "主要数据!A10001",
        "单元格 A10001 中有内容",
        "10000 行、200 列",
    ),
    "file_type_unknown": Mutation(
        lambda: archive({"return.xlsx": quarterly("2024Q3")}),
        _GOOD,
        "",
        "压缩包或其他格式;压缩包请解压后逐个文件报送",
        None,
        name="return.zip",
    ),
    "league_unknown": Mutation(
        lambda: _quarterly({"项目进展!A1": "填报单位:北京市"}),
        lambda: _quarterly({"项目进展!A1": None}),
        "项目进展!A1",
        "(所填为“北京市”)",
        None,
        also=GATE,
    ),
    "league_conflict": Mutation(
        lambda: _quarterly({"项目进展!A1": "填报单位:通辽市"}),
        lambda: _quarterly({"项目进展!A1": "填报单位:赤峰"}),
        "项目进展!A1",
        "工作表“项目进展”单元格 A1 中写的是“通辽市”",
        "工作表“主要数据”单元格 A1 中写的是“赤峰市”",
        also=GATE,
    ),
    "period_unknown": Mutation(
        lambda: _quarterly({"项目进展!B1": "报告期:2024年第五季度"}),
        lambda: _quarterly({"项目进展!B1": "报告期:2024年1-9月"}),
        "项目进展!B1",
        "(所填为“2024年第五季度”)",
        None,
        also=GATE,
    ),
    "period_conflict": Mutation(
        lambda: _quarterly({"项目进展!B1": "报告期:2024Q2"}),
        lambda: _quarterly({"项目进展!B1": None}),
        "项目进展!B1",
        "工作表“项目进展”单元格 B1 中写的是“2024Q2”",
        "工作表“主要数据”单元格 B1 中写的是“2024Q3”",
        also=GATE,
    ),
    "period_not_due": Mutation(
        lambda: quarterly("2024Q3", {"主要数据!B1": "报告期:2022Q2"}, DATA),
        lambda: quarterly("2024Q3", None, DATA),
        "主要数据!B1",
        "2022年第二季度",
        "季度进展报表:2022年第三季度至2025年第四季度",
        also=GATE,
    ),
    "contents_not_checked": Mutation(
        lambda: _quarterly({"项目进展!B1": "报告期:2024年第五季度"}),
        _GOOD,
        "",
        None,
        None,
        also=("period_unknown",),
    ),
    "part_not_found": Mutation(
        lambda: quarterly("2024Q3", _HEADER, DATA),
        lambda: quarterly("2024Q3", None, DATA),
        "",
        "没有一张表的表头与季度进展报表相符",
        "指标编码、指标名称、计量单位、本季度数、本年累计",
        also=GATE,
    ),
    "receipt_sent_back": Mutation(
        lambda: _touched(_receipt_alone),
        lambda: _touched(_receipt),
        "",
        None,
        None,
        also=GATE,
    ),
    "part_doubled": Mutation(
        lambda: _touched(_twice),
        lambda: _touched(lambda book: book.create_sheet("主要数据(2)")),
        "主要数据!A2",
        "主要数据",
        "主要数据(2)",
    ),
    "part_empty": Mutation(
        lambda: quarterly("2024Q3", _ROWS, DATA),
        lambda: quarterly("2024Q3", None, DATA),
        "主要数据!A2",
        None,
        None,
    ),
    "column_missing": Mutation(
        lambda: _quarterly({DATA.header_at("year_to_date"): None}),
        lambda: _quarterly({DATA.header_at("year_to_date"): "年初至今累计"}),
        "主要数据!A2",
        None,
        "本年累计",
    ),
    "column_doubled": Mutation(
        lambda: _quarterly({"主要数据!G2": "本期数", "主要数据!G3": 5}),
        lambda: _quarterly({"主要数据!G2": "本期数(计划)", "主要数据!G3": 5}),
        "主要数据!G2",
        "G2",
        "D2",
    ),
    "number_raised": Mutation(_raised, _GOOD, DATA.at("P00-1", "figure"), "10002", None),
    "number_struck_out": Mutation(
        lambda: _styled(font=Font(strike=True)),
        lambda: _styled(font=Font(bold=True)),
        DATA.at("P00-1", "figure"),
        "1000",
        None,
    ),
    "number_shown_otherwise": Mutation(
        lambda: _styled(number_format="#,##0,"),
        lambda: _styled(number_format="#,##0"),
        DATA.at("P00-1", "figure"),
        "1000",
        None,
    ),
    "figure_as_stored": Mutation(
        lambda: _shown_shorter("0"),
        lambda: _shown_shorter("0.00"),
        DATA.at("P06-4", "figure"),
        "1000.25",
        "1000.25",
    ),
    "number_stray": Mutation(
        _below((None, None, None, 99)),
        _below((None, None, None, None, None, None, 99)),
        f"主要数据!D{_BELOW}",
        "99",
        None,
    ),
    "row_unnamed": Mutation(
        _below((None, None, None, "开会"), form=PROGRESS),
        _below(("开会",), form=PROGRESS),
        f"项目进展!D{2 + len(PROGRESS.subjects) + 2}",
        "开会",
        None,
    ),
    "table_unread": Mutation(
        _below(_AGAIN, ("城镇新增就业人数", "P00-1", 1, 1)),
        _below(_AGAIN[:2]),
        f"主要数据!A{_BELOW}",
        "主要数据",
        f"A{_BELOW}",
    ),
    "attachment_kept": Mutation(
        lambda: b"%PDF-1.7\n", _GOOD, "", None, None, name="赤峰市_2024Q3_总结报告.pdf"
    ),
    "template_outdated": Mutation(
        lambda: _stamped("0123456789ab"), lambda: _stamped(_CURRENT), "", "0123456789ab", _CURRENT
    ),
    "row_ragged": Mutation(
        lambda: _text(_JOBS_ROW, "P00-1,城镇新增就业人数,人,1,000,3,000,"),
        lambda: _text(_JOBS_ROW, 'P00-1,城镇新增就业人数,人,1000,3000,""'),
        "A2",
        "10",
        "8",
        name="return.csv",
    ),
    "repaired_delimiter": Mutation(
        lambda: _text(_JOBS_ROW, f"{_JOBS_ROW}补录,核减"),
        lambda: _text(_JOBS_ROW, f'{_JOBS_ROW}"补录,核减"'),
        "H2",
        "补录 | 核减",
        "补录,核减",
        name="return.csv",
    ),
    "indicator_doubled": Mutation(
        lambda: _quarterly(
            {DATA.at("P01-3", "indicator_code"): "P01-2", DATA.at("P01-3", "indicator_name"): None}
        ),
        lambda: _quarterly({DATA.at("P01-3", "indicator_name"): None}),
        DATA.at("P01-3", "indicator_code"),
        "P01-2 家政领跑企业数",
        None,
    ),
    "project_doubled": Mutation(
        lambda: _quarterly({PROGRESS.at(3, "project_no"): 2, PROGRESS.at(3, "project_name"): None}),
        lambda: _quarterly({PROGRESS.at(3, "project_name"): None}),
        PROGRESS.at(3, "project_no"),
        "2 政府性融资担保项目",
        None,
    ),
    "project_missing": Mutation(
        lambda: _quarterly(PROGRESS.without(3)), _GOOD, "项目进展!A2", "3 高校毕业生岗位拓展项目", None
    ),
    "year_to_date_unchecked": Mutation(
        lambda: quarterly("2024Q4", None, DATA), _GOOD, "主要数据", None, "2024Q3"
    ),
    "copied_quarter": Mutation(
        lambda: _quarterly({DATA.at("P06-4", "figure"): 2000, DATA.at("P06-4", "year_to_date"): 5000}),
        lambda: _quarterly({DATA.at("P06-4", "figure"): 2001, DATA.at("P06-4", "year_to_date"): 5001}),
        "主要数据",
        "77",
        "2024Q2",
    ),
    "return_mistaken": Mutation(
        lambda: annual("2024", {f"{form.sheet}!B1": "报告期:2024年第三季度" for form in _YEARS}),
        lambda: annual("2024", {f"{form.sheet}!B1": "报告期:2024年" for form in _YEARS}),
        f"{COMPLETION.sheet}!B1",
        "年度总结报表",
        "2024年第三季度",
        also=GATE,
    ),
    "column_in_larger_unit": Mutation(
        lambda: _quarterly(times("人", Decimal("0.0001"))),
        _GOOD,
        DATA.at("P00-1", "figure"),
        "0.1、0.101、0.112等42处",
        "1000、1010、1120等42处",
    ),
    "column_in_another_unit": Mutation(
        lambda: _quarterly(times("万元", Decimal(10_000))),
        _GOOD,
        DATA.at("P02-1", "figure"),
        "10600000、31800000、5300000等16处",
        "1060、3180、530等16处",
    ),
    "year_to_date_as_quarter": Mutation(
        lambda: _quarterly({DATA.at(code, "year_to_date"): figure(code, 3) for code in FLOWS}),
        _GOOD,
        DATA.at("P00-1", "year_to_date"),
        "1000、1010、1060等38处",
        "3000、3030、3180等38处",
    ),
    "quarter_sent_again": Mutation(
        lambda: renamed(quarterly("2024Q2", None, DATA), "2024Q2", "2024Q3"),
        lambda: quarterly("2024Q3", None, DATA),
        DATA.at("P00-1", "figure"),
        "1000、1010、1020等77处",
        None,
    ),
    "progress_sent_again": Mutation(
        lambda: renamed(quarterly("2024Q2", None, PROGRESS), "2024Q2", "2024Q3"),
        lambda: quarterly("2024Q3", None, PROGRESS),
        PROGRESS.at(1, "spent"),
        "400、400、400等29处",
        None,
    ),
    "part_unfilled": Mutation(
        # Of a new year: what was spent in the old one is not dropped.
        lambda: _first({cell: None for field in ANEW for cell in PROGRESS.column(field, PROJECTS, None)}),
        lambda: _first({cell: None for field in ANEW[1:] for cell in PROGRESS.column(field, PROJECTS, None)}),
        PROGRESS.at(1, "status"),
        None,
        None,
    ),
    "revision_unexplained": Mutation(
        lambda: quarterly("2024Q2", {"主要数据!C1": None}, DATA),
        lambda: quarterly("2024Q2", None, DATA),
        "主要数据",
        None,
        None,
    ),
}

MUTATIONS = {**CELLS, **FILES}
