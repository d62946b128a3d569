"""Pages of three years: the samples' as it ended, the same in October, and one where all goes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from etl.publish.annual import content as contents
from etl.publish.annual.content import Content
from etl.publish.annual.page import league, project, year
from etl.summarise.tables import build
from tests.conftest import Opener
from tests.page.messy import messy
from tests.summarise.filing import moment

YEAR = 2023


@dataclass(frozen=True)
class Made:
    """A content, the files of its pages, and the pages as another program reads them."""

    content: Content
    year_file: Path
    league_files: Mapping[str, Path]
    project_files: Sequence[Path]

    @property
    def year_page(self) -> html.HtmlElement:
        return read(self.year_file)

    def league_page(self, code: str) -> html.HtmlElement:
        return read(self.league_files[code])


@pytest.fixture(scope="session")
def all_made(
    open_warehouse: Opener, filled_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Made]:
    made = {}
    with open_warehouse(filled_database) as engine:
        for name, at in (("ended", "2024-02-01"), ("running", "2023-10-20")):
            with engine.begin() as connection:
                build(connection, YEAR, moment(at))
                made[name] = contents.read(connection, YEAR, moment(at))
    made["messy"] = messy(made["ended"])
    return {name: pages(content, tmp_path_factory.mktemp(name)) for name, content in made.items()}


@pytest.fixture(params=("ended", "running", "messy"))
def made(request: pytest.FixtureRequest, all_made: Mapping[str, Made]) -> Iterator[Made]:
    yield all_made[request.param]


def pages(content: Content, folder: Path) -> Made:
    """All pages of the content, written into the folder."""
    (year_file,) = year.write(folder, content)
    files = {path.name.split("_")[0]: path for path in league.write(folder, content)}
    return Made(content, year_file, files, project.write(folder, content))


def read(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))
