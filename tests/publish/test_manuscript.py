"""The department's own words, from its Word file into the draft, the approval and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.rebuild.replay import replay
from etl.publish import steps
from etl.publish.drafts import draft_year
from etl.publish.editions import remake
from etl.publish.manuscript import forms
from etl.store import archive
from etl.store.events import DecisionError
from schemas.periods import Period
from tests.conftest import Opener
from tests.publish.conftest import answered
from tests.publish.test_editions import revise
from tests.publish.test_paper import below

OWN = "压实责任,按周调度。"


def folder() -> Path:
    return settings().outbox / "annual" / "2023"


def write(heading: str, *texts: str) -> None:
    """The department writes below the heading, and saves."""
    path = folder() / "2023年度行动总结文字稿.docx"
    document = docx.Document(str(path))
    below(document, heading, *texts)
    document.core_properties.last_modified_by = "就业处 李某"
    document.save(str(path))


def report(where: Path | None = None) -> str:
    (path,) = (where or folder()).glob("2023年度行动总结报告(*).docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def select(engine: sa.Engine, query: str) -> Sequence[Any]:
    with engine.connect() as connection:
        return connection.execute(sa.text(query)).all()


@pytest.fixture(scope="module")
def first_draft(open_warehouse: Opener, filled_database: str) -> Iterator[tuple[str, Path]]:
    """The draft of 2023 lies there: the database, with nobody connected, and the home."""
    with open_warehouse(filled_database) as engine:
        draft_year(2023)
        engine.dispose()
        yield str(engine.url.database), settings().home


@pytest.fixture
def drafted(first_draft: tuple[str, Path], open_warehouse: Opener) -> Iterator[sa.Engine]:
    """A copy of it."""
    with open_warehouse(*first_draft) as engine:
        yield engine


WORDS = "SELECT section, subject, words FROM intake.department_words ORDER BY section, subject, written_at"


def test_words_stand_in_the_next_draft_and_stay_when_figures_change_or_the_file_cannot_be_read(
    drafted: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    assert OWN not in report()
    write("主要做法", OWN)
    write("第3项", "推迟到2024年。")
    draft_year(2023)
    assert OWN in report()
    assert "推迟到2024年。" in report()
    revise(drafted, 5000)
    draft_year(2023)
    assert OWN in report()
    assert select(drafted, WORDS) == [("practice", "", [OWN]), ("remark", "3", ["推迟到2024年。"])]
    events = select(drafted, "SELECT actor, detail ->> 'section' FROM intake.event WHERE verb = 'write'")
    assert sorted(events) == [("就业处 李某", "practice"), ("就业处 李某", "remark")]
    (folder() / "2023年度行动总结文字稿.docx").write_bytes(b"half of it")
    draft_year(2023)
    assert OWN in report()
    assert "is not taken in: it is no Word file" in caplog.text


def test_an_approval_is_of_the_words_too(drafted: sa.Engine, tmp_path: Path) -> None:
    write("主要做法", OWN)
    asked = steps.propose("2023")  # takes them in
    write("下一步打算", "挂牌督办。")
    again = steps.propose("2023")
    with pytest.raises(DecisionError, match="have changed since"):
        answered(asked)
    published = answered(again)
    assert published is not None
    assert OWN in report(published)
    assert "挂牌督办。" in report(published)
    assert not list(published.glob("*文字稿*"))
    write("建议", "以后再说。")
    draft_year(2023)
    assert remake(Period.parse("2023"), 1, tmp_path) == []
    remade = {path.name: path.read_bytes() for path in tmp_path.glob("*.docx")}
    assert remade == {path.name: path.read_bytes() for path in published.glob("*.docx")}


def test_a_changed_form_makes_the_next_drafts(filled: sa.Engine, tmp_path: Path) -> None:
    path = forms.present("annual_report", 2023, tmp_path)
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("存在问题", "存在的主要问题")
    document.save(str(path))
    forms.change("annual_report", 2023, path, actor="李某", reason="改标题")
    draft_year(2023)
    assert "四、存在的主要问题" in report()
    forms.restore("annual_report", 2023, actor="李某", reason="还是原样")
    draft_year(2023)
    assert "存在的主要问题" not in report()
    document.paragraphs[3].runs[0].text = "{{ 没有的 }}"
    document.save(str(path))
    for damage in (path, _evil(tmp_path)):
        with pytest.raises(DecisionError, match="cannot be filled in"):
            forms.change("annual_report", 2023, damage, actor="李某", reason="再改")
    path.write_bytes(b"no zip")
    with pytest.raises(DecisionError, match="no Word file"):
        forms.change("annual_report", 2023, path, actor="李某", reason="再改")


def _evil(folder: Path) -> Path:
    """A form that would run a program of its own."""
    path = forms.present("annual_report", 2023, folder / "evil")
    document = docx.Document(str(path))
    document.paragraphs[3].runs[0].text = "{{ 章.__globals__ }}"
    document.save(str(path))
    return path


def test_the_archive_alone_has_them(drafted: sa.Engine, open_warehouse: Opener, empty_database: str) -> None:
    write("主要做法", OWN)
    draft_year(2023)
    written = select(drafted, WORDS)
    logged = [event for event in archive.events(archive.logged()) if event["verb"] == "write"]
    with open_warehouse(empty_database) as engine:
        with engine.begin() as connection:
            replay(connection, logged)
        assert select(engine, WORDS) == written
