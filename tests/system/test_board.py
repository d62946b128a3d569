"""The board behind a real Airflow's login, in a real browser, in the order of a visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from etl.common.settings import Settings
from etl.server import loopback, secret_files
from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from etl.store import warehouse
from tests.board.conftest import KEPT_NAME, assail
from tests.page import browser
from tests.walk.driving import STORIES, ingest

pytestmark = browser.needed


def numbers(file_name: str) -> list[int]:
    """The submissions of a file of this name."""
    query = sa.text("SELECT submission_id FROM intake.submission WHERE file_name = :name ORDER BY 1")
    with warehouse.engine().connect() as connection:
        return list(connection.execute(query, {"name": file_name}).scalars())


@pytest.fixture(scope="module")
def third(airflow: AirflowApi, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The stories happened, and files with hostile names came; the submission of the third step."""
    if not numbers("3_2022Q3.xlsx"):
        ingest(STORIES / "returns", "--arrivals", STORIES / "steps.csv")
    assail(tmp_path_factory.mktemp("sent"))
    (number,) = numbers("3_2022Q3.xlsx")
    return number


@pytest.fixture(scope="module")
def address(home: Settings) -> str:
    return f"http://127.0.0.1:{home.airflow_port}"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def driver(
    home: Settings, address: str, third: int, tmp_path_factory: pytest.TempPathFactory, downloads: Path
) -> Iterator[Chrome]:
    """A browser that asked for a submission, was sent to the login, and signed in as who decides."""
    with browser.opened(tmp_path_factory.mktemp("profile")) as opened:
        behaviour = {"behavior": "allow", "downloadPath": str(downloads)}
        opened.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
        opened.get(f"{address}/jibao/board/submission/{third}?lang=zh")
        user = patient(opened).until(lambda at: at.find_element(By.NAME, "username"))
        user.send_keys("admin")
        opened.find_element(By.NAME, "password").send_keys(secret_files.read(home.secrets, "airflow-admin"))
        opened.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        yield opened


def patient(driver: Chrome) -> WebDriverWait[Chrome]:
    return WebDriverWait(driver, PATIENCE)


def waited(driver: Chrome, selector: str) -> None:
    patient(driver).until(lambda at: at.find_elements(By.CSS_SELECTOR, selector))


def test_the_login_comes_back_to_the_page(driver: Chrome, address: str, third: int) -> None:
    waited(driver, "#download")
    assert driver.current_url == f"{address}/jibao/board/submission/{third}?lang=zh"
    assert driver.find_element(By.TAG_NAME, "h1").text == f"报送 {third}"


def test_airflow_has_the_board_in_its_navigation(driver: Chrome, address: str) -> None:
    driver.get(address)
    browse = "//button[@aria-label='Browse']"
    patient(driver).until(lambda at: at.find_element(By.XPATH, browse)).click()
    found = "//a[@aria-label='报送看板']"
    link = patient(driver).until(lambda at: at.find_element(By.XPATH, found))
    assert link.get_attribute("href") == f"{address}/jibao/board/"
    first = driver.current_window_handle
    patient(driver).until(lambda _: link.is_displayed())
    link.click()
    patient(driver).until(lambda at: len(at.window_handles) == 2)
    driver.switch_to.window(next(name for name in driver.window_handles if name != first))
    waited(driver, ".returns")
    assert driver.current_url == f"{address}/jibao/board/"


def test_a_cell_leads_to_a_return_and_to_its_submissions(driver: Chrome, address: str, third: int) -> None:
    driver.get(f"{address}/jibao/board/?year=2022")
    driver.get_log("browser")  # what Airflow's own pages said
    browser.asked_for(driver)
    driver.find_element(By.CSS_SELECTOR, "#cell-150100-2022Q3-quarterly a").click()
    waited(driver, "[data-part=data]")
    assert driver.current_url == f"{address}/jibao/board/return/150100/2022Q3?kind=quarterly"
    driver.find_element(By.CSS_SELECTOR, f"#versions a[href$='/submission/{third}']").click()
    waited(driver, "#download")
    assert driver.current_url == f"{address}/jibao/board/submission/{third}"


def test_the_file_comes_as_it_was_sent(driver: Chrome, downloads: Path) -> None:
    driver.find_element(By.ID, "download").click()
    patient(driver).until(lambda _: (downloads / "3_2022Q3.xlsx").exists())
    sent = STORIES / "returns" / "150100" / "3_2022Q3.xlsx"
    assert (downloads / "3_2022Q3.xlsx").read_bytes() == sent.read_bytes()


def test_english_is_a_click_away_and_stays(driver: Chrome, address: str, third: int) -> None:
    driver.find_element(By.ID, "language").click()
    patient(driver).until(lambda at: at.find_element(By.TAG_NAME, "h1").text == f"Submission {third}")
    driver.get(f"{address}/jibao/board/?year=2022")
    assert driver.find_element(By.TAG_NAME, "h1").text == "Reporting board 2022"
    driver.find_element(By.ID, "language").click()
    patient(driver).until(lambda at: at.find_element(By.TAG_NAME, "h1").text == "2022年报送看板")


def test_nothing_is_run_or_fetched_from_elsewhere(driver: Chrome, address: str) -> None:
    unknown = max(hostile := numbers(KEPT_NAME)) + 1000
    assert len(hostile) == 2
    for path in ("?year=2022", "targets?year=2022", *(f"submission/{n}" for n in (*hostile, unknown))):
        driver.get(f"{address}/jibao/board/{path}")
    assert [entry for entry in driver.get_log("browser") if "404" not in entry["message"]] == []
    nowhere = ("about", "data")
    # What a page makes itself, as Airflow's does, is named blob: and its address.
    asked = [url.removeprefix("blob:") for url in browser.asked_for(driver)]
    asked = [url for url in asked if urlsplit(url).scheme not in nowhere]
    assert asked
    assert [url for url in asked if urlsplit(url).netloc != urlsplit(address).netloc] == []


def test_a_program_without_a_login_is_refused(address: str, third: int) -> None:
    with loopback.client(address) as client:
        for path in ("/jibao/board/", f"/jibao/board/submission/{third}/file", "/jibao/board/targets"):
            assert client.get(path).status_code == 401
            answer = client.get(path, headers={"Accept": "text/html"})
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/api/v2/auth/login?next=%2Fjibao%2Fboard%2F")
