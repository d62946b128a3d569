"""The report as a file: what Word finds in it, and what is never in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from etl.publish.annual.content import Content
from etl.publish.annual.report import write
from etl.publish.annual.report.numerals import in_chinese
from etl.publish.annual.report.plain import prose
from tests.annual.report_reading import opened
from tests.annual.workbook_content import messy, with_rows

# What a league may write, and what is shown of it.
HARMFUL = {
    "markup": ("<w:t>&amp;</w:t>", "<w:t>&amp;</w:t>"),
    "the end of a section": ("]]>", "]]>"),
    "a template": ("{{x}}", "{{x}}"),
    "what the template's own marks are made of": ("{_{x}_} {_%x%_}", "{_{x}_} {_%x%_}"),
    "control characters": ("\x00\x07\x1b控制\ufffe符\ud800", "控制符"),
    "lines and turns": ("一\r\n二\u202e三", "一 二三"),
    "wide characters": ("😀" * 50, "😀" * 50),
}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_its_name(tmp_path: Path) -> None:
    names = ["2023年度一页纸(第2版).docx", "2023年度行动总结报告(第2版).docx"]
    assert [path.name for path in write(tmp_path, messy())] == names


def test_equal_content_makes_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    for one, other in zip(write(first, messy()), write(second, messy()), strict=True):
        assert one.read_bytes() == other.read_bytes()
        with zipfile.ZipFile(one) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_moments_are_those_of_the_content(tmp_path: Path) -> None:
    content = replace(messy(), as_of=messy().as_of + timedelta(days=3, hours=5))
    report = opened(tmp_path, content)
    properties = report.document.core_properties
    assert properties.created == properties.modified == content.as_of.astimezone(UTC)
    page, _ = write(tmp_path, content)
    for name, data in parts(page).items():
        if name.endswith(".xlsx"):
            inner = openpyxl.load_workbook(io.BytesIO(data)).properties
            assert inner.created == content.as_of.replace(tzinfo=None)


def test_who_made_it(tmp_path: Path) -> None:
    properties = opened(tmp_path, messy()).document.core_properties
    assert properties.author == properties.last_modified_by == "内蒙古自治区人力资源和社会保障厅"
    assert properties.title == "重点项目助推就业行动2023年度行动总结报告(第2版)"


def test_nothing_in_it_leads_out(tmp_path: Path) -> None:
    for name, data in (
        (name, data) for path in write(tmp_path, messy()) for name, data in parts(path).items()
    ):
        assert b"External" not in data, name
        assert b"<w:hyperlink" not in data
        assert b"HYPERLINK" not in data
        assert not name.endswith((".png", ".jpeg", ".bin"))


def _spoilt(words: str) -> Content:
    content = messy()

    def all_of(table: str, **columns: str) -> list[dict[str, Any]]:
        return [{**row, **columns} for row in content[table]]

    for table, columns in (
        ("annual_account", {"progress": words, "practice": words}),
        ("annual_suggestion", {"problem": words, "suggestion": words}),
        ("suggestion_matter", {"wording": words, "wordings": words, "reply": words}),
        ("annual_project", {"name_zh": words}),
    ):
        content = with_rows(content, table, all_of(table, **columns))
    own = [
        {"year": 2023, "place": place, "section": section, "subject": "", "words": words}
        for place, section in enumerate(("practice", "advice", "next_steps"))
    ]
    changes = [{**content.changes[0], "before": words, "key_zh": words}]
    return replace(with_rows(content, "annual_words", own), changes=changes)


@pytest.mark.parametrize(("words", "shown"), HARMFUL.values(), ids=HARMFUL)
def test_words_stay_words(words: str, shown: str, tmp_path: Path) -> None:
    report = opened(tmp_path, _spoilt(words))
    assert report.lines.count(shown) == 3  # the department's own
    assert f"“{prose(shown)}”" in report.prose
    assert {line[1] for line in report.tables["各盟市反映的问题和建议"]} == {shown}
    assert report.tables["与第1版相比的变化"][0][3] == shown


def test_very_long_words_are_not_quoted(tmp_path: Path) -> None:
    report = opened(tmp_path, _spoilt("长" * 100_000))
    assert {line[1] for line in report.tables["各盟市反映的问题和建议"]} == {prose("(文字较长,见行动总结表)")}
    assert "“长" not in report.prose
    assert report.tables["与第1版相比的变化"][0][3] == "长" * 60 + "(下略)"


def test_the_paper(tmp_path: Path) -> None:
    section = opened(tmp_path, messy()).document.sections[0]
    found = (
        *(section.page_width, section.page_height),
        *(section.top_margin, section.bottom_margin, section.left_margin, section.right_margin),
    )
    assert [round((side or 0) / Mm(1)) for side in found] == [210, 297, 37, 35, 28, 26]
    assert not any(
        paragraph.text for head in (section.header, section.even_page_header) for paragraph in head.paragraphs
    )
    assert _with_field(section.footer.paragraphs[0]) == ("— PAGE —", 2)
    assert _with_field(section.even_page_footer.paragraphs[0]) == ("— PAGE —", 0)


def _with_field(paragraph: Paragraph) -> tuple[str, Any]:
    """The text with its field's name, and where it stands: 0 left, 2 right."""
    before, after = paragraph.runs
    (code,) = paragraph._p.xpath("w:fldSimple/@w:instr")
    return f"{before.text}{code}{after.text}", paragraph.alignment


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("Body Text", "仿宋", 16),
    ],
)
def test_the_fonts_of_an_official_document(style: str, font: str, size: int, tmp_path: Path) -> None:
    document = opened(tmp_path, messy()).document
    found = document.styles[style]
    assert found.element.xpath("w:rPr/w:rFonts/@w:eastAsia") == [font]
    assert found.element.xpath("w:rPr/w:sz/@w:val") == [str(2 * size)]
    _, path = write(tmp_path, messy())
    assert f'<w:font w:name="{font}"><w:altName'.encode() in parts(path)["word/fontTable.xml"]


def test_tables_are_as_wide_as_the_text(tmp_path: Path) -> None:
    for table in opened(tmp_path, messy()).document.tables:
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        wide = sum(column.width or 0 for column in table.columns)
        assert abs(wide - Mm(156)) < Mm(1)
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


@pytest.mark.parametrize("rows", [2, 40])
def test_no_page_takes_a_row_or_two_of_a_table(rows: int, tmp_path: Path) -> None:
    """In Word, what keeps with the next is on its page: the first rows with the head, the last together."""
    first = messy()["annual_project"][0]
    content = with_rows(
        messy(), "annual_project", [{**first, "project_no": number} for number in range(1, rows + 1)]
    )
    report = opened(tmp_path, content)
    table = report.document.tables[list(report.tables).index("各项目推进状态和资金")]
    kept = [bool(row._tr.xpath(".//w:keepNext")) for row in table.rows]
    # The last keeps with the note below it.
    assert kept == [place < 3 or place >= rows - 1 for place in range(rows + 2)]


def test_who_signs_is_not_alone_on_a_page(tmp_path: Path) -> None:
    paragraphs = opened(tmp_path, messy()).document.paragraphs
    last = next(place for place, each in enumerate(paragraphs) if each.text == "附件") - 1
    signed = next(place for place, each in enumerate(paragraphs) if each.text.startswith("审定人"))
    before = [each.paragraph_format.keep_with_next for each in paragraphs[signed - 4 : last]]
    assert all(before)


def test_numbers_of_chapters() -> None:
    numbers = (1, 9, 10, 11, 20, 21)
    assert [in_chinese(number) for number in numbers] == ["一", "九", "十", "十一", "二十", "二十一"]
