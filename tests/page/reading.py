"""Reading numbers and words back out of a page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml.html import HtmlElement


def rows(page: HtmlElement, table: str) -> list[HtmlElement]:
    """The rows below the header of the table with this id; none if there is no such table."""
    return list(page.xpath(f"//table[@id='{table}']/tbody/tr"))


def one(element: HtmlElement, path: str) -> HtmlElement:
    """What the path leads to: exactly one element."""
    (found,) = element.xpath(path)
    assert isinstance(found, HtmlElement)
    return found


def number(element: HtmlElement, column: str) -> Decimal | None:
    """The exact number that the cell of this column carries; None: it says that there is none."""
    cell = one(element, f".//*[@data-column='{column}']")
    text = cell.get("data-value")
    if text is None:
        assert words(cell)[0] in "缺—", words(cell)
        return None
    return Decimal(text)


def numbers(element: HtmlElement, row: Mapping[str, Any], *columns: str) -> None:
    """The element carries exactly these columns of the row."""
    for column in columns:
        assert number(element, column) == row[column], (column, dict(row))


def words(element: HtmlElement) -> str:
    """What a reader sees, white space made one space."""
    return " ".join(element.text_content().split())
