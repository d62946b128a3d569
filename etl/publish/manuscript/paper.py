"""The Word file in which the department writes: under headings that it finds there, kept as they are."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args

import docx
from docx.oxml.ns import qn

from etl.publish.annual.content import Content
from etl.publish.annual.department import SECTIONS, Section, words
from etl.publish.annual.report.facts import named
from etl.publish.annual.report.form import fill, form_of
from etl.publish.annual.report.matters import matters, of_row, practices, who
from etl.publish.annual.report.plain import Verbatim, flat
from schemas.periods import Period

Place = tuple[Section, str]  # a section and its subject: ("remark", "3")
_NAME = "行动总结文字稿"
_HEADINGS: Mapping[str, Section] = {
    SECTIONS[section]: section for section in get_args(Section) if section != "form"
}
_BLOCKS = "|".join(f"./{within}w:{tag}" for within in ("", "w:sdt/w:sdtContent/") for tag in ("p", "tbl"))
_PROJECT = re.compile(r"第(\d+)项")
_WHOLE = "总体情况"  # stands as remark 0: on the headline goal
_HEADING = "Heading"  # begins the names of their styles, as the form has them
_LARGEST = 100_000_000  # bytes of all that is packed in it
_OFFERED = 30  # words of leagues, of a kind


class PaperError(ValueError):
    """The file cannot be read as it is; the message says what to do."""


@dataclass(frozen=True)
class Paper:
    """What stands in the file: paragraphs by their place, none where nothing does; who saved it last.

    `offered`: the words of leagues that it lists, chosen or not.
    """

    written: Mapping[Place, list[str]]
    author: str
    offered: list[str] = field(default_factory=list)


class Offer(NamedTuple):
    """Words of leagues that may be quoted, and whether they were chosen."""

    kind: str
    words: str
    leagues: str
    chosen: bool


def path_of(folder: Path, period: Period) -> Path:
    """Where the file lies, beside the draft of the year."""
    return folder / f"{period.name_zh}{_NAME}.docx"


def read(content: bytes) -> Paper:
    """What the department wrote; text that is marked as deleted is none. PaperError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise PaperError("it is too large: it should hold text alone")
        document = docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise PaperError(f"it is no Word file (.docx) that can be read: {fault}") from fault
    written: dict[Place, list[str]] = {}
    offered: list[str] = []
    place: Place | None = None
    for block in document.element.body.xpath(_BLOCKS):
        if block.tag == qn("w:p"):
            text, is_heading = flat(_text(block)), str(block.style or "").startswith(_HEADING)
            if begun := _place(text, place, is_heading):
                place = begun
                written.setdefault(place, [])
            elif place and text and place[0] != "quoted":
                written[place].append(text)
        elif place and place[0] == "quoted":
            for mark, quoted in _rows(block):
                offered.append(quoted)
                written[place] += [quoted] if mark else []
        elif place:  # a table of the department's own: a paragraph a row
            written[place] += filter(None, (flat(_text(row)) for row in block.findall(qn("w:tr"))))
    if not written:
        raise PaperError(f"it has none of its headings: {'、'.join(_HEADINGS)}")
    return Paper(written, document.core_properties.last_modified_by or "", offered)


def _place(text: str, before: Place | None, is_heading: bool) -> Place | None:
    """The place that a heading begins; a project's stands below that of the remarks."""
    if text in _HEADINGS:
        section = _HEADINGS[text]
        return (section, "")
    if text == _WHOLE and before and before[0] == "remark" and is_heading:
        return ("remark", "0")
    number = _PROJECT.match(text)
    if before and before[0] == "remark" and number and is_heading:
        return ("remark", number[1])
    return None


def _text(block: Any) -> str:
    """All letters of a paragraph, those that track changes adds too."""
    pieces = block.xpath(".//w:t[not(ancestor::w:moveFrom)] | .//w:br")
    return "".join(each.text or "" if each.tag == qn("w:t") else " " for each in pieces)


def _rows(table: Any) -> Iterator[tuple[str, str]]:
    """Mark and words of each row below the head."""
    for row in table.findall(qn("w:tr"))[1:]:
        cells = [flat(_text(cell)) for cell in row.findall(qn("w:tc"))]
        if len(cells) > 2 and cells[2]:
            yield cells[0], cells[2]


def lay_out(folder: Path, content: Content) -> Path:
    """The file lies beside the draft, with what the department wrote and what it may quote.

    One that lies there, from which everything was taken in, is left alone unless it offers other words of
    leagues than there are now; so is one that is open in Word, was saved meanwhile, or cannot be read.
    """
    path, offers = path_of(folder, content.period), _offers(content)
    if not path.exists() or _is_behind(path, offers, content):
        _write(path, content, offers)
    return path


def _is_behind(path: Path, offers: Sequence[Offer], content: Content) -> bool:
    if path.with_name(f"~${path.name[2:]}").exists():  # Word's mark that somebody has it open
        return False
    try:
        paper = read(path.read_bytes())
    except PaperError:
        return False
    is_taken_in = all(list(words(content, *place)) == texts for place, texts in paper.written.items())
    return is_taken_in and paper.offered != [offer.words for offer in offers]


def _write(path: Path, content: Content, offers: Sequence[Offer]) -> None:
    facts = {
        "期间": content.period.name_zh,
        "主要做法": [*map(Verbatim, words(content, "practice"))],
        "下一步打算": [*map(Verbatim, words(content, "next_steps"))],
        "建议": [*map(Verbatim, words(content, "advice"))],
        "项目": [
            {"名称": name, "说明": [*map(Verbatim, words(content, "remark", str(number)))]}
            for number, name in (
                (0, _WHOLE),
                *((row["project_no"], named(row)) for row in content.tables["annual_project"]),
            )
        ],
        "引用": [
            {
                "选": "√" if offer.chosen else "",
                "类别": offer.kind,
                "内容": Verbatim(offer.words),
                "盟市": offer.leagues,
            }
            for offer in offers
        ],
    }
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as half:
        fill(Path(half) / path.name, form_of(content, "manuscript"), facts, {}, content).replace(path)


def _offers(content: Content) -> list[Offer]:
    """What leagues write that can be quoted; what was chosen stands in the words that were chosen.

    So that a file that nobody touched says what is known: what leagues do not write any more comes last.
    """
    found = {
        "做法": practices(content.tables["annual_account"]),
        "问题": matters(content.tables["annual_suggestion"], "problem"),
        "建议": [of_row(row) for row in content.tables["suggestion_matter"]],
    }
    everyone = [row["league_name_zh"] for row in content.tables["annual_reporting"]]
    chosen = words(content, "quoted")
    offers = []
    for kind, own_matters in found.items():
        can_be = [matter for matter in own_matters if matter.quotation and not matter.has_figures]
        for matter in can_be[:_OFFERED]:
            own = [text for text in chosen if text in matter.texts]
            text = own[0] if own else matter.words
            offers.append(Offer(kind, text, who(matter.leagues, everyone), bool(own)))
    listed = {offer.words for offer in offers}
    return [*offers, *(Offer("已选", text, "", True) for text in chosen if text not in listed)]
