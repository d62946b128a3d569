"""The workbook of a file that was sent before is what would have been drawn, whatever its texts."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from etl.leagues.reply.sent_before import _form, duplicate_workbook
from etl.leagues.reply.workbook import write_workbook
from tests.reply.cases import answer, finding

_LONG = f"{'赤峰市二零二三年第一季度报表' * 6}.xlsx"


def _again(name: str = "赤峰市_2023Q1.xlsx", by: int = 12, **changed: Any) -> dict[str, Any]:
    said = finding("info", None, says=f"与第 {by} 号报送({name})相同。", to_do="以它的回执为准。")
    return answer("duplicate", said, file_name=name, duplicate_of=by, **changed)


def _drawn(told: dict[str, Any]) -> bytes:
    content = BytesIO()
    write_workbook(content, told, [])
    return content.getvalue()


def _parts(workbook: bytes) -> dict[str, str]:
    """The parts of the package, without when it was made."""
    with ZipFile(BytesIO(workbook)) as package:
        return {name: re.sub('W3CDTF">[^<]+', "", package.read(name).decode()) for name in package.namelist()}


def _cells(workbook: bytes) -> dict[str, dict[str, Any]]:
    book = load_workbook(BytesIO(workbook))
    return {sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row} for sheet in book}


@pytest.mark.parametrize(
    "told",
    [
        _again("呼和浩特市_2022Q3.csv", 7, submission_id=44, league_zh="呼和浩特市", sha256="0" * 64),
        _again("甲&乙<丙>\"丁'.xlsx"),
        _again(_LONG),
        _again(" 前后有空格 .xlsx "),
        _again("_x0041_.xlsx"),
        _again(league_code=None, league_zh=None),
        _again(outstanding="项目进展", timeliness="late", timeliness_zh="逾期"),
    ],
)
def test_it_is_what_would_be_drawn(told: dict[str, Any]) -> None:
    duplicate_workbook(_again())  # the first of its form
    again = duplicate_workbook(told)
    assert _cells(again) == _cells(_drawn(told))
    assert _parts(again) == _parts(_drawn(told))


def test_a_text_may_be_that_of_another_cell() -> None:
    duplicate_workbook(_again())
    told = _again("第 37 号")  # as its number is told beside it
    assert _cells(duplicate_workbook(told)) == _cells(_drawn(told))


@pytest.mark.parametrize("label", ["报表回执", "本次报送", "结论", "回执"])
def test_a_file_that_is_named_like_a_label_changes_no_other_reply(label: str) -> None:
    _form.cache_clear()
    odd = _again(label)
    assert _cells(duplicate_workbook(odd)) == _cells(_drawn(odd))
    assert _cells(duplicate_workbook(_again())) == _cells(_drawn(_again()))


def test_what_the_department_answered_is_in_it() -> None:
    matter = {"matter_id": "2022-001", "wording": "建议统一口径", "state": "answered", "state_zh": "已答复"}
    told = _again(
        matters=[{**matter, "handler_zh": "规划处", "reply": "已统一。", "replied_on": "2023-03-01"}]
    )
    duplicate_workbook(_again())
    assert _cells(duplicate_workbook(told)) == _cells(_drawn(told))
