"""The pages in a browser: sorting, filtering, a phone, paper, colours; and not one request."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from schemas.region import REGION_CODE
from tests.page import browser
from tests.page.conftest import Made
from tests.page.messy import GONE, HOSTILE, LONG, PROVISIONAL
from tests.reply.office import words as printed_words

pytestmark = browser.needed
NAMES = ("ended", "running", "messy")
paper_needed = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is not installed (apt-get install poppler-utils)"
)

# The least contrast of any text with what lies behind it, by WCAG, and the text.
_CONTRAST = """
const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour[3] !== 0) return colour;
  }
  return [255, 255, 255];
};
let worst = [99, ""];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || element.closest("script, [hidden]")) continue;
  const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < worst[0]) worst = [contrast, element.textContent.slice(0, 40)];
}
return worst;
"""


# Of each row the cells that are in sight.
_CARDS = """
return Array.from(document.querySelectorAll(arguments[0]), (row) =>
  Array.from(row.querySelectorAll("th, td")).filter((cell) => cell.checkVisibility()).map((cell) => {
    const {x, y, right} = cell.getBoundingClientRect();
    const {column = null, label = null} = cell.dataset;
    return {tag: cell.tagName, column, label, none: cell.classList.contains("none"), x, y, right};
  }));
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with browser.opened(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def files(made: Made) -> list[Path]:
    """The page of the year, and those of a league that reports everything, little and nothing."""
    return [made.year_file, *(made.league_files[code] for code in ("150100", PROVISIONAL, GONE))]


def column(driver: Chrome, table: str, name: str) -> list[str | None]:
    cells = f"document.querySelectorAll('#{table} tbody [data-column={name}]')"
    values: list[str | None] = driver.execute_script(
        f"return Array.from({cells}, (cell) => cell.getAttribute('data-value'))"
    )
    return values


def button(driver: Chrome, table: str, name: str) -> WebElement:
    path = f"//table[@id='{table}']//th/button[normalize-space()='{name}']"
    return driver.find_element(By.XPATH, path)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_asked_for_and_nothing_goes_wrong(
    driver: Chrome, all_made: Mapping[str, Made], name: str
) -> None:
    driver.get("about:blank")
    browser.asked_for(driver)
    driver.get_log("browser")
    for file in files(all_made[name]):
        browser.show(driver, file)
        assert browser.asked_for(driver) == [file.as_uri()]
        assert driver.get_log("browser") == []
        assert driver.execute_script("return document.querySelectorAll('script').length") == 1


def test_the_policy_stops_what_would_ask(
    driver: Chrome, all_made: Mapping[str, Made], tmp_path: Path
) -> None:
    spoilt = tmp_path / "spoilt.html"
    text = all_made["ended"].year_file.read_text("utf-8")
    spoilt.write_text(text.replace("</main>", "<script>document.title = 'seized'</script></main>"), "utf-8")
    browser.show(driver, spoilt)
    assert driver.title == "重点项目助推就业行动2023年度总结(草稿)"
    assert "Content Security Policy" in driver.get_log("browser")[0]["message"]


@pytest.mark.parametrize("name", NAMES)
def test_a_click_sorts_numbers_as_numbers_and_what_is_missing_last(
    driver: Chrome, all_made: Mapping[str, Made], name: str
) -> None:
    content = all_made[name].content
    targets = [row for row in content["annual_target"] if row["league_code"] == REGION_CODE]
    browser.show(driver, all_made[name].year_file)
    for table, label, key, rows in (
        ("table-targets", "实际完成", "actual", targets),
        ("table-projects", "预算(万元)", "budget", content["annual_project"]),
        ("table-reporting", "提前天数(中位数)", "median_days_early", content["annual_reporting"]),
    ):
        known = sorted(row[key] for row in rows if row[key] is not None)
        missing = [None] * (len(rows) - len(known))
        for order in (known, known[::-1]):
            button(driver, table, label).click()
            shown = [None if value is None else Decimal(value) for value in column(driver, table, key)]
            assert shown == [*order, *missing]


def test_the_keyboard_sorts_too_and_the_order_is_told(driver: Chrome, all_made: Mapping[str, Made]) -> None:
    browser.show(driver, all_made["messy"].year_file)
    standing = button(driver, "table-projects", "判定")
    header = driver.find_element(By.XPATH, "//table[@id='table-projects']//th[button='判定']")
    told = []
    for key in (Keys.ENTER, Keys.SPACE, Keys.ENTER):
        standing.send_keys(key)
        told.append(header.get_attribute("aria-sort"))
    assert told == ["ascending", "descending", "ascending"]
    shown = column(driver, "table-projects", "standing")
    best_first = ["met", "on_track", "unknown", "behind", "not_met", "no_number"]
    assert sorted(shown, key=lambda code: best_first.index(str(code))) == shown
    button(driver, "table-projects", "预算(万元)").click()
    assert header.get_attribute("aria-sort") is None


def test_a_filter_leaves_what_was_chosen(driver: Chrome, all_made: Mapping[str, Made]) -> None:
    browser.show(driver, all_made["messy"].year_file)
    Select(driver.find_element(By.ID, "findings-league")).select_by_value(PROVISIONAL)
    rows = driver.find_elements(By.CSS_SELECTOR, "#table-findings tbody tr")
    assert [row.is_displayed() for row in rows] == [False, False, True, True, True, False]
    output = driver.find_element(By.CSS_SELECTOR, "#findings output")
    assert output.text == "显示 3 / 6 条"
    Select(driver.find_element(By.ID, "findings-project")).select_by_value("4")
    assert output.text == "显示 1 / 6 条"


def test_a_league_is_followed_through_the_indicators_and_the_words(
    driver: Chrome, all_made: Mapping[str, Made]
) -> None:
    browser.show(driver, all_made["messy"].year_file)
    Select(driver.find_element(By.ID, "indicators-league")).select_by_value(GONE)
    heads = driver.find_elements(By.CSS_SELECTOR, "#table-indicators thead th[data-league]")
    assert [head.text[:4] for head in heads if head.is_displayed()] == ["阿拉善盟"]
    Select(driver.find_element(By.ID, "suggestions-league")).select_by_value(GONE)
    said = driver.find_elements(By.CSS_SELECTOR, "#suggestions .who > li")
    assert [one.text for one in said if one.is_displayed()] == ["阿拉善盟年报", "阿拉善盟年报"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window(driver: Chrome, all_made: Mapping[str, Made], name: str) -> None:
    """No script of the pages asks for a width: one that is made narrower is as if opened so."""
    wide = "const page = document.scrollingElement; return [page.scrollWidth - page.clientWidth, innerWidth]"
    for file in files(all_made[name]):
        browser.show(driver, file)
        driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        for width in (360, 768, 1280):
            browser.resize(driver, width)
            assert driver.execute_script(wide) == [0, width], (file.name, width)


@pytest.mark.parametrize("table", ["table-targets", "table-projects", "table-action"])
def test_a_row_is_a_card_on_a_phone_with_standing_and_share_first(
    driver: Chrome, all_made: Mapping[str, Made], table: str
) -> None:
    browser.show(driver, all_made["messy"].year_file, width=390)
    rows = driver.execute_script(_CARDS, f"#{table} tbody tr")
    assert len(rows) > 2
    for shown in rows[:6]:
        in_sight = sorted(shown, key=lambda cell: (cell["y"], cell["x"]))
        assert in_sight[0]["tag"] == "TH"
        assert in_sight[1]["column"] == "standing"
        share = [cell for cell in shown if cell["column"] == "share_reached" and not cell["none"]]
        assert in_sight[2 : 2 + len(share)] == share
        assert all(cell["right"] <= 390 for cell in shown)
        assert shown[2]["label"]


def test_a_matter_is_found_by_its_words_and_by_its_answer(
    driver: Chrome, all_made: Mapping[str, Made]
) -> None:
    browser.show(driver, all_made["messy"].year_file)
    search = driver.find_element(By.ID, "matters-search")

    def found() -> list[str | None]:
        rows = driver.find_elements(By.CSS_SELECTOR, "#matters tr[data-matter]")
        return [row.get_attribute("data-matter") for row in rows if row.is_displayed()]

    every = ["2023-aa0001", "2023-aa0002", "2022-1"]
    assert found() == every
    search.send_keys("统一口径")
    assert found() == ["2023-aa0001", "2022-1"]
    search.clear()
    search.send_keys("统计口径")
    assert found() == ["2023-aa0002"]
    search.clear()
    search.send_keys(" ")
    assert found() == every


def test_the_first_column_stays_in_sight_on_a_phone(driver: Chrome, all_made: Mapping[str, Made]) -> None:
    browser.show(driver, all_made["messy"].year_file, width=360)
    moved = driver.execute_script(
        "const box = document.querySelector('#table-indicators').parentElement;"
        "const left = () => box.querySelector('tbody th').getBoundingClientRect().left;"
        "const before = left(); box.scrollLeft = 500; return [box.scrollLeft, left() - before]"
    )
    assert moved == [500, 0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(driver: Chrome, all_made: Mapping[str, Made], scheme: str) -> None:
    for file in files(all_made["messy"]):
        browser.show(driver, file, scheme=scheme)
        contrast, text = driver.execute_script(_CONTRAST)
        assert contrast >= 4.5, text


@paper_needed
@pytest.mark.parametrize("name", NAMES)
def test_paper_has_less_than_twelve_pages_and_says_what_is_not_on_them(
    driver: Chrome, all_made: Mapping[str, Made], tmp_path: Path, name: str
) -> None:
    browser.show(driver, all_made[name].year_file)
    pdf = browser.printed(driver, tmp_path / "year.pdf")
    assert pages_of(pdf) < 12
    said = printed_words(pdf)
    assert "没有打印的部分(主要数据、盟市、报送情况" in said
    assert "全部展开" not in said
    assert "查找意见" not in said
    if name == "messy":
        assert "".join(HOSTILE[3].split()) in said
        assert LONG[:12] in said
        assert "重点项目助推就业行动2023年度(第2版)数据截至" in said


def pages_of(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(said.split("Pages:")[1].split()[0])


@paper_needed
def test_a_league_is_printed_on_two_pages(
    driver: Chrome, all_made: Mapping[str, Made], tmp_path: Path
) -> None:
    for code, file in all_made["ended"].league_files.items():
        browser.show(driver, file)
        pdf = browser.printed(driver, tmp_path / f"{code}.pdf")
        said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
        assert ("Pages:           2" in said, "(A4)" in said) == (True, True), said
