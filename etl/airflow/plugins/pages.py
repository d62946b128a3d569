"""Data Docs as pages of Airflow: read only, and only for those who are logged in."""

from __future__ import annotations

from typing import Annotated

from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, HTTPException
from fastapi import Path as PathParameter
from fastapi.responses import FileResponse

from etl.publish.quality.data_docs import docs_root

# Nothing is run or fetched, whatever a page may hold.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_Year = Annotated[str, PathParameter(pattern=r"^\d{4}$")]
_Page = Annotated[str, PathParameter(pattern=r"^[0-9a-z-]+\.html$")]


def app() -> FastAPI:
    """Serves the pages of `docs_root`; 401 without a login, 404 for a page that is not there."""
    made = FastAPI(
        title="jibao_quality",
        dependencies=[Depends(get_user)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    made.add_api_route("/index.html", _years)
    made.add_api_route("/{year}/{page}", _page)
    return made


def _years() -> FileResponse:
    return _served("index.html")


def _page(year: _Year, page: _Page) -> FileResponse:
    return _served(f"{year}/{page}")


def _served(name: str) -> FileResponse:
    path = docs_root() / name
    if not path.is_file():
        raise HTTPException(404, "这一页还没有生成。任务 data_docs 完成后再看。")
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=_HEADERS)
