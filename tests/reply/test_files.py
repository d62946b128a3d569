"""The two files of a reply: whole, side by side, and never over what a clerk has saved."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from etl.leagues.reply.files import write_files
from tests.reply.cases import answer, finding
from tests.reply.conftest import shown

_NAME = "赤峰市_2023Q1.xlsx"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """What she sent."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "主要数据"
    book.active["D4"] = "约300"
    path = tmp_path / _NAME
    book.save(path)
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _saved_by_her(workbook: Path, text: str) -> None:
    """She corrects in the workbook and saves, an hour after it was written."""
    book = load_workbook(workbook)
    book["主要数据"]["D4"] = text
    book.save(workbook)
    later = workbook.with_suffix(".json").stat().st_mtime + 3600
    os.utime(workbook, (later, later))


def _given(workbook: Path) -> Any:
    return load_workbook(workbook)["主要数据"]["D4"].value


def test_a_reply_is_a_workbook_and_json_with_one_name(sent: Path, tmp_path: Path) -> None:
    told = answer("rejected", finding())
    path = write_files(told, sent, tmp_path / "out")
    assert path == tmp_path / "out" / f"{_NAME}.37.回执.xlsx"
    assert _names(tmp_path / "out") == [f"{_NAME}.37.回执.json", f"{_NAME}.37.回执.xlsx"]
    assert json.loads(path.with_suffix(".json").read_text("utf-8")) == told
    assert shown(load_workbook(path)) == ["回执", "主要数据"]


def test_a_later_rewriting_replaces_what_nobody_has_touched(sent: Path, tmp_path: Path) -> None:
    paths = {write_files(answer("rejected", finding()), sent, tmp_path / "out") for _ in range(3)}
    assert [path.name for path in paths] == [f"{_NAME}.37.回执.xlsx"]
    assert len(_names(tmp_path / "out")) == 2


def test_what_she_saved_is_never_overwritten(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = write_files(answer("rejected", finding()), sent, out)
    _saved_by_her(first, "300")
    told = answer("rejected", finding(), finding("warning"))
    second = write_files(told, sent, out)
    # The JSON is newer again than what she saved: that stays hers all the same.
    assert write_files(told, sent, out) == second
    assert second.name == f"{_NAME}.37.回执(更新).xlsx"
    assert (_given(first), _given(second)) == ("300", "约300")
    assert json.loads(first.with_suffix(".json").read_text("utf-8")) == told

    late = first.with_suffix(".json").stat().st_mtime + 3600
    os.utime(second, (late, late))
    assert write_files(told, sent, out).name == f"{_NAME}.37.回执(更新2).xlsx"
    assert _names(out) == [
        f"{_NAME}.37.回执(更新).xlsx", f"{_NAME}.37.回执(更新2).xlsx", f"{_NAME}.37.回执.json",
        f"{_NAME}.37.回执.xlsx",
    ]  # fmt: skip


def test_a_verdict_is_not_lost_because_of_a_drawing(
    sent: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sent.write_bytes(b"PK\x03\x04 no workbook any more")
    with caplog.at_level(logging.ERROR):
        path = write_files(answer("rejected", finding()), sent, tmp_path / "out")
    book = load_workbook(path)
    assert shown(book) == ["回执"]
    assert book["回执"]["A4"].value == "报送内容无法原样显示，请在原文件中按单元格更正。"
    (fault,) = caplog.messages
    assert "cannot be drawn" in fault
    assert "Traceback" in fault


def test_what_cannot_be_written_leaves_nothing_half(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files(answer("rejected", finding()), sent, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    circular: dict[str, Any] = answer("rejected", finding())
    circular["itself"] = circular
    with pytest.raises(ValueError, match="Circular"):
        write_files(circular, sent, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_what_a_killed_process_left_of_it_is_gone(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".draft.37.xlsx").write_bytes(b"PK half")
    (out / ".draft.371.json").write_text("{")  # another's, who may be writing it
    write_files(answer("rejected", finding()), sent, out)
    assert _names(out) == [".draft.371.json", f"{_NAME}.37.回执.json", f"{_NAME}.37.回执.xlsx"]
