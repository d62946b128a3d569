"""Reading the board's pages as somebody who is logged in."""

from __future__ import annotations

from lxml import html

from tests.board.conftest import Client

BASE = "/jibao/board"


def somebody() -> str:
    return "somebody"


def read(client: Client, path: str) -> html.HtmlElement:
    answer = client.get(BASE + path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(page: html.HtmlElement, selector: str) -> list[list[str]]:
    """The cells of a table's body, or of what else the path finds, row by row."""
    return [[text(cell) for cell in row] for row in page.xpath(f"{selector}/tbody/tr")]


def facts(page: html.HtmlElement) -> dict[str, str]:
    """What the head of a page says, by its labels."""
    return {text(fact[0]): text(fact[1]) for fact in page.xpath("//dl[@class='sheet']/div")}
