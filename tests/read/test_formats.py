"""Every format by its content; a file that is not opened is a finding that says why."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import olefile
import pytest

from etl.common.settings import REPOSITORY
from etl.read.model import Reading
from tests.read.forms import (
    DATA,
    JOBS,
    archive,
    data_sheet,
    read,
    read_data,
    refused,
    rule_ids,
    text,
    workbook,
)

FILES = REPOSITORY / "tests" / "read" / "files"
SAMPLES = REPOSITORY / "tests" / "samples" / "returns"
GOOD = workbook(data_sheet(JOBS))
TABLE = [["盟市", "报告期", *DATA], ["赤峰市", "2023Q1", *JOBS]]
NOISE = random.Random(1).randbytes(5000)  # noqa: S311


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_any_encoding_and_delimiter(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [*TABLE, ["赤峰市", "2023Q1", "P01-1", None, None, "1,5", "1;5", "㐀,好;\n的"]]
    part = read_data(text(rows, delimiter, encoding), tmp_path, name="x.txt")
    assert part.rows[0]["figure"].value == 100
    assert part.rows[1]["remark"].value == "㐀,好;\n的"
    assert [(f.rule.rule_id, f.place.cell) for f in part.findings] == [
        ("number_two", "F3"),
        ("number_two", "G3"),
    ]


@pytest.mark.parametrize(
    "sample",
    [
        "150300/乌海市2022年第三季度报表.xls",
        "150500/150500-2022Q3.ods",
        "150600/鄂尔多斯市2022年第三季度报表.xlsx",
        "150700/呼伦贝尔市_2022Q3_数据.csv",
    ],
)
def test_the_name_says_nothing_of_the_kind(sample: str, tmp_path: Path) -> None:
    part = read_data((SAMPLES / sample).read_bytes(), tmp_path, name="x.pdf")
    assert len(part.rows) == 77


@pytest.mark.parametrize(
    ("content", "rule", "given"),
    [
        (b"", "file_unreadable", "文件是空的(0 字节),可能没有传完"),
        (GOOD[:-1000], "file_unreadable", "压缩结构不完整,文件可能没有传完"),
        (GOOD[: len(GOOD) // 2], "file_unreadable", "压缩结构不完整,文件可能没有传完"),
        (archive({"a.xlsx": GOOD}), "file_type_unknown", "压缩包或其他格式;压缩包请解压后逐个文件报送"),
        (archive({"xl/workbook.bin": b""}), "file_type_unknown", "二进制工作簿(.xlsb),请另存为 .xlsx"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file_type_unknown", "网页或 XML 文件"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "file_type_unknown", "网页或 XML 文件"),
        ("盟市\t报告期".encode("utf-16"), "file_type_unknown", "UTF-16 文本"),
        (NOISE, "file_type_unknown", "无法识别的二进制文件"),
        (b"MZ\x90\x00\x03\x00" + bytes(200), "file_type_unknown", "无法识别的二进制文件"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(200), "file_type_unknown", "压缩包,请解压后逐个文件报送"),
        (b"\xff\x80\x81 no text", "file_type_unknown", "文本编码既不是 UTF-8 也不是 GB18030"),
        (olefile.MAGIC + bytes(100), "file_unreadable", "文件结构损坏"),
    ],
)
def test_what_cannot_be_opened_says_why(content: bytes, rule: str, given: str, tmp_path: Path) -> None:
    finding = refused(content, tmp_path)
    assert finding.rule.rule_id == rule
    assert str(finding.given).startswith(given)


def test_what_folder_and_name_tell_is_kept_of_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    reading = read(b"", tmp_path, name="赤峰市_2023Q1.xlsx")
    assert (reading.league_code, str(reading.period), reading.return_kind) == (
        "150400",
        "2023Q1",
        "quarterly",
    )


def test_macros_are_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    assert refused(archive(entries | {"xl/vbaProject.bin": b"x"}), tmp_path).rule.rule_id == "file_macro"


def compound(streams: list[str]) -> bytes:
    """The smallest OLE file with these streams, of 4,096 zero bytes each."""
    sectors = 8 * len(streams)
    header: bytes = olefile.MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    for stream in range(len(streams)):
        first = 2 + 8 * stream
        table += [*range(first + 1, first + 8), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    nothing = 0xFFFFFFFF
    directory = _entry("Root Entry", 5, nothing, 1 if streams else nothing, 0xFFFFFFFE, 0)
    for index, name in enumerate(streams):
        following = index + 2 if index + 1 < len(streams) else nothing
        directory += _entry(name, 2, following, nothing, 2 + 8 * index, 4096)
    directory = directory.ljust(512, b"\0")
    return header + struct.pack("<128I", *table) + directory + bytes(512 * sectors)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(written) + 2, kind, 1, 0xFFFFFFFF, right, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)


def test_a_protected_workbook(tmp_path: Path) -> None:
    content = compound(["EncryptedPackage", "EncryptionInfo"])
    assert refused(content, tmp_path).rule.rule_id == "file_encrypted"


def test_a_workbook_of_the_old_format_that_is_damaged(tmp_path: Path) -> None:
    assert refused(compound(["Workbook"]), tmp_path).rule.rule_id == "file_unreadable"


def test_a_protected_ods(tmp_path: Path) -> None:
    entries = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>",
        "content.xml": b"x",
    }
    assert refused(archive(entries), tmp_path).rule.rule_id == "file_encrypted"


def is_attachment(reading: Reading) -> None:
    assert (reading.state, reading.parts, reading.gate) == ("attachment", (), ())
    assert rule_ids(reading.notes) == ["attachment_kept"]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(100),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50),
        b"II*\0\x08\0\0\0" + bytes(50),
        compound(["WordDocument"]),
        archive({"word/document.xml": b"<w/>"}),
    ],
)
def test_reports_and_pictures_are_attachments(content: bytes, tmp_path: Path) -> None:
    reading = read(content, tmp_path, name="赤峰市_2022年度总结报告.doc")
    is_attachment(reading)
    assert (reading.league_code, str(reading.period), reading.return_kind) == ("150400", "2022", "annual")


@pytest.mark.parametrize(
    ("content", "ending", "given"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "xlsx", "内容是PDF 文件,扩展名却写作 .xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "xlsx", "内容是图片,扩展名却写作 .xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "csv", "内容是图片,扩展名却写作 .csv"),
        (compound(["WordDocument"]), "xls", "内容是文字文档,扩展名却写作 .xls"),
        (archive({"word/document.xml": b"<w/>"}), "xlsx", "内容是文字文档,扩展名却写作 .xlsx"),
        (b"{\\rtf1\\ansi}", "xls", "内容是文字文档,扩展名却写作 .xls"),
        (b"<html><table>", "xls", "网页或 XML 文件(扩展名可能写作 .xls),请另存为 .xlsx"),
        (b"MIME-Version: 1.0\r\n", "xls", "网页或 XML 文件(扩展名可能写作 .xls),请另存为 .xlsx"),
    ],
)
def test_what_is_named_a_return_and_is_none_is_not_acknowledged(
    content: bytes, ending: str, given: str, tmp_path: Path
) -> None:
    reading = read(content, tmp_path, name=f"赤峰市_2022Q4.{ending}")
    assert (reading.state, reading.gate[0].rule.rule_id) == ("unreadable", "file_type_unknown")
    assert reading.gate[0].given == given


def test_an_attachment_of_which_nothing_is_told(tmp_path: Path) -> None:
    reading = read(b"%PDF-1.7\n", tmp_path, name="scan.pdf")
    is_attachment(reading)
    assert (reading.league_code, reading.period) == (None, None)


def test_an_attachment_of_six_months_is_of_a_quarter(tmp_path: Path) -> None:
    """Where no return is asked by the half; and half a year is nothing that a return is asked for."""
    reading = read(b"%PDF-1.7\n", tmp_path, name="赤峰市2023年1-6月总结.pdf")
    assert (str(reading.period), reading.return_kind) == ("2023Q2", "quarterly")
    assert read(b"%PDF-1.7\n", tmp_path, name="赤峰市2023年上半年总结.pdf").period is None


def test_an_attachment_in_another_leagues_folder(tmp_path: Path) -> None:
    reading = read(b"%PDF-1.7\n", tmp_path, name="赤峰市.pdf", league="150100")
    assert (reading.state, reading.league_code) == ("attachment", None)
    assert rule_ids(reading.gate) == ["league_conflict"]


@pytest.mark.parametrize("name", ["cells.xls", "cells.ods"])
def test_what_a_spreadsheet_program_saves(name: str, tmp_path: Path) -> None:
    """`files/` hold the same sheet, with formulas, as saved by LibreOffice."""
    part = read_data((FILES / name).read_bytes(), tmp_path)
    assert [(f.rule.rule_id, f.place.cell) for f in part.findings if f.severity == "error"] == [
        ("number_error_value", "D3"),  # =1/0
        ("number_truth", "D4"),
        ("number_date", "E4"),
        ("number_suffix", "E7"),  # 93.5%
    ]
    assert [str(row["figure"].value) for row in part.rows] == ["None", "None", "100", "None", "1234.5", "7"]
    assert part.rows[3]["figure"].fault is None  # =IF(1=1,"",0)
    assert part.rows[1]["year_to_date"].given == "2023-04-03"
    assert part.rows[5]["remark"] == part.rows[4]["remark"]  # merged
