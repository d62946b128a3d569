"""Data Docs: what was checked, as pages that need nothing from outside; built off the way to publishing.

Great Expectations draws the table of each suite's results. Its own pages load styles and scripts from the
internet, and put offending values into the HTML as they are, so the page around it, the list of checks and
the offending rows are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from etl.common.punctuation import chinese
from etl.common.settings import settings
from etl.common.whole import write_whole
from etl.publish.quality.results import Result, folder_of, load

_FOLDER = Path(__file__).with_name("templates")


def _source(name: str) -> str:
    """A template; its sentences are written with the keyboard's punctuation, as all of ours are."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return chinese(text) if name.endswith(".html") else text


_TEMPLATES = Environment(
    loader=FunctionLoader(_source),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_KEPT = 50  # checks of a year; older ones go


@dataclass(frozen=True)
class _Table:
    name: str
    success: bool
    expectations: int
    drawn: Markup


def docs_root() -> Path:
    """The folder of the pages, with a folder for each year."""
    return settings().home / "quality" / "docs"


def page_of(year: int) -> str:
    """The page of the year's latest check, below `docs_root`; before there is one, the list of checks."""
    latest = max(folder_of(year).glob("*.json"), default=None)
    return f"{year}/{latest.stem if latest else 'index'}.html"


def build_docs(year: int) -> Path:
    """Each check of the year has its page, the lists of checks and years are up to date; the former's path.

    The latest fifty are kept, results and pages.
    """
    stored = sorted(folder_of(year).glob("*.json"), reverse=True)
    folder = docs_root() / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    for path in stored[_KEPT:]:
        path.unlink(missing_ok=True)
        (folder / f"{path.stem}.html").unlink(missing_ok=True)
    checks = []
    for path in stored[:_KEPT]:
        check, results = load(path)
        checks.append(check)
        page = folder / f"{path.stem}.html"
        if not page.exists():
            _write(page, "check", check=check, tables=[_drawn(*each) for each in enumerate(results)])
    index = folder / "index.html"
    _write(index, "index", year=year, checks=checks)
    years = sorted((each.parent.name for each in docs_root().glob("*/index.html")), reverse=True)
    _write(docs_root() / "index.html", "years", years=years)
    return index


def _write(path: Path, template: str, **shown: Any) -> None:
    write_whole(path, _TEMPLATES.get_template(f"{template}.html").render(shown))


def _drawn(place: int, result: Result) -> _Table:
    """A suite's results as Great Expectations draws them."""
    from etl.publish.quality.great import draw

    return _Table(
        name=result["suite_name"],
        success=result["success"],
        expectations=len(result["results"]),
        drawn=Markup(draw(place, result["results"])),  # noqa: S704
    )
