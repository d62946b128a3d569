"""What /jibao/metrics and /jibao/health answer."""

from __future__ import annotations

import secrets
from typing import Annotated

from airflow.api.common.airflow_health import get_airflow_health
from fastapi import FastAPI, Header, HTTPException, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from etl.common.settings import settings
from etl.operate.metrics import collect
from etl.operate.metrics.health import DEGRADED, OK, health
from etl.server import secret_files

_NOT_KEPT = {"Cache-Control": "no-store"}


def metrics_app() -> FastAPI:
    """Our metrics, for whoever has the token; 401 for anybody else."""
    made = FastAPI(title="jibao_metrics", docs_url=None, redoc_url=None, openapi_url=None)
    made.add_api_route("/", _metrics)
    return made


def health_app() -> FastAPI:
    """`/ready`: 200 or 503, with a word on each component; `/live`: 200 as long as this process answers."""
    made = FastAPI(title="jibao_health", docs_url=None, redoc_url=None, openapi_url=None)
    for path in ("/", "/ready"):
        made.add_api_route(path, _ready)
    made.add_api_route("/live", _live)
    return made


def _metrics(authorization: Annotated[str, Header()] = "") -> Response:
    token = settings().metrics_token or secret_files.read(settings().secrets, "metrics-token")
    # As bytes: compare_digest takes no text beyond ASCII.
    if not secrets.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise HTTPException(401, "the metrics need their token", {"WWW-Authenticate": "Bearer"})
    return Response(collect.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4, headers=_NOT_KEPT)


def _ready() -> JSONResponse:
    components = health(get_airflow_health)
    well = all(word == OK for word in components.values())
    body = {"status": OK if well else DEGRADED, "components": components}
    return JSONResponse(body, status_code=200 if well else 503, headers=_NOT_KEPT)


def _live() -> JSONResponse:
    return JSONResponse({"status": OK}, headers=_NOT_KEPT)
