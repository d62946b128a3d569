"""An .xlsx as its relationships have it: which part is the workbook, which are its sheets, wherever they lie.

Writers name parts as they like (`xl/Worksheets/Sheet1.xml`, `workbook22.xml`, targets with `\\` or `./`), and
parsers look where they like. So what was found is written again under the usual names, and nothing else: the
guard and every parser see these bytes and no others.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from etl.read import limits
from etl.read.parse.guard import Attributes, Handler, local, stream
from etl.read.refusal import Refusal

WORKBOOK, STRINGS, STYLES, THEME = (
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
)
_RELATIONS_OF = ".rels"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument."
_KEPT = {
    "sharedStrings": (STRINGS, "spreadsheetml.sharedStrings+xml"),
    "styles": (STYLES, "spreadsheetml.styles+xml"),
    "theme": (THEME, "theme+xml"),
}
# Where it lies in an archive that has lost its relationships.
_USUAL = ("xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "ppt/presentation.xml")
# Sheets that have no cells. What is none of these and no worksheet cannot be placed.
_WITHOUT_CELLS = ("chartsheet", "dialogsheet")


@dataclass(frozen=True)
class SheetPart:
    """A worksheet as the workbook lists it, the archive's name of its part, and the relation between them."""

    name: str
    part: str
    relation: str


@dataclass(frozen=True)
class Relation:
    """What a part of the package refers to."""

    identifier: str
    kind: str  # the last word of its type: worksheet, styles, …
    part: str | None  # the archive's name of what it points to; None where nothing is there


def office_document(archive: zipfile.ZipFile) -> str | None:
    """The archive's name of the part that the package is about; None if it is no office package."""
    relations = _relations(archive, "")
    part = next((relation.part for relation in relations if relation.kind == "officeDocument"), None)
    index = _index(archive)
    return part or next((index[name] for name in _USUAL if name in index), None)


def worksheets(archive: zipfile.ZipFile, workbook: str = WORKBOOK) -> list[SheetPart]:
    """The worksheets of the workbook, in its order; sheets that have no cells are left out.

    Refusal that names the sheet whose part is not there, or is none of a worksheet.
    """
    relations = {relation.identifier: relation for relation in _relations(archive, workbook)}
    sheets = []
    for attributes in elements(archive, workbook, "sheet"):
        relation = relations.get(attributes.get("id", ""))
        if relation is not None and relation.kind in _WITHOUT_CELLS:
            continue
        name = attributes.get("name", "")
        if relation is None or relation.kind != "worksheet" or relation.part is None:
            raise Refusal("file_unreadable", "工作簿中列出的工作表在文件中找不到", sheet=name)
        sheets.append(SheetPart(name, relation.part, relation.identifier))
    limits.check_sheets(len(sheets))
    return sheets


def all_relations(archive: zipfile.ZipFile) -> Iterator[Relation]:
    """Those of the package and of every part in it."""
    for name in archive.namelist():
        folder, _, listing = _normal(name).rpartition("/")
        if posixpath.basename(folder).lower() == "_rels" and listing.lower().endswith(_RELATIONS_OF):
            yield from _relations(
                archive, posixpath.join(posixpath.dirname(folder), listing[: -len(_RELATIONS_OF)])
            )


def rewrite(archive: zipfile.ZipFile) -> BytesIO:
    """The workbook with its parts at their usual names, and nothing else in it.

    Refusal as `worksheets` has it.
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        workbook = office_document(archive)
        if workbook is None:
            raise Refusal("file_unreadable", "文件中没有工作簿")
        kept = {WORKBOOK: (workbook, "spreadsheetml.sheet.main+xml")}
        for relation in _relations(archive, workbook):
            if relation.kind in _KEPT and relation.part is not None:
                name, content = _KEPT[relation.kind]
                if kept.setdefault(name, (relation.part, content))[0] != relation.part:
                    raise Refusal("file_unreadable", "文件结构异常:同一种部件有两个")
        targets = {}
        for number, sheet in enumerate(worksheets(archive, workbook), start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            kept[part] = sheet.part, "spreadsheetml.worksheet+xml"
            targets[sheet.relation] = part
        for name, (origin, _) in kept.items():
            written.writestr(name, archive.read(origin))
        _write_frame(written, kept, targets)
    return target


def elements(archive: zipfile.ZipFile, part: str, name: str) -> list[Mapping[str, str]]:
    """The attributes of each element of that name in a part, without their prefixes."""
    handler = _Elements(name)
    limits.check_unpacked(archive.getinfo(part).file_size)
    with archive.open(part) as file:
        stream(file, handler)
    return handler.matches


def _write_frame(
    written: zipfile.ZipFile, kept: Mapping[str, tuple[str, str]], targets: Mapping[str, str]
) -> None:
    """The parts that locate the others: the list of contents, and the relations of package and workbook."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_CONTENT}{content}"/>'
        for name, (_, content) in kept.items()
    )
    written.writestr(
        "[Content_Types].xml",
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
    )
    of_workbook = [(identifier, "worksheet", f"/{part}") for identifier, part in targets.items()] + [
        (f"kept{kind}", kind, f"/{name}") for kind, (name, _) in _KEPT.items() if name in kept
    ]
    written.writestr("_rels/.rels", _relations_xml([("book", "officeDocument", f"/{WORKBOOK}")]))
    written.writestr("xl/_rels/workbook.xml.rels", _relations_xml(of_workbook))


def _relations_xml(relations: list[tuple[str, str, str]]) -> str:
    listed = "".join(
        f"<Relationship Id={quoteattr(identifier)} Type={quoteattr(f'{_RELATIONS}/{kind}')} "
        f"Target={quoteattr(target)}/>"
        for identifier, kind, target in relations
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{listed}</Relationships>"
    )


def _relations(archive: zipfile.ZipFile, part: str) -> list[Relation]:
    """The relations of a part of the archive, or of the package itself (no part)."""
    folder, name = posixpath.split(_normal(part))
    index = _index(archive)
    listing = index.get(_key(posixpath.join(folder, "_rels", f"{name}.rels")))
    if listing is None:
        return []
    relations = [
        Relation(
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            None if item.get("TargetMode") == "External" else _part(item.get("Target", ""), folder, index),
        )
        for item in elements(archive, listing, "Relationship")
    ]
    if len({relation.identifier for relation in relations}) < len(relations):
        raise Refusal("file_unreadable", "文件结构异常:两个部件用了同一个编号")
    return relations


def _part(target: str, folder: str, index: Mapping[str, str]) -> str | None:
    """What a target names: from the folder of its source, and where nothing is there from the top.

    A target is an address as of the web, where 表 may be written as %E8%A1%A8.
    """
    for name in (target, unquote(target)):
        from_folder = posixpath.join("/", folder, _normal(name))
        if part := index.get(_key(from_folder)) or index.get(_key(name)):
            return part
    return None


def _index(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's names by what parts are compared by; Refusal if two entries are the same part."""
    index: dict[str, str] = {}
    for name in archive.namelist():
        if _key(name) in index:
            raise Refusal("file_unreadable", f"压缩结构中有同名的文件“{name}”")
        index[_key(name)] = name
    return index


def _normal(name: str) -> str:
    return name.replace("\\", "/")


@lru_cache(maxsize=4096)  # each is asked for ten times a file
def _key(name: str) -> str:
    """Part names are compared without case, as the format has it."""
    return posixpath.normpath(posixpath.join("/", _normal(name))).lstrip("/").casefold()


class _Elements(Handler):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.matches: list[Mapping[str, str]] = []

    def startElement(self, name: str, attrs: Attributes) -> None:
        if local(name) == self._name:
            self.matches.append({local(attribute): value for attribute, value in attrs.items()})
