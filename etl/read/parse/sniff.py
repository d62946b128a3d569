"""What kind of file it is, by its content, whatever its name."""

from __future__ import annotations

import os
import posixpath
import struct
import zipfile
from pathlib import Path
from typing import IO

import olefile
import puremagic

from etl.read import limits
from etl.read.parse.package import office_document
from etl.read.refusal import DAMAGED, Refusal

_HEAD_BYTES = 4096
_ZIP_END = b"PK\x05\x06"
_ZIP64_END = b"PK\x06\x06"
_ZIP_END_BYTES = 65_557  # the end record and the longest comment behind it
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODT = b"application/vnd.oasis.opendocument.text"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FILE_PASS = 0x2F  # the record of an .xls with how what follows is encrypted
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ")
_COMPOUND_HEADER = 512
_WEB_PAGES = (b"<", b"mime-version:")
# Control characters that no text has; a few may have got into one, a binary file is full of them.
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a")
_MOST_CONTROLS = 0.01
_ATTACHMENTS = {"picture": "图片", "pdf": "PDF 文件", "document": "文字文档"}
_RETURNS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt")


def kind_of(file: IO[bytes], name: str = "") -> str:
    """xlsx, xls, ods, text, attachment, or encrypted (a workbook, until a password is tried).

    Refusal for an empty, protected, unknown or too large file, and for an attachment that by its `name`
    is a return: whoever sent it believes that it was one.
    """
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise Refusal("file_unreadable", "文件是空的(0 字节),可能没有传完")
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK"):
        kind = _kind_of_archive(file, size)
    elif head.startswith(olefile.MAGIC):
        kind = _kind_of_compound(file, size)
    else:
        kind = _kind_of_plain(head)
    if kind in _ATTACHMENTS:
        ending = Path(name).suffix.lower()
        if ending in _RETURNS:
            raise Refusal("file_type_unknown", f"内容是{_ATTACHMENTS[kind]},扩展名却写作 {ending}")
        kind = "attachment"
    most = limits.ATTACHMENT_BYTES if kind == "attachment" else limits.FILE_BYTES
    if size > most:
        raise Refusal("file_too_large", f"文件有 {size:,} 字节", f"{most:,} 字节")
    return kind


def _kind_of_archive(file: IO[bytes], size: int) -> str:
    _check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mimetype = _mimetype(archive) if "mimetype" in names else b""
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise Refusal("file_encrypted")
            if mimetype.startswith(_ODS) and b"encryption-data" in _manifest(archive):
                raise Refusal("file_encrypted")
            office = None if mimetype else office_document(archive)
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "压缩结构损坏,文件可能没有传完") from fault
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
        raise Refusal("file_macro")
    if mimetype.startswith(_ODS):
        return "ods"
    if mimetype.startswith(_ODT):
        return "document"
    if office is not None:
        return _kind_of_office(office)
    raise Refusal("file_type_unknown", "压缩包或其他格式;压缩包请解压后逐个文件报送")


def _check_directory(file: IO[bytes], size: int) -> None:
    # zipfile reads the whole list of entries into memory before anyone can count them.
    file.seek(max(0, size - _ZIP_END_BYTES))
    tail = file.read()
    end = tail.rfind(_ZIP_END)
    if end < 0 or len(tail) < end + 22:
        raise Refusal("file_unreadable", "压缩结构不完整,文件可能没有传完")
    entries = int.from_bytes(tail[end + 10 : end + 12], "little")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail.rfind(_ZIP64_END, 0, end)
    if large >= 0:  # writers that do not know the size beforehand put it here, however small it is
        entries = int.from_bytes(tail[large + 32 : large + 40], "little")
        directory = int.from_bytes(tail[large + 40 : large + 48], "little")
    if entries > limits.ENTRIES or directory > limits.DIRECTORY_BYTES:
        raise Refusal("file_too_large", f"压缩结构中有 {entries} 个以上的文件", f"{limits.ENTRIES} 个")


def _kind_of_office(document: str) -> str:
    """By the name of the part that the package is about, wherever it lies."""
    folder, name = posixpath.split(document.replace("\\", "/").lower())
    if name.endswith(".bin"):
        raise Refusal("file_type_unknown", "二进制工作簿(.xlsb),请另存为 .xlsx")
    if "document" in name or posixpath.basename(folder) == "word":
        return "document"
    if "presentation" in name or posixpath.basename(folder) == "ppt":
        raise Refusal("file_type_unknown", "演示文稿;报表请用 .xlsx")
    return "xlsx"


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as file:
        return file.read(200)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("META-INF/manifest.xml") as file:
            return file.read(limits.RATIO_FROM_BYTES)
    except KeyError:
        return b""


def _check_chains(file: IO[bytes], size: int) -> None:
    # olefile follows the chain of sectors that list the sectors as often as the header says that it is long.
    file.seek(0)
    header = file.read(_COMPOUND_HEADER)
    if len(header) == _COMPOUND_HEADER:
        (shift,) = struct.unpack_from("<H", header, 30)
        (tables,) = struct.unpack_from("<I", header, 44)
        (lists,) = struct.unpack_from("<I", header, 72)
        if 9 <= shift <= 12:
            in_sector = (1 << shift) // 4  # numbers of sectors that a sector holds
            sectors = size >> shift
            if tables <= sectors // in_sector + 2 and lists <= tables // (in_sector - 1) + 1:
                return
    raise Refusal("file_unreadable", "文件结构损坏,可能没有传完")


def _kind_of_compound(file: IO[bytes], size: int) -> str:
    _check_chains(file, size)
    try:
        with olefile.OleFileIO(file) as compound:
            streams = {"/".join(stream).lower() for stream in compound.listdir()}
            head = _records(compound, streams)
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "文件结构损坏,可能没有传完") from fault
    if "encryptedpackage" in streams:
        return "encrypted"
    if head is not None:
        return "encrypted" if _FILE_PASS in head else "xls"
    if "worddocument" in streams:
        return "document"
    raise Refusal("file_type_unknown", "不是电子表格,也不是文档")


def _records(compound: olefile.OleFileIO, streams: set[str]) -> list[int] | None:
    """The first records of an .xls, by their numbers; None if it is none."""
    name = next((name for name in ("workbook", "book") if name in streams), None)
    if name is None:
        return None
    with compound.openstream(name) as stream:
        head = stream.read(_HEAD_BYTES)
    numbers, at = [], 0
    while at + 4 <= len(head):
        number, size = struct.unpack_from("<HH", head, at)
        numbers.append(number)
        at += 4 + size
    return numbers


def _kind_of_plain(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ARCHIVES):
        raise Refusal("file_type_unknown", "压缩包,请解压后逐个文件报送")
    if head.startswith(_BYTE_ORDER_MARKS):
        raise Refusal("file_type_unknown", "UTF-16 文本;请另存为 UTF-8 的 .csv")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_WEB_PAGES) or b"multipart/related" in start[:1024]:
        raise Refusal("file_type_unknown", "网页或 XML 文件(扩展名可能写作 .xls),请另存为 .xlsx")
    if start.startswith(b"{\\rtf"):
        return "document"
    if _is_picture(head):
        return "picture"
    if sum(byte in _CONTROLS for byte in head) <= len(head) * _MOST_CONTROLS:
        return "text"
    raise Refusal("file_type_unknown", "无法识别的二进制文件")


def _is_picture(head: bytes) -> bool:
    if not any(byte in _CONTROLS for byte in head):
        return False
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return bool(guesses) and guesses[0].mime_type.startswith("image/")
