"""Data Docs: a page a check, with what failed, and nothing from outside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.common.punctuation import chinese
from etl.common.settings import settings
from etl.publish.quality import build_docs, check
from etl.publish.quality.data_docs import docs_root, page_of
from etl.publish.quality.results import folder_of
from tests.conftest import Opener
from tests.quality.conftest import JUDGED

NASTY = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def checked(open_warehouse: Opener, built_database: str) -> Iterator[Path]:
    """The folder of the pages of 2023, after a check that was met and one that was not."""
    with open_warehouse(built_database) as engine:
        check(2023)
        with engine.begin() as connection:
            connection.execute(
                sa.text("UPDATE summary.annual_project SET missing_leagues = :said WHERE project_no = 3"),
                {"said": NASTY},
            )
        check(2023)
        yield build_docs(2023).parent


@pytest.fixture
def docs(checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same in a home of the test's own."""
    shutil.copytree(checked.parents[1], tmp_path / "quality")
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    return docs_root() / "2023"


def test_the_list_has_the_latest_check_first(docs: Path) -> None:
    assert docs == settings().home / "quality" / "docs" / "2023"
    text = (docs / "index.html").read_text(encoding="utf-8")
    linked = re.findall(r'href="([\d-]+\.html)"', text)
    assert linked == sorted(linked, reverse=True)
    assert len(linked) == 2
    assert re.findall(r'<b class="(good|bad)">', text) == ["bad", "good"]
    assert all((docs / name).is_file() for name in linked)
    assert page_of(2023) == f"2023/{linked[0]}"
    assert 'href="2023/index.html"' in (docs_root() / "index.html").read_text(encoding="utf-8")


def test_a_page_names_what_failed_with_its_rows(docs: Path) -> None:
    text = (docs_root() / page_of(2023)).read_text(encoding="utf-8")
    assert chinese(f"共 {JUDGED} 项,未通过 1 项") in text
    assert chinese("<h3>缺报盟市逐一列名,不缺则空 <code>summary.annual_project</code></h3>") in text
    assert "<code>project_missing_named</code> 发现 1 行" in text
    assert "<th>missing_leagues</th>" in text
    assert text.count("fa-times") - text.count(".fa-times") == 1
    assert text.count("fa-check-circle") - text.count(".fa-check-circle") == JUDGED - 1


def test_what_was_found_cannot_act_on_the_page(docs: Path) -> None:
    text = (docs_root() / page_of(2023)).read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text


def test_pages_refer_to_nothing_outside(docs: Path) -> None:
    for page in docs_root().rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "//" not in text.replace("/*", "")
        for name in re.findall(r'(?:href|src)="([^"#]+)"', text):
            assert name == "data:," or (page.parent / name).is_file()


def test_sentences_have_chinese_punctuation_and_styles_have_not(docs: Path) -> None:
    text = (docs / "index.html").read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert "color: var(--ink);" in style
    assert chinese("未通过是系统的问题,不是盟市的问题") in text


def test_a_page_that_is_there_is_not_drawn_again(docs: Path) -> None:
    page = docs_root() / page_of(2023)
    page.write_text("kept", encoding="utf-8")
    build_docs(2023)
    assert page.read_text(encoding="utf-8") == "kept"


def test_fifty_checks_of_a_year_are_kept(docs: Path) -> None:
    newest = max(folder_of(2023).iterdir())
    oldest = min(folder_of(2023).iterdir())
    for number in range(49):
        shutil.copy(newest, folder_of(2023) / f"30000101-000000-{number:06}.json")
        (docs / f"30000101-000000-{number:06}.html").touch()
    build_docs(2023)
    assert len(list(folder_of(2023).iterdir())) == 50
    assert not oldest.exists()
    assert not (docs / f"{oldest.stem}.html").exists()


def test_before_any_check_there_is_an_empty_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    assert page_of(2023) == "2023/index.html"
    assert "还没有检查过" in build_docs(2023).read_text(encoding="utf-8")
