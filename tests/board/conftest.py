"""A warehouse in which the stories happened, and files with hostile names came; the board over it."""

from __future__ import annotations

import asyncio
import csv
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from etl.common.settings import settings
from etl.publish.drafts import draft_year
from tests.conftest import Opener, Walked
from tests.walk.driving import STORIES, ingest

# What a league could call a file, and could write into a cell.
HOSTILE_NAME = "<img src=x onerror=alert(1)>\u202e\"'; ..%2f..%2f回执.csv"
KEPT_NAME = HOSTILE_NAME.replace("\u202e", "_")  # without what turns the text around
HOSTILE_GIVEN = "<script>alert(2)</script>"


@pytest.fixture(scope="module")
def history(
    open_warehouse: Opener, stories_walked: Walked, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """The stories happened, then two files with a hostile name came; a file lies in the inbox."""
    with open_warehouse(stories_walked.database, stories_walked.home) as engine:
        assail(tmp_path_factory.mktemp("sent"))
        draft_year(2022)
        yield engine


def assail(folder: Path) -> None:
    """After the stories two files with a hostile name come; another lies in the inbox."""
    good = STORIES / "returns" / "150200" / "2_2022Q3_数据.csv"
    (folder / "returns" / "150200").mkdir(parents=True)
    (folder / "returns" / HOSTILE_NAME).write_text(HOSTILE_GIVEN, "utf-8")
    text = good.read_text("gb18030")
    spoiled = re.sub(r"(,P01-1,[^,]*,[^,]*,)[^,]*", rf"\1{HOSTILE_GIVEN}", text)
    (folder / "returns" / "150200" / HOSTILE_NAME).write_text(spoiled, "utf-8")
    came = [(HOSTILE_NAME, "2023-08-01T09:00:00"), (f"150200/{HOSTILE_NAME}", "2023-08-02T09:00:00")]
    with (folder / "arrivals.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "arrived_at"), *came])
    ingest(folder / "returns", "--arrivals", folder / "arrivals.csv")
    waiting = settings().inbox / "150300"
    waiting.mkdir(parents=True, exist_ok=True)
    (waiting / "乌海<b>.xlsx").write_bytes(b"PK half a workbook")


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Airflow is imported, and what it writes when it is lies in a home of its own."""
    with pytest.MonkeyPatch.context() as environment, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own imports
        environment.setenv("AIRFLOW_HOME", str(tmp_path_factory.mktemp("airflow")))
        import etl.airflow.plugins.board_routes  # noqa: F401


@dataclass(frozen=True)
class Client:
    """Asks the board as Airflow serves it, below a path of the server; keeps its cookies."""

    outer: FastAPI
    root_path: str = ""
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def request(self, method: str, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.outer, root_path=self.root_path)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://airflow", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, headers=headers)
                self.cookies.update(client.cookies)
                return answer

        return asyncio.run(ask())

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers)


@pytest.fixture
def board_for(airflow_home: None) -> Callable[..., Client]:
    """Makes a client of the board for whoever the function says is logged in."""
    from airflow.api_fastapi.app import create_auth_manager
    from airflow.api_fastapi.core_api.security import get_user

    from etl.airflow.plugins.board_routes import app

    create_auth_manager()

    def made(whoever: Callable[[], Any], root_path: str = "") -> Client:
        board = app()
        board.dependency_overrides[get_user] = whoever
        outer = FastAPI(openapi_url=None)
        outer.mount("/jibao/board", board)
        return Client(outer, root_path)

    return made
