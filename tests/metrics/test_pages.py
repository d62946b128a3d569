"""/jibao/metrics asks for its token; /jibao/health says a word a component and no more."""

from __future__ import annotations

import asyncio
import json
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as environment, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Airflow's own imports
        environment.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        import etl.airflow.plugins.metrics_pages

        return etl.airflow.plugins.metrics_pages


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIBAO_HOME", str(tmp_path))
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", "postgresql+psycopg://loader:hidden@127.0.0.1:1/jibao")
    monkeypatch.setenv("JIBAO_METRICS_TOKEN", "令牌-abc")
    return tmp_path


def get(served: Any, path: str, **headers: bytes) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=served)
        async with httpx.AsyncClient(transport=transport, base_url="http://airflow") as client:
            return await client.get(path, headers={name.encode(): value for name, value in headers.items()})

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "given", [None, b"", b"Bearer ", b"Bearer abd", b"bearer abc", b"abc", b"Bearer \xff"]
)
def test_without_the_token_nothing_is_told(
    pages: Any, home: Path, monkeypatch: pytest.MonkeyPatch, given: bytes | None
) -> None:
    monkeypatch.setenv("JIBAO_METRICS_TOKEN", "abc")
    answer = get(pages.metrics_app(), "/", **({} if given is None else {"authorization": given}))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "jibao_" not in answer.text


def test_with_the_token(pages: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_METRICS_TOKEN", "abc")
    answer = get(pages.metrics_app(), "/", authorization=b"Bearer abc")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "jibao_home_free_bytes" in answer.text


def test_the_token_of_the_first_start(pages: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.server import secret_files

    monkeypatch.delenv("JIBAO_METRICS_TOKEN")
    secret_files.make_missing(home / "secrets")
    token = secret_files.read(home / "secrets", "metrics-token")
    assert (home / "secrets" / "metrics-token").stat().st_mode & 0o777 == 0o600
    assert get(pages.metrics_app(), "/", authorization=f"Bearer {token}".encode()).status_code == 200


def test_health_says_what_is_ill_and_no_more(pages: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "inbox").mkdir()
    beats = {
        name: {"status": "healthy", "latest": "2024-01-01"}
        for name in ("metadatabase", "scheduler", "triggerer")
    }
    ill = {"dag_processor": {"status": "unhealthy"}}
    monkeypatch.setattr(pages, "get_airflow_health", lambda: {**beats, **ill})
    answer = get(pages.health_app(), "/ready")
    assert answer.status_code == 503
    assert json.loads(answer.text) == {
        "status": "degraded",
        "components": {
            "warehouse": "degraded",
            "inbox": "ok",
            "archive": "degraded",
            "disk": "ok",
            "metadatabase": "ok",
            "scheduler": "ok",
            "dag_processor": "degraded",
            "triggerer": "ok",
        },
    }
    assert get(pages.health_app(), "/live").status_code == 200
