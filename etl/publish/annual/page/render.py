"""From a template to the one file that a page is: style, script and figures in it, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from etl.common.punctuation import chinese
from etl.common.settings import ZONE
from etl.publish.annual import forecasts, matters, words
from etl.publish.annual.content import Content
from etl.publish.annual.readings import reading
from etl.publish.annual.report.plain import quoted
from etl.publish.annual.tally import name_of
from schemas.periods import Period

_READ_BY_JINJA = re.compile(r"(\{[{%#].*?[#%}]\})", re.DOTALL)
# A table whose rows are cards on a phone, and what it is made of.
_STACK = re.compile(r'<table\b[^>]*\bclass="[^"]*\bstack\b.*?</table>', re.DOTALL)
_HEADER = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"(?=<t[dh]\b)")
_TAG = re.compile("<[^>]*>")
TEMPLATES = Path(__file__).with_name("templates")
# Beside the colour of a standing or a timeliness, for whoever does not see it.
_MARKS = {
    "met": "✓",
    "on_track": "●",
    "unknown": "?",
    "behind": "▼",
    "not_met": "✕",
    "no_number": "–",
    "on_time": "✓",
    "late": "!",
    "missing": "✕",
    "not_due": "…",
    "exempt": "–",
    "error": "✕",
    "warning": "!",
}


def page(template: str, paper: str, content: Content, **shown: Any) -> str:
    """The page; every text in it is escaped, and a template that asks for what is not there fails.

    `paper`: what it is printed on, as CSS names it; every sheet says which edition it is of.
    """
    running_head = f"{content.title}({content.edition.mark}) {content.stamp}"
    style = f'{_asset("style.css")}\n@page {{ size: {paper}; @top-left {{ content: "{running_head}"; }} }}'
    script = _asset("page.js")
    shown_page = (
        _environment()
        .get_template(template)
        .render(
            content=content,
            style=Markup(style),  # noqa: S704  (our own words)
            script=Markup(script),  # noqa: S704
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'",
            **shown,
        )
    )
    return _STACK.sub(lambda table: _labelled(table[0]), shown_page)


def _labelled(table: str) -> str:
    """The table, each cell with the name of its column: on a phone a row is a card.

    What leagues wrote is escaped, so each tag is ours.
    """
    head, _, body = table.partition("</thead>")
    names = [_TAG.sub("", name).strip() for name in _HEADER.findall(head)]

    def row(cells: re.Match[str]) -> str:
        start, *parts = _CELL.split(cells[0])
        named = (
            part if part.startswith("<th") or "<svg" in part else f'<td data-label="{name}"{part[3:]}'
            for name, part in zip(names, parts, strict=True)
        )
        return "".join([start, *named])

    return f"{head}</thead>{_ROW.sub(row, body)}"


def write(path: Path, text: str) -> Path:
    """The text is the whole file, in UTF-8 and with plain line ends on every machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


class _ChinesePunctuation(Extension):
    """Templates are written with the keyboard's punctuation, as all our sentences are."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source, its words in the punctuation of Chinese; what Jinja reads stays as it is."""
        pieces = _READ_BY_JINJA.split(source)
        return "".join(piece if place % 2 else chinese(piece) for place, piece in enumerate(pieces))


@cache
def _environment() -> Environment:
    environment = Environment(
        extensions=[_ChinesePunctuation],
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "words": words,
        "marks": _MARKS,
        "ranks": {code: rank for rank, code in enumerate((*words.STANDINGS, *words.TIMELINESS))},
    }
    environment.filters |= {
        "about": matters.about,
        "answer": matters.answer,
        "called": lambda target: chinese(name_of(target)),
        "outlook": forecasts.outlook,
        "quoted": quoted,
        "along": along,
        "exact": exact,
        "figure": words.figure,
        "percent": words.percent,
        "period": words.period,
        "reading": reading,
        "short": short_period,
        "minute": lambda moment: f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}",
    }
    return environment


def exact(value: Decimal | int | datetime) -> str:
    """A value as a program reads it back: all its digits and no separators; a moment in Beijing time."""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def along(share: Decimal | float, width: int, limit: int | None = None) -> str:
    """How far a share (1 is the whole) reaches along a bar of this width, at most to the limit."""
    reach = min(max(float(share), 0) * width, width if limit is None else limit)
    return f"{reach:.1f}"


def short_period(code: str) -> str:
    """`一季度` of 2023Q1 and `年报` of 2023, where the year is plain."""
    return Period.parse(code).short_zh


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()


def _digest(text: str) -> str:
    """How a content security policy names a style or script that it lets in."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
