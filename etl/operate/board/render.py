"""From a template to a page: one language, one style sheet in it, nothing fetched and nothing run."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from etl.common.punctuation import chinese
from etl.common.settings import ZONE
from etl.operate.board import words
from etl.publish.annual.page.render import TEMPLATES as ANNUAL_TEMPLATES
from etl.publish.annual.page.render import along
from etl.publish.annual.words import figure, number_of, percent

_TEMPLATES = Path(__file__).with_name("templates")
# Control characters, and marks that turn the direction of what follows.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# Airflow serves the plugin below this path; templates link relative to where it really is.
PREFIX = "/jibao/board"


@dataclass(frozen=True)
class View:
    """How somebody looks at a page: in which language, and where it is on this server.

    `base`: path of the board, with Airflow's base path; `path` and `query`: the page itself, below it.
    """

    lang: str
    base: str
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()

    @property
    def airflow(self) -> str:
        """Path of Airflow itself; blank at the root of the server."""
        return self.base.removesuffix(PREFIX)

    @property
    def other(self) -> str:
        """The same page in the other language."""
        language = "en" if self.lang == "zh" else "zh"
        kept = [(name, value) for name, value in self.query if name != "lang"]
        return f"{self.base}{self.path}?{urlencode([*kept, ('lang', language)])}"


def page(template: str, view: View, **shown: Any) -> str:
    """The page; every text in it is escaped, and a template that asks for what is not there fails."""
    lang = view.lang
    return (
        _environment()
        .get_template(template)
        .render(
            view=view,
            lang=lang,
            style=Markup(_style()),  # noqa: S704  (our own words)
            say=partial(say, lang),
            word=partial(words.word, lang=lang),
            league_name=partial(words.league, lang=lang),
            kind_name=partial(words.kind, lang=lang),
            part_name=partial(words.part, lang=lang),
            period_name=partial(words.period, lang=lang),
            short_period=partial(words.short_period, lang=lang),
            outstanding=partial(words.outstanding, lang=lang),
            unit_name=partial(words.unit, lang=lang),
            indicator_name=partial(words.indicator, lang=lang),
            step=partial(words.step, lang=lang),
            matter_state=partial(words.matter_state, lang=lang),
            now=datetime.now(ZONE),
            **shown,
        )
    )


def say(lang: str, zh: str, en: str, **values: Any) -> str:
    """The sentence in the page's language, words in braces filled in."""
    return (chinese(zh) if lang == "zh" else en).format(**values)


def policy() -> str:
    """The content security policy of every page: our one style sheet, nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def minute(moment: datetime | None) -> str:
    """A moment in Beijing time to the minute; a dash for none."""
    return "—" if moment is None else f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"


def visible(name: str) -> str:
    """A name that a league chose, with a mark in place of what cannot be seen or turns the direction."""
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", name)


def size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count:,} B" if count < 1024 else f"{Decimal(count) / 1024:,.1f} KB"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([_TEMPLATES, ANNUAL_TEMPLATES]),  # ours first, then the annual pages'
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["marks"] = words.MARKS
    environment.filters |= {
        "along": along,
        "chinese": chinese,
        "figure": figure,
        "minute": minute,
        "number_of": number_of,
        "percent": percent,
        "size": size,
        "visible": visible,
    }
    return environment


@cache
def _style() -> str:
    """The look of the annual pages, and what the board has beside it."""
    sheets = (ANNUAL_TEMPLATES / "style.css", _TEMPLATES / "board.css")
    return "\n".join(sheet.read_text("utf-8").strip() for sheet in sheets)
