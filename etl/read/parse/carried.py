"""What a workbook carries besides its cells: what may act when it is opened is refused, the rest is named.

Nothing of it acts here. But the department opens originals, and a sender's trick must not reach it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import IO

import olefile

from etl.read.parse.package import Relation, all_relations, elements
from etl.read.refusal import Refusal

LINKS, OBJECTS = "指向其他文件的链接", "嵌入的对象"
_DDE, _CONTROLS, _CONNECTIONS = "DDE 或 OLE 自动链接", "ActiveX 控件", "外部数据连接"
# The last word of the type of a relation, wherever its part lies and whatever it is called.
_MACROS = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})
_ACTING = {"control": _CONTROLS, "connections": _CONNECTIONS, "queryTable": _CONNECTIONS}
_LYING = {"externalLink": LINKS, "oleObject": OBJECTS, "package": OBJECTS}
_LIVE = ("ddeLink", "oleLink")
# Of an .ods, the elements of its content.
_ELEMENTS_ACTING = {"dde-link": _DDE, "dde-source": _DDE}
_ELEMENTS_LYING = {"table-source": LINKS, "cell-range-source": LINKS, "object-ole": OBJECTS}
_SCRIPTS = ("basic/", "scripts/")
# Of an .xls, its streams and storages.
_VBA, _CONTROL, _OBJECT = "_vba_project_cur", "ctls", re.compile("mbd[0-9a-f]{8}")
# In the address of a link of an .xls: what that of a file begins with, and what parts program and topic.
_FILE, _TOPIC = "\x01", "\x03"
# A formula that starts a program, cmd|'/c calc'!A1, or that asks a server when it is calculated.
_STRING = re.compile('"[^"]*"')
_CALLS = re.compile(r"[\w.]\s*\|\s*['\w]|\b(?:DDE|WEBSERVICE|CALL|REGISTER\.ID)\s*\(", re.IGNORECASE)
_FORMULA_SIGNS = ("=", "+", "-", "@")
_DDE_TEXT = re.compile(r"[\w.]\s*\|[^!|]*!\$?[A-Za-z]{1,3}\$?[0-9]")


def of_xlsx(archive: zipfile.ZipFile) -> set[str]:
    """What lies in an .xlsx; Refusal if something in it may act."""
    relations = list(all_relations(archive))
    kinds = {relation.kind for relation in relations}
    if kinds & _MACROS:
        raise Refusal("file_macro")
    acting = {words for kind, words in _ACTING.items() if kind in kinds}
    acting |= {_DDE for link in relations if link.kind == "externalLink" and _is_live(archive, link)}
    if acting:
        raise Refusal("file_acts", "、".join(sorted(acting)))
    return {_LYING[kind] for kind in kinds & _LYING.keys()}


def of_ods(names: Iterable[str]) -> None:
    """Refusal if an archive with these names holds macros; of the rest, see `of_element`."""
    if any(name.lower().startswith(_SCRIPTS) for name in names):
        raise Refusal("file_macro")


def of_element(name: str) -> str | None:
    """What an element of an .ods's content carries, if anything; Refusal if that may act."""
    if name in _ELEMENTS_ACTING:
        raise Refusal("file_acts", _ELEMENTS_ACTING[name])
    return _ELEMENTS_LYING.get(name)


def of_xls(file: IO[bytes]) -> set[str]:
    """What its streams and storages say lies in an .xls; Refusal if something may act."""
    with olefile.OleFileIO(file) as compound:
        known = {path[0].lower() for path in compound.listdir(storages=True)}
    if _VBA in known:
        raise Refusal("file_macro")
    if _CONTROL in known:
        raise Refusal("file_acts", _CONTROLS)
    return {OBJECTS for name in known if _OBJECT.fullmatch(name)}


def of_link(address: str) -> str:
    """What a link of an .xls is; Refusal if it is to a running program, whose address ends with its topic."""
    if not address.startswith(_FILE) and _TOPIC in address:
        raise Refusal("file_acts", _DDE)
    return LINKS


def check_formula(formula: str, sheet: str | None, cell: str) -> None:
    """Refusal that names the cell if its formula starts a program or asks a server."""
    if _CALLS.search(_STRING.sub("", formula)):
        raise Refusal("file_acts", "会启动程序或访问网络的公式", sheet=sheet, cell=cell)


def check_text(text: str, cell: str) -> None:
    """Refusal that names the cell if a spreadsheet program would take a text file's for such a formula."""
    if text.startswith(_FORMULA_SIGNS) and _DDE_TEXT.search(text):
        raise Refusal("file_acts", "会启动程序或访问网络的公式", cell=cell)


def _is_live(archive: zipfile.ZipFile, link: Relation) -> bool:
    return link.part is not None and any(elements(archive, link.part, name) for name in _LIVE)
