"""The Word file in which the department writes, as Word gives it back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.publish.manuscript.paper import PaperError, lay_out, read
from tests.annual.test_report_chapters import with_words
from tests.annual.workbook_content import HOSTILE, messy, with_rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lay_out(tmp_path, messy())


def below(document: Document, heading: str, *texts: str) -> None:
    """The paragraphs stand below the heading."""
    place = next(n for n, each in enumerate(document.paragraphs) if each.text.startswith(heading))
    following = document.paragraphs[place + 1]
    for text in texts:
        following.insert_paragraph_before(text)


def test_its_headings(path: Path) -> None:
    assert path.name == "2023年度行动总结文字稿.docx"
    paper = read(path.read_bytes())
    assert list(paper.written) == [
        *(("practice", ""), ("next_steps", ""), ("advice", "")),
        *(("remark", ""), ("remark", "0"), ("remark", "1"), ("remark", "2"), ("remark", "3")),
        ("quoted", ""),
    ]
    assert not any(paper.written.values())


def test_what_is_written_is_read(path: Path) -> None:
    document = docx.Document(str(path))
    below(document, "主要做法", "(一)压实责任。", "  ", "(二)加强保障。")
    below(document, "第3项", "推迟到2024年。")
    document.core_properties.last_modified_by = "就业处 李某"
    document.save(str(path))
    paper = read(path.read_bytes())
    assert paper.author == "就业处 李某"
    assert {place: words for place, words in paper.written.items() if words} == {
        ("practice", ""): ["(一)压实责任。", "(二)加强保障。"],
        ("remark", "3"): ["推迟到2024年。"],
    }


def test_a_sentence_that_begins_like_a_heading_is_none(path: Path) -> None:
    document = docx.Document(str(path))
    below(document, "第2项", "第3项任务也由该局负责推进")
    document.save(str(path))
    assert read(path.read_bytes()).written["remark", "2"] == ["第3项任务也由该局负责推进"]


def test_what_was_saved_since_it_was_taken_in_is_left_alone(path: Path) -> None:
    document = docx.Document(str(path))
    below(document, "主要做法", "压实责任。")
    document.save(str(path))
    saved = path.read_bytes()
    said = [{**messy()["annual_suggestion"][0], "suggestion": "别的话。"}]
    # It does not know of what was saved, and offers other words.
    lay_out(path.parent, with_rows(messy(), "annual_suggestion", said))
    assert path.read_bytes() == saved


def test_the_words_of_leagues_are_chosen_by_a_mark(path: Path) -> None:
    document = docx.Document(str(path))
    (table,) = document.tables
    (row,) = (row for row in table.rows if row.cells[2].text == HOSTILE[1])
    row.cells[0].text = "√"
    document.save(str(path))
    paper = read(path.read_bytes())
    assert paper.written["quoted", ""] == [HOSTILE[1]]
    assert len(paper.offered) == len(table.rows) - 1


def test_what_was_chosen_stays_chosen_when_leagues_write_otherwise(tmp_path: Path) -> None:
    content = with_words(messy(), ("quoted", "", "人手不足。"), ("quoted", "", "谁也不再写的话。"))
    near = [
        {**messy()["annual_suggestion"][0], "problem": text, "suggestion": None}
        for text in ("人手不足", "人手不足。")
    ]
    paper = read(lay_out(tmp_path, with_rows(content, "annual_suggestion", near)).read_bytes())
    assert paper.written["quoted", ""] == ["人手不足。", "谁也不再写的话。"]


def test_a_table_of_its_own_is_read_row_by_row(path: Path) -> None:
    document = docx.Document(str(path))
    below(document, "主要做法", "见下表。")
    place = next(each for each in document.paragraphs if each.text == "见下表。")
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "甲乙丙丁", strict=True):
        cell.text = text
    place._p.addnext(table._tbl)
    document.save(str(path))
    assert read(path.read_bytes()).written["practice", ""] == ["见下表。", "甲乙", "丙丁"]


def test_track_changes(path: Path) -> None:
    """What is inserted counts, what is deleted or moved away does not."""
    document = docx.Document(str(path))
    below(document, "主要做法", "旧")
    (paragraph,) = (each for each in document.paragraphs if each.text == "旧")
    about = 'w:id="1" w:author="李某" w:date="2024-01-05T00:00:00Z"'
    for tag, kind, text in (("ins", "t", "新"), ("del", "delText", "删"), ("moveFrom", "t", "移")):
        run = f"<w:r><w:{kind}>{text}</w:{kind}></w:r>"
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')} {about}>{run}</w:{tag}>"))
    document.save(str(path))
    assert read(path.read_bytes()).written["practice", ""] == ["旧新"]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="no Word file"):
        read(b"no zip")
    other = tmp_path / "other.docx"
    docx.Document().save(str(other))
    with pytest.raises(PaperError, match="none of its headings"):
        read(other.read_bytes())


def test_it_is_left_alone_while_it_offers_what_there_is(path: Path) -> None:
    before = path.read_bytes()
    document = docx.Document(str(path))
    below(document, "主要做法", "按周调度。")
    document.save(str(path))
    written = path.read_bytes()
    content = with_words(messy(), ("practice", "", "按周调度。"))
    assert lay_out(path.parent, content).read_bytes() == written != before
    fewer = with_rows(content, "annual_suggestion", content["annual_suggestion"][:3])
    open_in_word = path.with_name(f"~${path.name[2:]}")
    open_in_word.touch()
    assert lay_out(path.parent, fewer).read_bytes() == written
    open_in_word.unlink()
    paper = read(lay_out(path.parent, fewer).read_bytes())
    assert paper.written["practice", ""] == ["按周调度。"]
    assert len(paper.offered) < len(read(written).offered)
