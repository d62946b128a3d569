"""What kind of file it is, told by its content: its name may say anything."""

from __future__ import annotations

import zipfile
from pathlib import Path

import olefile
import puremagic

from etl.read import limits
from etl.read.refusal import DAMAGED, Refusal

_HEAD_BYTES = 4096
_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 65_557  # the end record and the longest comment behind it
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ODT = b"application/vnd.oasis.opendocument.text"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path) -> str:
    """xlsx, xls, ods, text or attachment; Refusal for an empty, protected, unknown or too large file."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal("file_unreadable", "文件是空的(0 字节),可能没有传完")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK"):
        kind = _kind_of_archive(path, size)
    elif head.startswith(olefile.MAGIC):
        kind = _kind_of_compound(path)
    else:
        kind = _kind_of_plain(head)
    most = limits.ATTACHMENT_BYTES if kind == "attachment" else limits.FILE_BYTES
    if size > most:
        raise Refusal("file_too_large", f"文件有 {size:,} 字节", f"{most:,} 字节")
    return kind


def _kind_of_archive(path: Path, size: int) -> str:
    _check_directory(path, size)
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = _mimetype(archive) if "mimetype" in names else b""
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise Refusal("file_encrypted")
            if mimetype.startswith(_ODS) and b"encryption-data" in _manifest(archive):
                raise Refusal("file_encrypted")
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "压缩结构损坏,文件可能没有传完") from fault
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
        raise Refusal("file_macro")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Refusal("file_type_unknown", "二进制工作簿(.xlsb),请另存为 .xlsx")
    if mimetype.startswith(_ODS):
        return "ods"
    if mimetype.startswith(_ODT) or "word/document.xml" in names:
        return "attachment"
    raise Refusal("file_type_unknown", "压缩包或其他格式;压缩包请解压后逐个文件报送")


def _check_directory(path: Path, size: int) -> None:
    # zipfile reads the whole list of entries into memory before anyone can count them.
    with path.open("rb") as file:
        file.seek(max(0, size - _ZIP_END_BYTES))
        tail = file.read()
    end = tail.rfind(_ZIP_END)
    if end < 0 or len(tail) < end + 22:
        raise Refusal("file_unreadable", "压缩结构不完整,文件可能没有传完")
    entries = int.from_bytes(tail[end + 10 : end + 12], "little")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if entries > limits.ENTRIES or directory > limits.DIRECTORY_BYTES:
        raise Refusal("file_too_large", f"压缩结构中有 {entries} 个以上的文件", f"{limits.ENTRIES} 个")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as file:
        return file.read(200)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("META-INF/manifest.xml") as file:
            return file.read(limits.RATIO_FROM_BYTES)
    except KeyError:
        return b""


def _kind_of_compound(path: Path) -> str:
    try:
        with olefile.OleFileIO(path) as compound:
            streams = {"/".join(stream).lower() for stream in compound.listdir()}
    except DAMAGED as fault:
        raise Refusal("file_unreadable", "文件结构损坏,可能没有传完") from fault
    if "encryptedpackage" in streams:
        raise Refusal("file_encrypted")
    if streams & {"workbook", "book"}:
        return "xls"
    if "worddocument" in streams:
        return "attachment"
    raise Refusal("file_type_unknown", "不是电子表格,也不是文档")


def _kind_of_plain(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "attachment"
    if head.startswith(_BYTE_ORDER_MARKS):
        raise Refusal("file_type_unknown", "UTF-16 文本;请另存为 UTF-8 的 .csv")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise Refusal("file_type_unknown", "网页或 XML 文件(扩展名可能写作 .xls),请另存为 .xlsx")
    if not any(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in head):
        return "text"
    if _is_picture(head):
        return "attachment"
    raise Refusal("file_type_unknown", "无法识别的二进制文件")


def _is_picture(head: bytes) -> bool:
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return bool(guesses) and guesses[0].mime_type.startswith("image/")
