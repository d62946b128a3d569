"""Reading the board's pages as somebody who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

from tests.board.conftest import Client

if TYPE_CHECKING:
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser

BASE = "/jibao/board"


def somebody() -> SimpleAuthManagerUser:
    """Who is logged in and may decide."""
    return _user("op")


def viewer() -> SimpleAuthManagerUser:
    """Who is logged in and may only view."""
    return _user("viewer")


def _user(role: str) -> SimpleAuthManagerUser:
    from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser

    return SimpleAuthManagerUser(username=role, role=role)


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
