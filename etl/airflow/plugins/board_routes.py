"""The board's routes in Airflow: they only read, and only for those who are logged in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast
from urllib.parse import urlencode

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.base_user import BaseUser
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException as AnyHTTPException

from etl.operate.board import files, pages
from etl.operate.board.queries import only_row, reading
from etl.operate.board.render import View, page, policy
from etl.operate.board.words import LANGUAGES, VERDICTS

_COOKIE = "jibao_lang"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_Year = Annotated[int | None, Query(ge=2000, le=2100)]
_League = Annotated[str, Query(pattern=r"^(\d{6})?$")]
_Period = Annotated[str, Query(pattern=r"^(\d{4}([A-Z]\d{1,2})?)?$")]
_Kind = Annotated[str, Query(pattern=r"^([a-z][a-z0-9_]*)?$")]
_Verdict = Annotated[str, Query(pattern=f"^({'|'.join(VERDICTS)})?$")]
_PageNo = Annotated[int, Query(ge=1, le=1_000_000)]
_Id = Annotated[int, PathParameter(ge=1, le=2**63 - 1)]
_PathLeague = Annotated[str, PathParameter(pattern=r"^\d{6}$")]
_PathPeriod = Annotated[str, PathParameter(pattern=r"^\d{4}([A-Z]\d{1,2})?$")]


def _decides(user: Annotated[BaseUser, Depends(get_user)]) -> bool:
    """Whether somebody may do more than view: they can start a DAG that decides about a submission."""
    decision = DagDetails(id="assign_file")
    manager = get_auth_manager()
    return manager.is_authorized_dag(
        method="POST", access_entity=DagAccessEntity.RUN, details=decision, user=user
    )


_Decides = Annotated[bool, Depends(_decides)]


def app() -> FastAPI:
    """Serves the board; who is not logged in is sent to Airflow's login and back, a program gets 401.

    An original has the personal numbers that a league may have left in it: only who decides gets it.
    """
    made = FastAPI(
        title="jibao_board",
        dependencies=[Depends(get_user)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers={AnyHTTPException: _refused},
    )
    for path, route in (
        ("/", _board),
        ("/targets", _targets),
        ("/matters", _matters),
        ("/return/{league}/{period}", _return),
        ("/submission/{submission_id}", _submission),
        ("/submission/{submission_id}/file", _file),
        ("/submission/{submission_id}/reply", _reply),
    ):
        made.add_api_route(path, route, response_class=Response)
    return made


def _board(
    request: Request,
    year: _Year = None,
    league: _League = "",
    period: _Period = "",
    verdict: _Verdict = "",
    page: _PageNo = 1,
) -> Response:
    view = _view(request)
    return _shown(request, view, pages.board(view, year, pages.Wanted(league, period, verdict, page)))


def _targets(request: Request, year: _Year = None) -> Response:
    view = _view(request)
    return _shown(request, view, pages.targets(view, year))


def _matters(request: Request, year: _Year = None) -> Response:
    view = _view(request)
    return _shown(request, view, pages.matters(view, year))


def _return(request: Request, league: _PathLeague, period: _PathPeriod, kind: _Kind = "") -> Response:
    view = _view(request)
    return _shown(request, view, pages.of_return(view, league, period, kind))


def _submission(request: Request, submission_id: _Id, decides: _Decides) -> Response:
    view = _view(request)
    return _shown(request, view, pages.submission(view, submission_id, decides=decides))


def _file(submission_id: _Id, decides: _Decides) -> Response:
    if not decides:
        raise HTTPException(403)
    submission = _sent(submission_id)
    return _attached(files.sent(submission), submission["file_name"])


def _reply(submission_id: _Id) -> Response:
    path = files.reply(_sent(submission_id))
    return _attached(path, path.name if path else "")


def _sent(submission_id: int) -> files.Sent:
    with reading() as connection:
        row = only_row(connection, "submission", submission_id=submission_id)
    if row is None:
        raise HTTPException(404)
    return cast(files.Sent, row)


def _attached(path: Path | None, name: str) -> Response:
    if path is None:
        raise HTTPException(404)
    headers = {**_HEADERS, "Content-Security-Policy": "sandbox", "Content-Disposition": files.attached(name)}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


def _shown(request: Request, view: View, text: str | None) -> Response:
    if text is None:
        raise HTTPException(404)
    answer = _html(text)
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie(
            _COOKIE, view.lang, max_age=31_536_000, path=view.base, httponly=True, samesite="lax"
        )
    return answer


def _html(text: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(text, status, {**_HEADERS, "Content-Security-Policy": policy()})


def _view(request: Request) -> View:
    """The language that was asked for, or that the browser remembers; else Chinese."""
    asked = (request.query_params.get("lang"), request.cookies.get(_COOKIE))
    lang = next((each for each in asked if each in LANGUAGES), "zh")
    base = str(request.scope.get("root_path", ""))
    path = request.url.path.removeprefix(base)
    return View(lang, base, path, tuple(request.query_params.multi_items()))


async def _refused(request: Request, refusal: Exception) -> Response:
    """A browser without a login goes to Airflow's and comes back; a page that is not there says so."""
    assert isinstance(refusal, AnyHTTPException)
    if "text/html" not in request.headers.get("accept", "") or request.method != "GET":
        return await http_exception_handler(request, refusal)
    view = _view(request)
    if refusal.status_code == 401:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        login = f"{view.airflow}/api/v2/auth/login?{urlencode({'next': back})}"
        return RedirectResponse(login, 303, {"Cache-Control": "no-store"})
    if refusal.status_code == 404:
        return _html(page("absent.html", view), 404)
    return await http_exception_handler(request, refusal)
