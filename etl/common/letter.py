"""A letter: a subject, and the same text plain and as a page. The words lie in `letters/`, as templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from etl.common.dates import day
from etl.common.punctuation import chinese

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("letters")),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["day"] = day


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def write(name: str, subject: str, **facts: Any) -> Letter:
    """The letter of the templates `<name>.txt` and `<name>.html`; every fact that they name must be given."""
    subject = chinese(subject)
    text, html = (
        _TEMPLATES.get_template(f"{name}.{kind}").render(facts | {"subject": subject})
        for kind in ("txt", "html")
    )
    return Letter(subject, text, html)
