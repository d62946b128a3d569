"""Nothing that a league wrote becomes more than words, and a page asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

import pytest
from lxml.html import HtmlElement

from tests.page.conftest import Made, read
from tests.page.messy import GONE, HOSTILE


def every_page(made: Made) -> list[HtmlElement]:
    leagues = [made.league_page(code) for code in made.league_files]
    return [made.year_page, *leagues, *map(read, made.project_files)]


def test_the_only_script_and_style_are_ours(made: Made) -> None:
    for page in every_page(made):
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        for tag in ("script", "style"):
            (element,) = page.xpath(f"//{tag}")
            digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
        assert page.xpath("//img | //iframe | //object | //embed | //link | //base | //form[@action]") == []
        assert [name for element in page.iter() for name in element.keys() if name.startswith("on")] == []  # noqa: SIM118
        assert page.xpath("//*[@style]") == []


def test_no_address_leads_out(made: Made) -> None:
    for page in every_page(made):
        for address in page.xpath("//@href | //@src | //@*[name()='xlink:href']"):
            assert re.match(
                r"#|%E7%9B%9F%E5%B8%82/\d{6}_|%E9%A1%B9%E7%9B%AE/%E9%A1%B9%E7%9B%AE\d\d_", address
            ), address
        assert "url(" not in page.xpath("string(//style)")
        assert "@import" not in page.xpath("string(//style)")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_as_they_were_sent(text: str, all_made: Mapping[str, Made]) -> None:
    made = all_made["messy"]
    assert text in made.year_page.get_element_by_id("findings").text_content()
    (row,) = (row for row in made.content["annual_finding"] if row["given"] == text)
    league = made.league_page(row["league_code"])
    assert text in league.get_element_by_id("findings").text_content()


def test_a_reason_and_an_account_are_escaped(all_made: Mapping[str, Made]) -> None:
    made = all_made["messy"]
    assert HOSTILE[1] in made.league_page(GONE).get_element_by_id("waivers").text_content()
    account = made.league_page("150100").get_element_by_id("accounts")
    assert f"经验做法：{HOSTILE[3]}" in account.text_content()
    assert account.xpath(".//svg") == []
