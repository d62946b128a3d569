"""Airflow's pages begin with the choice of Asia/Shanghai; all else goes through untouched."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from fastapi.testclient import TestClient

from etl.airflow.plugins.zone import ZoneMiddleware

PAGE = "<!doctype html><html><head><title>a</title></head><body>季报</body></html>"
CHOICE = "<script>localStorage.timezone ??= '\"Asia/Shanghai\"'</script>"


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()

    @app.get("/page")
    def page() -> Response:
        return HTMLResponse(PAGE)

    @app.get("/parts")
    def parts() -> Response:
        return StreamingResponse(iter([PAGE[:20], PAGE[20:]]), media_type="text/html")

    @app.get("/ours")
    def ours() -> Response:
        return HTMLResponse(PAGE, headers={"Content-Security-Policy": "default-src 'none'"})

    @app.get("/data")
    def data() -> Response:
        return JSONResponse({"page": PAGE})

    app.add_middleware(ZoneMiddleware)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/page", "/parts"])
def test_a_page_begins_with_the_choice(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.text == PAGE.replace("<head>", f"<head>{CHOICE}")
    assert answer.headers["content-length"] == str(len(answer.content))


def test_other_answers_are_what_they_were(client: TestClient) -> None:
    assert client.get("/ours").text == PAGE
    assert client.get("/data").json() == {"page": PAGE}
