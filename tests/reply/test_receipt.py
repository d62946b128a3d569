"""The first sheet says what to do, and each of its lines leads to the cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.leagues.reply.item_table import LAST
from etl.leagues.reply.workbook import write_workbook
from tests.reply.cases import SHA256, answer, finding, sheet
from tests.reply.conftest import Written, shown

_BY_ITEMS = "请逐项处理下面的待办事项：点蓝色的单元格，就到您报表中的那个位置。"
_ANSWER = "在原文件上改好后，把整份文件重新放入收件文件夹。"
_GREY, _GREEN, _RED = "FF7F7F7F", "FF548235", "FFC00000"
_UNREADABLE = finding(
    cell=None, sheet=None, part=None, says="文件设有打开密码,无法读取。", to_do="请取消密码后重新报送。"
)
_WARNING = finding("warning", part="progress")
_NOT_EXPLAINABLE = finding("warning", explainable=False, says="文字中有手机号。", to_do="请删去。")
_EXPLAINED = finding("warning", explanation="新增两家园区投产", explained_by=12, open=False)
_WAIVED = finding("warning", waiver="W-1")


def _texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def _line(sheet: Worksheet, number: int) -> list[Any]:
    (line,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == number]
    return list(line[1 : LAST + 1])


@pytest.mark.parametrize(
    ("told", "banner", "below"),
    [
        (answer("accepted"), "已采用，无需处理。", "请留存本回执。"),
        (answer("accepted", outstanding="项目进展"), "已采用；本期还缺项目进展，请另行报送。", None),
        (
            answer("accepted_with_warnings", _WARNING, _WARNING, _EXPLAINED),
            "已采用；有 2 项警告，请更正，或在情况说明中写明原因。",
            _BY_ITEMS,
        ),
        (
            answer("accepted_with_warnings", _EXPLAINED, _WAIVED),
            "已采用，无需处理。",
            "2 项警告已说明或已豁免，不用再处理。",
        ),
        (
            answer("partly_accepted", finding(), finding(), _WARNING),
            "部分采用：主要数据有 2 项错误，未采用，请更正后重新报送；项目进展已采用。",
            _BY_ITEMS + "另有 1 项警告，请更正，或在情况说明中写明原因。" + _ANSWER,
        ),
        (
            answer("rejected", finding()),
            "未采用，请更正后重新报送：主要数据有 1 项错误。",
            _BY_ITEMS + _ANSWER,
        ),
        (
            answer("rejected", finding(part=None, says="看不出是哪一期的报表。", to_do="请填写“报告期”。")),
            "未采用：看不出是哪一期的报表。",
            "请填写“报告期”。",
        ),
        (
            answer("unreadable", _UNREADABLE),
            "文件未能读取，请处理后重新报送。",
            "文件设有打开密码，无法读取。请取消密码后重新报送。",
        ),
        (
            answer(
                "duplicate", finding("info", None, says="与第 12 号相同。", to_do="看它的。"), duplicate_of=12
            ),
            "这份文件以前报送过，以第 12 号报送的回执为准。",
            "与第 12 号相同。看它的。",
        ),
        (
            answer("attachment", finding("info", None, says="不读取其中内容。", to_do="无需处理。")),
            "附件已留存。",
            "不读取其中内容。无需处理。",
        ),
        (
            answer("accepted_with_warnings", _WARNING, _NOT_EXPLAINABLE, _NOT_EXPLAINABLE),
            "已采用；有 3 项警告：1 项请更正，或在情况说明中写明原因；2 项请更正后重新报送。",
            _BY_ITEMS,
        ),
        (
            answer("accepted_with_warnings", _NOT_EXPLAINABLE),
            "已采用；有 1 项警告，请更正后重新报送。",
            _BY_ITEMS,
        ),
    ],
)
def test_the_banner_says_first_what_to_do(
    written: Written, told: dict[str, Any], banner: str, below: str | None
) -> None:
    receipt = written(told)["回执"]
    assert (receipt["A1"].value, receipt["A2"].value, receipt["A3"].value) == ("报表回执", banner, below)


def test_a_duplicate_has_nothing_to_do_below_its_banner(written: Written) -> None:
    sent_again = finding("info", None, says="与第 12 号相同。", to_do="看它的。")
    receipt = written(answer("duplicate", sent_again, duplicate_of=12))["回执"]
    texts = [str(cell.value) for row in receipt.iter_rows(min_row=4) for cell in row if cell.value]
    assert texts[0] == "本次报送"
    assert not [text for text in texts if "与第 12 号相同" in text]


def _of_two_parts(verdicts: tuple[str, str], states: tuple[str, str], *withdrawn: str) -> dict[str, Any]:
    """The answer about a submission whose parts were given verdicts, and stand otherwise now."""
    names, words = ("data", "progress"), {state: state.upper() for state in (*verdicts, *states)}
    verdict = "partly_accepted" if "refused" in verdicts else "accepted"
    gone = {"at": "2024-10-05T10:00:00+08:00", "actor": "王五", "reason": "报错盟市"}
    return answer(
        verdict,
        parts=dict(zip(names, verdicts, strict=True)),
        part_states=dict(zip(names, states, strict=True)),
        part_states_zh={part: words[state] for part, state in zip(names, states, strict=True)},
        withdrawn=[{"part": part, "part_zh": part, **gone} for part in withdrawn],
    )


@pytest.mark.parametrize(
    ("told", "banner", "colour"),
    [
        (
            _of_two_parts(("accepted", "accepted"), ("withdrawn", "withdrawn"), "data", "progress"),
            "已撤回：主要数据、项目进展不再采用(王五，2024年10月5日：报错盟市)。",
            _GREY,
        ),
        (
            _of_two_parts(("accepted", "accepted"), ("withdrawn", "accepted"), "data"),
            "主要数据已撤回，不再采用(王五，2024年10月5日：报错盟市)；项目进展已采用。",
            _GREEN,
        ),
        (
            _of_two_parts(("accepted", "accepted"), ("superseded", "superseded")),
            "已由更新的版本代替：主要数据、项目进展以更新的版本为准。",
            _GREY,
        ),
        (
            _of_two_parts(("accepted", "accepted"), ("superseded", "withdrawn"), "progress"),
            "主要数据已由更新的版本代替；项目进展已撤回，不再采用(王五，2024年10月5日：报错盟市)。",
            _GREY,
        ),
        (
            _of_two_parts(("refused", "accepted"), ("refused", "withdrawn"), "progress"),
            "主要数据未采用，请更正后重新报送；项目进展已撤回，不再采用(王五，2024年10月5日：报错盟市)。",
            _RED,
        ),
    ],
)
def test_the_banner_says_what_counts_now(
    written: Written, told: dict[str, Any], banner: str, colour: str
) -> None:
    receipt = written(told)["回执"]
    assert (receipt["A2"].value, receipt["A2"].fill.fgColor.rgb) == (banner, colour)
    lines = {row[0].value: row[3].value for row in receipt.iter_rows()}
    assert [lines["主要数据"], lines["项目进展"]] == [*told["part_states_zh"].values()]


def test_an_answer_without_states_stands_as_it_was_judged(written: Written) -> None:
    told = {name: value for name, value in answer("accepted").items() if not name.startswith("part_states")}
    receipt = written(told)["回执"]
    assert (receipt["A2"].value, receipt["A2"].fill.fgColor.rgb) == ("已采用，无需处理。", _GREEN)


@pytest.mark.parametrize(
    ("verdict", "version", "versions", "said"),
    [
        ("accepted", 2, 3, "第 2 版"),
        ("rejected", None, 3, "本次未采用；以前已采用 3 版"),
        ("rejected", None, 0, "本次未采用；还没有采用的版本"),
    ],
)
def test_a_version_is_that_of_this_submission(
    written: Written, verdict: str, version: int | None, versions: int, said: str
) -> None:
    receipt = written(answer(verdict, version=version, versions=versions))["回执"]
    assert [row[6].value for row in receipt.iter_rows() if row[5].value == "第几版"] == [said]


def test_what_no_remark_can_answer_is_not_asked_to_be_explained(written: Written) -> None:
    told = answer("accepted_with_warnings", _NOT_EXPLAINABLE)
    texts = _texts(written(told, sheet(D4="x"))["回执"])
    assert [text for text in texts if "情况说明" in text] == [
        "1. 有警告而不能用情况说明回答的(1 处，见“怎么办”)：请更正后重新报送整份文件。"
    ]
    assert "警告：请更正" in texts


def test_what_another_submission_raised_says_so(written: Written) -> None:
    later = finding("warning", raised_by=13, found_at="2024-10-03T23:30:00+08:00")
    receipt = written(answer("accepted_with_warnings", later, finding("warning")))["回执"]
    assert [_line(receipt, number)[6] for number in (1, 2)] == [
        "“约300”不是数字。(因第 13 号报送于 2024年10月3日重新核对时新增)",
        "“约300”不是数字。",
    ]


def test_sheets_that_cannot_be_drawn_are_missed_on_the_receipt(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, answer("rejected", finding()), None)
    book = load_workbook(path)
    assert shown(book) == ["回执"]
    assert "报送内容无法原样显示，请在原文件中按单元格更正。" in _texts(book["回执"])
    assert _line(book["回执"], 1)[1:3] == ["主要数据", "D4"]


def test_a_check_says_that_nothing_was_sent(written: Written) -> None:
    told = {
        name: value
        for name, value in answer("rejected", finding(), submission_id=None).items()
        if name not in ("arrived_at", "sha256", "timeliness", "timeliness_zh", "versions", "outstanding")
    }
    book = written({**told, "against_warehouse": False})
    assert book["回执"]["A1"].value == "报送前核对结果"
    assert book["回执"]["A2"].value == "不能采用，请更正：主要数据有 1 项错误。"
    assert book["回执"]["A3"].value.endswith(
        "本次只是核对，文件还没有报送。没有与上期和历史数据核对，报送后会一并核对。"
    )


def test_the_facts_stand_at_the_foot(written: Written) -> None:
    receipt = written(answer("accepted", revision_reason="数字有误"))["回执"]
    (band,) = (row[0].row for row in receipt.iter_rows() if row[0].value == "本次报送")
    facts = {row[0].value: row[2].value for row in receipt.iter_rows(band + 1)}
    facts |= {row[5].value: row[6].value for row in receipt.iter_rows(band + 1)}
    assert facts == {
        "文件": "赤峰市_2023Q1.xlsx",
        "到达时间": "2023年4月4日 09:15:20(北京时间)",
        "填报单位": "赤峰市",
        "报表": "季度进展报表",
        "报告期": "2023年第一季度",
        "更正说明": "数字有误",
        "报送编号": "第 37 号",
        "结论": "accepted",
        "第几版": "第 1 版",
        "是否按时": "按时(截止 2023年4月5日24时，遇节假日顺延至 2023年4月6日24时)",
        "本期尚缺": "无，本期报表已报齐",
        "SHA-256": SHA256,
    }


def test_a_line_says_everything_and_leads_to_its_cell(written: Written) -> None:
    told = answer("partly_accepted", finding(cell="D4"), finding("warning", "E9"), _EXPLAINED)
    book = written(told, sheet("说明", A1="填表说明"), sheet(D4="约300", E9=3.0))
    receipt = book["回执"]
    assert _line(receipt, 1) == [
        "错误", "主要数据", "D4", "P01-2 家政领跑企业数\n本季度数", "约300", None, "“约300”不是数字。",
        "请只填一个数字。", None,
    ]  # fmt: skip
    assert _line(receipt, 3)[-1] == "新增两家园区投产(沿用第12号报送)"
    links = {cell.value: cell.hyperlink.location for row in receipt for cell in row if cell.hyperlink}
    assert links == {"D4": "'主要数据'!D4", "E9": "'主要数据'!E9"}


def test_a_column_is_one_line_with_ranges(written: Written) -> None:
    cells = [{"cell": f"D{row}", "given": f"约{row}", "expected": None} for row in range(4, 83)]
    told = answer("rejected", finding(cells=cells, given="约4、约5、约6等79处"))
    receipt = written(told, sheet(D4="约4"))["回执"]
    assert _line(receipt, 1)[2] == "D4:D82 共79处"
    assert _line(receipt, 1)[4] == "约4、约5、约6 等"


def test_what_is_settled_or_repaired_stands_apart(written: Written) -> None:
    repaired = finding("info", "D6", given="1.2万", expected="12000", says="“万”已折算。")
    receipt = written(answer("accepted_with_warnings", _WARNING, _EXPLAINED, _WAIVED, repaired))["回执"]
    column = [row[0].value for row in receipt.iter_rows() if row[0].value is not None]
    start = column.index("序号")
    assert column[start + 1 : start + 8] == [
        "待办事项(1 项)",
        1,
        "已说明或已豁免(2 项)：不用再处理",
        2,
        3,
        "提示(1 项)：系统已自动处理或仅供参考，“所填”是原文，“应为”是采用的内容",
        4,
    ]
    assert _line(receipt, 3)[-1] == "已豁免(W-1)"
    assert _line(receipt, 4)[4:6] == ["1.2万", "12,000"]


def test_five_hundred_lines_are_listed_and_the_rest_counted(written: Written) -> None:
    many = [finding(cell=f"D{row}") for row in range(4, 507)]
    receipt = written(answer("rejected", *many), sheet(D4="x"))["回执"]
    assert sum(1 for row in receipt for cell in row if cell.hyperlink) == 500
    assert any(text.startswith("另有 3 项没有列出") for text in _texts(receipt))


def test_what_cannot_be_read_has_the_receipt_alone(written: Written) -> None:
    book = written(answer("unreadable", _UNREADABLE, league_zh=None, league_code=None))
    assert shown(book) == ["回执"]
    assert "请取消密码后重新报送。" in _texts(book["回执"])


def test_later_returns_and_withdrawals_are_told(written: Written) -> None:
    other = {
        "submission_id": 41,
        "file_name": "赤峰市_2023Q2.xlsx",
        "period": "2023Q2",
        "period_zh": "2023年第二季度",
        "findings": [finding("warning", "E9")],
        "resolved": [{"rule_id": "x", "rule_name": "累计衔接", "sheet": "主要数据", "cell": "E7"}],
    }
    gone = {"part": "data", "part_zh": "主要数据", "at": "2023-05-01T10:00:00+08:00", "actor": "王五"}
    told = answer("accepted", rechecked=[other], withdrawn=[{**gone, "reason": "来函更正"}])
    receipt = written(told, sheet(D4=1.0))["回执"]
    texts = _texts(receipt)
    assert (
        "对后续报表的影响：2023年第二季度(第 41 号，赤峰市_2023Q2.xlsx)，新增 1 项，消除 1 项；"
        "单元格是那份报表中的位置"
    ) in texts
    assert "累计衔接" in texts
    assert "撤回：主要数据已于2023年5月1日 10:00:00(北京时间)撤回，原因：来函更正(王五)" in texts
    assert not [cell for row in receipt for cell in row if cell.hyperlink]


def test_it_prints_across_with_its_header_repeated(written: Written) -> None:
    receipt = written(answer("rejected", finding()))["回执"]
    header = next(row[0].row for row in receipt.iter_rows() if row[0].value == "序号")
    assert receipt.print_title_rows == f"${header}:${header}"
    assert receipt.page_setup.orientation == "landscape"
    assert (receipt.page_setup.fitToWidth, receipt.page_setup.fitToHeight) == (None, 0)
    footer = receipt.oddFooter
    assert footer is not None
    assert "&P" in str(footer.center.text)
