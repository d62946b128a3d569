"""Data Docs in Airflow: behind its login, read only, and nothing but the pages."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import HTTPException

from etl.publish.quality.data_docs import docs_root

Get = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Airflow is imported, and what it writes when it is lies in a home of its own."""
    with pytest.MonkeyPatch.context() as environment, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own imports
        environment.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        import etl.airflow.plugins.pages  # noqa: F401


@pytest.fixture
def get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, airflow_home: None) -> Get:
    """Asks the pages of a home in which 2023 has one, as somebody who is logged in, or not."""
    from airflow.api_fastapi.core_api.security import get_user

    from etl.airflow.plugins.pages import app

    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    (docs_root() / "2023").mkdir(parents=True)
    (docs_root() / "index.html").write_text("years", encoding="utf-8")
    (docs_root() / "2023" / "index.html").write_text("checks", encoding="utf-8")
    (docs_root().parent / "secret.html").write_text("secret", encoding="utf-8")
    (docs_root() / "2023" / "secret.txt").write_text("secret", encoding="utf-8")

    def answer(path: str, *, logged_in: bool = True, method: str = "GET") -> httpx.Response:
        served = app()
        served.dependency_overrides[get_user] = _somebody if logged_in else _nobody

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=served)
            async with httpx.AsyncClient(transport=transport, base_url="http://airflow") as client:
                return await client.request(method, path)

        return asyncio.run(ask())

    return answer


def _somebody() -> str:
    return "somebody"


def _nobody() -> str:
    raise HTTPException(401, "Not authenticated")


PAGES = ("/index.html", "/2023/index.html")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_those_who_are_logged_in(get: Get, path: str) -> None:
    assert get(path, logged_in=False).status_code == 401
    answer = get(path)
    assert (answer.status_code, answer.text) == (200, "years" if path == PAGES[0] else "checks")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [*PAGES, "/2024/index.html", "/2023/secret.txt"])
def test_whoever_is_not_learns_nothing(get: Get, path: str) -> None:
    assert get(path, logged_in=False).status_code in (401, 404)
    assert "secret" not in get(path, logged_in=False).text


@pytest.mark.parametrize(
    "path",
    [
        "/2023/../../secret.html",
        "/2023/%2e%2e/%2e%2e/secret.html",
        "/2023/..%2f..%2fsecret.html",
        "/..%2fsecret.html/x.html",
        "/../secret.html",
        "/2023/secret.txt",
        "/2023/secret%00.html",
        "/%2e%2e/secret.html",
        "/2023//secret.html",
        "/2023/",
        "/docs",
        "/openapi.json",
    ],
)
def test_nothing_else_is_served(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code in (404, 422)
    assert answer.text != "secret"


def test_a_page_that_is_not_built_yet_says_what_it_waits_for(get: Get) -> None:
    answer = get("/2024/20240601-120000-000000.html")
    assert answer.status_code == 404
    assert "data_docs" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_read_only(get: Get, method: str) -> None:
    assert get(PAGES[0], method=method).status_code == 405
